"""A table that nobody knows yet: somebody says once what its columns mean."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from alongside.directory import actions
from alongside.directory.models import Import, Site, Source
from alongside.lib.errors import Blocked
from alongside.lib.walls import within

TABLE = b"""Agency,Where,Town,ST,ZIP,Call
Oak Legal Aid,12 Oak St,Chicago,IL,60608,773-254-1400
Elm Clinic,14 Elm St,Chicago,IL,60608,773-254-1411
"""


@pytest.fixture
def asked(client, hope):
    """A table of two places that waits for somebody to say what its columns mean."""
    client.force_login(hope)
    send(client)
    actions.work_on_imports()
    return Import.objects.get()


def send(client):
    file = SimpleUploadedFile("cook-county.csv", TABLE)
    return client.post("/imports/", {"file": file, "name": "Agencies"})


CHOSEN = {
    f"column{number}": field
    for number, field in enumerate(("name", "address_1", "city", "state", "postal_code", "phone"))
}


def choose(client, during, **fields):
    return client.post(f"/imports/{during.pk}/columns/", CHOSEN | {"save": "1"} | fields)


def test_an_unknown_table_asks_and_suggests_and_shows_its_first_rows(client, asked):
    assert asked.state == Import.State.MAPPING
    assert "Say what the columns mean" in client.get(f"/imports/{asked.pk}/").text
    text = client.get(f"/imports/{asked.pk}/columns/").text
    for words in ("12 Oak St · 14 Elm St", "Oak Legal Aid", "The first rows, read like this"):
        assert words in text


def test_what_was_chosen_is_read_and_used_at_once_the_next_time(client, asked):
    assert choose(client, asked).url == f"/imports/{asked.pk}/"
    actions.work_on_imports()
    sites = {site.name: (site.address_1, site.city) for site in Site.objects.all()}
    assert sites == {
        "Oak Legal Aid": ("12 Oak St", "Chicago"),
        "Elm Clinic": ("14 Elm St", "Chicago"),
    }
    send(client)
    actions.work_on_imports()
    states = list(Import.objects.values_list("state", flat=True))
    assert states == ["done", "done"]


def test_the_first_rows_are_shown_before_anything_is_kept(client, asked):
    response = client.post(f"/imports/{asked.pk}/columns/", CHOSEN | {"preview": "1"})
    assert "14 Elm St<br>Chicago, IL" in response.text
    assert Source.objects.get(key="agencies").mapping == {}


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"column0": ""}, "Which column holds the name of the place?"),
        ({"column3": "", "column4": ""}, "Which column holds the state, or the ZIP code?"),
        ({"column1": "name"}, "Two columns are “Name of the place or service”."),
    ],
)
def test_what_is_missing_is_said_kindly(client, asked, fields, sentence):
    response = choose(client, asked, **fields)
    assert response.status_code == 200
    assert sentence in response.text


def test_a_list_asks_again_when_somebody_wants_so(client, asked):
    choose(client, asked)
    actions.work_on_imports()
    client.post(f"/imports/{asked.pk}/columns/forget/")
    send(client)
    actions.work_on_imports()
    assert Import.objects.order_by("-begun_at").first().state == Import.State.MAPPING


def test_the_same_file_is_read_anew_where_its_columns_mean_something_else(client, asked):
    choose(client, asked)
    actions.work_on_imports()
    client.post(f"/imports/{asked.pk}/columns/forget/")
    send(client)
    actions.work_on_imports()
    choose(client, Import.objects.get(state=Import.State.MAPPING), column5="")
    actions.work_on_imports()
    assert set(Site.objects.values_list("phone", flat=True)) == {""}


def test_only_the_host_says_what_columns_mean(client, asked, nils, mallory):
    for someone in (nils, mallory):
        client.force_login(someone)
        assert client.get(f"/imports/{asked.pk}/columns/").status_code == 403
        assert choose(client, asked).status_code == 403
        assert client.post(f"/imports/{asked.pk}/columns/forget/").status_code == 403


def test_columns_are_said_once(client, asked, hope, host):
    choose(client, asked)
    assert choose(client, asked).status_code == 404
    with within(host), pytest.raises(Blocked, match="does not ask"):
        actions.choose_columns(asked, {"name": "Agency"}, by=hope)


@pytest.mark.parametrize("name", ["agencies.csv", "services.csv", "Locations.csv"])
def test_a_table_that_is_only_called_as_one_of_a_package_asks_too(client, hope, name):
    client.force_login(hope)
    table = TABLE.replace(b"Agency", b"Name").replace(b"Call", b"ID")
    client.post("/imports/", {"file": SimpleUploadedFile(name, table), "name": "Agencies"})
    actions.work_on_imports()
    assert Import.objects.get().state == Import.State.MAPPING


@pytest.mark.parametrize("header", [b"id,name,description", b"name,organization_id,x,y,z"])
def test_a_table_with_the_columns_of_a_package_is_read_as_one(client, hope, header):
    client.force_login(hope)
    file = SimpleUploadedFile("services.csv", header + b"\n1,2,3\n")
    client.post("/imports/", {"file": file})
    actions.work_on_imports()
    assert Import.objects.get().state == Import.State.DONE


def shown_as(said):
    """A place whose list says this of showing its address."""
    return TABLE.splitlines()[0] + b",Shown?\n" + TABLE.splitlines()[1] + b"," + said + b"\n"


def read_shown(client, table):
    client.post("/imports/", {"file": SimpleUploadedFile("list.csv", table), "name": "Agencies"})
    actions.work_on_imports()
    during = Import.objects.order_by("-begun_at").first()
    if during.state == Import.State.MAPPING:
        choose(client, during, column6="is_public")
        actions.work_on_imports()
    return Site.objects.get()


@pytest.mark.parametrize("said", [b"yes", b"Y", b"TRUE", b"1", b"Public", b"", b"S\xc3\xad"])
def test_an_address_that_may_be_shown_is_kept(client, hope, said):
    client.force_login(hope)
    site = read_shown(client, shown_as(said))
    assert (site.is_confidential, site.address_1) == (False, "12 Oak St")


@pytest.mark.parametrize(
    "said", [b"no", b"N", b"FALSE", b"0", b"Private", b"hidden", b"No.", b"do not show", b"off"]
)
def test_an_address_that_may_not_be_shown_is_not_kept(client, hope, said):
    client.force_login(hope)
    site = read_shown(client, shown_as(said))
    assert (site.is_confidential, site.address_1, site.city) == (True, "", "")


def test_a_list_that_lost_a_column_asks_again(client, hope):
    client.force_login(hope)
    read_shown(client, shown_as(b"yes"))
    renamed = shown_as(b"no").replace(b"Shown?", b"Display").replace(b"Oak Legal", b"Elm Legal")
    client.post("/imports/", {"file": SimpleUploadedFile("list.csv", renamed), "name": "Agencies"})
    actions.work_on_imports()
    asking = Import.objects.order_by("-begun_at").first()
    assert asking.state == Import.State.MAPPING
    assert [site.name for site in Site.objects.all()] == ["Oak Legal Aid"]
    # What was said of the others stands there: nobody could guess that “Where” is a street.
    text = client.get(f"/imports/{asking.pk}/columns/").text
    assert '<option value="address_1" selected>' in text
