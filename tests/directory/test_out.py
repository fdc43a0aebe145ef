"""Taking the directory along as a sheet: all of it or a part, harmless in a spreadsheet, made by the worker."""

import csv
import io

import pytest
from openpyxl import load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from alongside.directory import actions, tasks
from alongside.directory.copies.making import keep
from alongside.directory.models import Copy, Service, Setting, Site
from alongside.lib.errors import Blocked
from alongside.lib.spreadsheets import UNSEEN, harmless
from alongside.lib.walls import within
from tests.directory.building import listed
from tests.directory.planting import FORMS, SECRETS, nothing_of, planted, text_of


def made(by, **wanted):
    """A copy as the worker makes it."""
    copy = Copy(**{"form": "csv"} | wanted)
    with within(by.here):
        actions.ask_for_copy(copy, by=by)
    tasks.make_copy(str(copy.pk))
    copy.refresh_from_db()
    return copy


def fetched(client, copy):
    return b"".join(client.get(f"/copies/{copy.pk}/file/").streaming_content)


def table(client, copy):
    return list(csv.DictReader(io.StringIO(fetched(client, copy).decode("utf-8-sig"))))


def names(rows):
    return sorted((row["Site"], row["Service"]) for row in rows)


@pytest.fixture
def places(harbor, lakeside):
    """Two counties of Illinois, one place in Wisconsin, and a line that serves all of Illinois."""
    listed(lakeside, "Cook", county="17031", needs=(1, 5))
    listed(lakeside, "Lake", county="17097")
    listed(lakeside, "Racine", state="WI", county="55101")
    listed(harbor, "Line", setting=Setting.REMOTE, areas=["IL"], state="")


def test_a_row_is_a_service_at_a_site(client, nora, places):
    rows = table(client, made(nora))
    assert names(rows) == [
        ("Cook", "Help"),
        ("Cook", "Help"),
        ("Lake", "Help"),
        ("Line", "Help"),
        ("Racine", "Help"),
    ]
    [lake] = [row for row in rows if row["Site"] == "Lake"]
    assert (lake["Organization"], lake["County"], lake["Street"]) == (
        "Lakeside Health Center",
        "Lake County",
        "1 Main St",
    )
    assert (lake["Needs"], lake["Latitude"]) == ("Safety and advocacy", "41.8523")


def test_a_state_some_counties_or_a_need_make_it_smaller(client, nora, places):
    def sites(**wanted):
        return [site for site, _service in names(table(client, made(nora, **wanted)))]

    assert sites(area="WI") == ["Racine"]
    assert sites(area="IL") == ["Cook", "Cook", "Lake", "Line"]
    assert sites(area="IL", counties=["17097"]) == ["Lake", "Line"]
    assert sites(area="IL", need=5) == ["Cook"]


def test_a_sheet_is_the_same_table(client, nora, places):
    copy = made(nora, form="xlsx", language="es", area="WI")
    sheet = load_workbook(io.BytesIO(fetched(client, copy)), read_only=True).active
    lines = [list(line) for line in sheet.iter_rows(values_only=True)]
    assert len(lines) == 2
    assert lines[1][2] == "Racine"
    assert lines[1][14] == 41.8523


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\uff1d"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_cell_is_never_a_formula(client, nora, harbor, form, begin):
    name = f"{begin}cmd|'/c calc'!A1"
    listed(harbor, name)
    content = fetched(client, made(nora, form=form))
    if form == "csv":
        [row] = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
        assert row["Site"] == f"'{name}"
    else:
        sheet = load_workbook(io.BytesIO(content)).active
        assert (sheet["C2"].data_type, sheet["C2"].value) == ("s", f"'{name}")


def test_what_a_sheet_cannot_hold_is_left_out_of_a_cell(client, nora, harbor):
    listed(harbor, "Bell\x07")
    sheet = load_workbook(io.BytesIO(fetched(client, made(nora, form="xlsx")))).active
    assert sheet["C2"].value == "Bell"


def test_a_letter_that_a_sheet_cannot_hold_hides_no_formula(client, nora, harbor):
    listed(harbor, "\x07=1+1")
    sheet = load_workbook(io.BytesIO(fetched(client, made(nora, form="xlsx")))).active
    assert (sheet["C2"].data_type, sheet["C2"].value) == ("s", "'=1+1")


@pytest.mark.parametrize("form", FORMS)
def test_a_planted_address_is_in_no_copy(client, nora, harbor, form):
    site = planted(harbor)
    Service.objects.create(organization=harbor, name="Shelter", needs=[1])
    assert site.is_confidential
    copy = made(nora, form=form, area="IL")
    assert copy.state == "done"
    assert nothing_of(SECRETS, text_of(fetched(client, copy), form)) == []
    assert "Planted" in text_of(fetched(client, copy), form)


def test_nothing_that_fits_makes_no_file(client, nora, places):
    for form in ("csv", "xlsx", "booklet"):
        copy = made(nora, form=form, area="HI")
        assert (copy.state, copy.pieces.count()) == ("empty", 0)
        assert client.get(f"/copies/{copy.pk}/file/").status_code == 404
        assert "so there is no file" in client.get(f"/copies/{copy.pk}/").text


def test_who_is_signed_in_asks_on_a_page_and_everybody_may_fetch_it(client, nora, places):
    client.force_login(nora)
    assert "Lake County" in client.get("/copies/?area=IL").text
    asked = {"form": "csv", "need": 0, "language": "en", "area": "IL", "counties": ["17097"]}
    response = client.post("/copies/ask/", asked)
    copy = Copy.objects.get()
    assert response.url == f"/copies/{copy.pk}/"
    assert "It is being made." in client.get(response.url).text
    tasks.make_copy(str(copy.pk))
    copy.refresh_from_db()

    client.logout()
    page = client.get("/copies/")
    assert page.cookies == {}
    assert str(copy.pk) in page.text
    assert "download>" in client.get(f"/copies/{copy.pk}/").text
    response = client.get(f"/copies/{copy.pk}/file/")
    assert response.headers["Content-Disposition"] == 'attachment; filename="directory.csv"'
    assert len(b"".join(response.streaming_content)) == copy.size


def test_who_is_not_signed_in_asks_for_none(client, db):
    assert client.post("/copies/ask/", {"form": "csv"}).status_code == 302
    assert Copy.objects.count() == 0


def test_a_county_of_another_state_is_no_choice(client, nora, places):
    client.force_login(nora)
    asked = {"form": "csv", "need": 0, "language": "en", "area": "WI", "counties": ["17097"]}
    assert client.post("/copies/ask/", asked).status_code == 422


def test_nobody_waits_for_more_than_three(nora):
    with within(nora.here):
        for _ in range(3):
            actions.ask_for_copy(Copy(form="csv"), by=nora)
        with pytest.raises(Blocked, match="Three copies are being made for you"):
            actions.ask_for_copy(Copy(form="csv"), by=nora)


def test_a_copy_is_forgotten_after_an_hour(client, nora, places):
    copy = made(nora)
    Copy.objects.update(asked_at="2026-01-01T00:00Z")
    tasks.forget_copies(0)
    assert client.get(f"/copies/{copy.pk}/file/").status_code == 404


def test_a_large_file_comes_in_pieces(client, nora, tmp_path):
    content = bytes(range(256)) * 10_000
    (tmp_path / "large.csv").write_bytes(content)
    copy = Copy.objects.create(form="csv", by=nora, state="making")
    keep(copy, tmp_path / "large.csv")
    Copy.objects.update(state="done")
    copy.refresh_from_db()
    assert (copy.pieces.count(), copy.size) == (3, len(content))
    assert fetched(client, copy) == content


def test_a_site_without_a_service_is_there_too(client, nora, harbor):
    listed(harbor, needs=())
    Site.objects.update(name="Bare")
    assert names(table(client, made(nora))) == [("Bare", "")]
    assert made(nora, need=1).state == "empty"


def test_how_other_software_reads_it_is_written_on_a_page(client, db):
    page = client.get("/api/v1/docs")
    for words in ("/hsds/service_at_locations", "/api/v1/search", "HSDS 3.1", "openapi.json"):
        assert words in page.text
    assert page.cookies == {}
    assert client.get("/es/api/v1/docs").status_code == 200


def test_what_a_spreadsheet_cannot_hold_is_left_out_of_its_cells():
    for character in map(chr, range(0x20)):
        assert bool(UNSEEN.match(character)) == bool(ILLEGAL_CHARACTERS_RE.match(character))
    assert (harmless("a\x00b\n"), harmless("\x01"), harmless(3)) == ("ab\n", "", 3)


@pytest.mark.parametrize(
    "cell", ["=1+1", "\x01=1+1", "\uff1d1+1", "+1-312-555-0142", "@SUM(1)", "-cmd"]
)
def test_no_words_are_calculated_with(cell):
    assert harmless(cell)[0] == "'"
    assert harmless("-87.669") == "-87.669"
