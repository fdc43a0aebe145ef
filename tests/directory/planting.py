"""A confidential place that every output is searched for."""

import io
import re
from zipfile import ZipFile

from django.db import connection
from openpyxl import load_workbook
from pypdf import PdfReader

from alongside.audit.models import Detail, Event
from alongside.directory import actions, tasks
from alongside.directory.models import Copy, Import, Remark, Service, Site, Upload
from alongside.lib.walls import within
from tests.directory.building import listed

STREET, CITY, POINT = "4711 Hidden Oak Lane", "Secretville", ("41.912345", "-87.654321")
PLACE = {"address_1": STREET, "city": CITY, "latitude": 41.912345, "longitude": -87.654321}
FORMS = ("booklet", "xlsx", "csv", "hsds_csv", "hsds_json")
RANDOM = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32,}")
CLOCK = re.compile(r"\d\d:\d\d:\d\d\.\d+")  # its seconds look like a coordinate
SECRETS = (STREET, "Hidden Oak", CITY, *POINT, "41.91", "-87.65", "60699")


def nothing_of(place, text):
    said = CLOCK.sub("", RANDOM.sub("", text.casefold()))
    return [word for word in place if word.casefold() in said]


def everything():
    """Every row of every table, as text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        told = []
        for table in tables:
            cursor.execute("SELECT has_table_privilege(%s, 'SELECT')", [f'public."{table}"'])
            if cursor.fetchone()[0]:
                cursor.execute(f'SELECT t::text FROM public."{table}" t')
                told += [f"{table}: {line}" for (line,) in cursor.fetchall()]
    return "\n".join(told)


def pages():
    """Addresses of everything that people and software read of the directory."""
    for near in ("60608", "61701"):
        yield from (
            f"/api/v1/search?near={near}",
            f"/search/?near={near}",
            f"/es/search/?near={near}",
        )
    kinds = ("organizations", "services", "service_at_locations")
    yield from (f"/hsds/{kind}?full=true&full_service=true&per_page=100" for kind in kinds)
    for site in Site.objects.filter(same_as=None):
        yield from (f"/sites/{site.pk}/", f"/organizations/{site.organization_id}/")
    yield from (f"/services/{service.pk}/" for service in Service.objects.all())
    for during in Import.objects.all():
        yield from (f"/imports/{during.pk}/?show={done}" for done in ("", *Remark.Done.values))
        yield f"/imports/{during.pk}/rows.csv"
    yield from ("/imports/", "/duplicates/", "/quality/", "/quality.csv")


def answer(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return b"".join(response) if response.streaming else response.content


def copies(client, by, forms):
    """These forms of the directory to take along, as text."""
    for form in forms:
        copy = Copy(form=form, area="IL")
        with within(by.here):
            actions.ask_for_copy(copy, by=by)
        tasks.make_copy(str(copy.pk))
        copy.refresh_from_db()
        assert copy.state == "done"
        yield form, text_of(answer(client, f"/copies/{copy.pk}/file/"), form)
        copy.delete()


def text_of(content, form):
    """All words of a file."""
    if form == "booklet":
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    if form == "csv":
        return content.decode()
    if form == "xlsx":
        cells = load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
        return "\n".join(str(cell) for line in cells for cell in line)
    with ZipFile(io.BytesIO(content)) as package:
        return "\n".join(package.read(name).decode() for name in package.namelist())


def leaks(client, by, logged="", *, forms=()):
    """Wherever anything of the planted place is told, and what of it."""
    client.force_login(by)
    assert list(Upload.objects.all()) == []
    outputs = {f"table {number}": line for number, line in enumerate(everything().splitlines())}
    outputs |= {address: answer(client, address).decode() for address in pages()}
    outputs |= dict(copies(client, by, forms))
    outputs["log"] = logged
    with within(by.here):
        outputs["audit"] = str([list(Event.objects.values()), list(Detail.objects.values())])
    found = {name: nothing_of(SECRETS, text) for name, text in outputs.items()}
    return {
        outputs[name][:600] if name.startswith("table") else name: said
        for name, said in found.items()
        if said
    }


def planted(organization, **fields):
    """A confidential site whose own words say where it is, beside one that says so openly."""
    about = {
        "description": f"Our house at {STREET}, {CITY}",
        "hours_text": f"Ring at {STREET}",
        "source_key": f"{STREET}, {CITY}",
        "is_confidential": True,
        "areas": ["IL"],
    }
    site = listed(organization, "Planted", **PLACE | about | fields)
    with within(organization):
        actions.list_site(site, by=None)
    assert Site.objects.get(pk=site.pk).city == ""
    return site
