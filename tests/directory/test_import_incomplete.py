"""What a list tells without a need, without a state or without a place is kept, and found by its words."""

import pytest
from django.db import IntegrityError, transaction

from alongside.directory import actions
from alongside.directory.keeping.quality import rows_of, troubled
from alongside.directory.models import Copy, Entry, Service, Site, Source
from alongside.directory.typed.records import ServiceForm
from tests.directory import packages
from tests.directory.building import listed, written
from tests.directory.packages import ADDRESS, LOCATION, PHONE, SERVICE
from tests.directory.test_out import made
from tests.directory.test_out import table as sheet

pytestmark = pytest.mark.usefixtures("host")
BALLET = SERVICE | {"name": "Ballet zebra evenings", "description": "We dance."}
VIRTUAL = LOCATION | {"location_type": "virtual", "latitude": "", "longitude": ""}


def bring(tmp_path, **changed):
    return actions.import_list(packages.folder(tmp_path / "list", **changed), by=None)


def found(client, **asked):
    results = client.get("/api/v1/search", asked).json()["results"]
    return [one["name"] for one in results]


def problems(problem):
    return [row.name for row in rows_of(troubled(problem=problem))]


# ---- no need


@pytest.fixture
def ballet(tmp_path):
    report = bring(tmp_path, services=[BALLET])
    assert (report.added, report.left_out) == (3, [])
    return Service.objects.get()


def test_a_service_that_names_no_need_is_found_by_its_words_and_near(ballet, client):
    assert ballet.needs == []
    assert found(client, q="zebra") == found(client, near="60608", q="zebra") == ["Main office"]
    assert found(client, near="60608") == ["Main office"]
    assert found(client, near="60608", need="1") == []


def test_it_is_listed_as_incomplete(ballet):
    assert problems("no_need") == ["Ballet zebra evenings"]
    assert "Ballet zebra evenings" not in problems("no_needs")


def test_its_page_says_nothing_of_needs(ballet, client):
    page = client.get(f"/services/{ballet.pk}/")
    assert page.status_code == 200
    assert "Ballet zebra evenings" in page.text
    assert "Helps with" not in page.text
    assert client.get(f"/sites/{ballet.sites.get().pk}/").status_code == 200


def test_it_goes_out_without_terms(ballet, client):
    told = client.get(f"/hsds/services/{ballet.pk}").json()
    assert (told["name"], told.get("attributes", [])) == ("Ballet zebra evenings", [])


def test_what_is_written_here_meets_a_need(ballet, lakeside):
    listed(lakeside)
    own = Service.objects.filter(source=None)
    with pytest.raises(IntegrityError, match="service_meets_a_need"), transaction.atomic():
        own.update(needs=[])


def test_a_person_is_asked_for_a_need(ballet):
    assert list(ServiceForm({"name": "Ballet"}, record=ballet).errors) == ["needs"]


# ---- no state


@pytest.mark.parametrize(
    ("phone", "state"), [("305-555-0123", "FL"), ("800-799-7233", ""), ("787-555-0100", "PR")]
)
def test_help_by_phone_is_in_the_state_of_its_area_code_or_in_none(tmp_path, client, phone, state):
    report = bring(
        tmp_path,
        locations=[VIRTUAL],
        addresses=[ADDRESS | {"location_id": "x"}],
        phones=[PHONE | {"number": phone}],
    )
    site = Site.objects.get()
    assert (site.state, site.setting, report.total("left_out")) == (state, "remote", 1)
    assert found(client, q="food pantry") == found(client, q="food", reach="210") == ["Main office"]
    assert site.areas == ([state] if state else [])
    assert problems("no_state") == ([] if state else ["Main office"])


def test_a_place_without_a_state_is_in_that_of_its_organizations_others(tmp_path):
    here = [LOCATION, VIRTUAL | {"id": "l2", "name": "Hotline"}]
    bring(
        tmp_path, locations=here, phones=[PHONE | {"location_id": "l2", "number": "305-555-0123"}]
    )
    assert Site.objects.get(name="Hotline").state == "IL"


def test_a_secret_place_without_a_state_is_kept_without_any_place(tmp_path, client):
    shelter = LOCATION | {"name": "Zebra domestic violence home", "latitude": "", "longitude": ""}
    bring(
        tmp_path,
        locations=[shelter],
        addresses=[ADDRESS | {"state_province": "", "postal_code": "", "city": "Oakdale"}],
        phones=[],
    )
    site = Site.objects.get()
    assert (site.is_confidential, site.state, site.areas, site.city) == (True, "", [], "")
    assert Entry.objects.get(need=0).areas == []
    assert found(client, q="zebra") == ["Zebra domestic violence home"]
    page = client.get(f"/sites/{site.pk}/")
    assert (page.status_code, "Oakdale" in page.text) == (200, False)


def test_a_place_without_a_state_is_where_its_point_is(tmp_path):
    bare = ADDRESS | {"state_province": "", "postal_code": ""}
    bring(tmp_path, addresses=[bare])
    assert Site.objects.get().state == "IL"


def test_a_place_to_go_to_that_is_nowhere_is_left_out(tmp_path):
    nowhere = LOCATION | {"latitude": "", "longitude": ""}
    bare = ADDRESS | {"state_province": "Atlantis", "postal_code": ""}
    report = bring(tmp_path, locations=[nowhere], addresses=[bare])
    assert Site.objects.count() == 0
    assert [(one.file, one.column) for one in report.left_out] == [
        ("locations.csv", "state_province"),
        ("services.csv", ""),
    ]


# ---- no place


def test_a_service_of_an_organization_without_a_place_is_found(tmp_path, client):
    report = bring(
        tmp_path,
        locations=[],
        addresses=[],
        service_at_location=[],
        phones=[{"id": "t1", "service_id": "s1", "number": "312-555-2368", "type": "voice"}],
    )
    assert (report.added, report.left_out) == (2, [])
    site = Site.objects.get()
    assert (site.name, site.setting, site.state, site.phone) == (
        "Harbor Services",
        "remote",
        "IL",
        "(312) 555-2368",
    )
    assert found(client, q="food pantry") == ["Harbor Services"]
    assert actions.import_list(tmp_path / "list", by=None, whole=True).changed_nothing


# ---- a table


def table(tmp_path, **cells):
    columns = ("Name", "Street", "City", "State", "Phone", "Who")
    fields = ("name", "address_1", "city", "state", "phone", "eligibility")
    Source.objects.create(
        key="table", name="Table", mapping=dict(zip(fields, columns, strict=True))
    )
    rows = [dict.fromkeys(columns, "") | cells]
    return actions.import_list(written(tmp_path / "table.csv", rows, list(columns)), by=None)


def test_a_row_of_a_table_that_is_only_called_needs_no_state(tmp_path):
    report = table(tmp_path, Name="Zebra line", Phone="800-799-7233", Who="Dancers")
    assert (report.added, report.left_out) == (1, [])
    assert (Site.objects.get().state, Service.objects.get().eligibility) == ("", "Dancers")


def test_a_row_of_a_table_with_a_street_and_no_state_is_left_out(tmp_path):
    report = table(tmp_path, Name="Zebra house", Street="1 Main St", City="Chicago")
    assert [one.column for one in report.left_out] == ["State"]


# ---- taken along


def test_both_are_in_every_form_that_people_take_along(tmp_path, client, nora):
    bring(
        tmp_path,
        services=[BALLET],
        locations=[VIRTUAL],
        addresses=[],
        phones=[PHONE | {"number": "800-799-7233"}],
    )
    client.force_login(nora)
    [row] = sheet(client, made(nora))
    assert (row["Service"], row["Needs"], row["State"]) == ("Ballet zebra evenings", "", "")
    for form in ("xlsx", "booklet", "hsds_csv", "hsds_json"):
        assert made(nora, form=form).state == Copy.State.DONE


# ---- an organization that is not there


def test_an_organization_that_is_missing_is_called_what_its_places_share(tmp_path):
    places = ("City - Parks - North", "City - Parks - South")
    bring(
        tmp_path,
        organizations=[packages.ORGANIZATION | {"id": "o9"}],
        locations=[LOCATION | {"id": f"l{at}", "name": name} for at, name in enumerate(places, 1)],
        services=[SERVICE | {"id": f"s{at}", "name": f"Camp {at}"} for at in (1, 2)],
        service_at_location=[
            {"id": f"p{at}", "service_id": f"s{at}", "location_id": f"l{at}"} for at in (1, 2)
        ],
        addresses=[ADDRESS | {"id": f"a{at}", "location_id": f"l{at}"} for at in (1, 2)],
    )
    assert {site.organization.name for site in Site.objects.all()} == {"City - Parks"}
