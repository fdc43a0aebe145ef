"""Private places that are told once more: by another record, by the organization's words, by an old copy."""

import pytest

from alongside.directory import actions
from alongside.directory.copies.making import keep, make
from alongside.directory.models import Copy, Duplicate, Listing, Service, Site
from alongside.directory.private.keyed import street_key, streets_in
from tests.directory import packages
from tests.directory.building import row
from tests.directory.packages import ADDRESS, LOCATION, ORGANIZATION, PAIR, SERVICE
from tests.directory.planting import CITY, STREET
from tests.directory.test_private_and_listed import PRIVATE, made_private, read_again, shown

pytestmark = pytest.mark.usefixtures("host")
TWIN = row(**PRIVATE | {"name": "Oak Help Center"})


@pytest.fixture
def pair(tmp_path):
    """The same place as two lists tell it, proposed to be one."""
    read_again(tmp_path, row(**PRIVATE), name="first")
    read_again(tmp_path, TWIN, name="second")
    older, younger = Site.objects.order_by("name")
    Duplicate.objects.create(
        older=older, younger=younger, evidence={"address": True}, likelihood=0.9
    )
    return older, younger


def test_what_is_proposed_as_the_same_place_becomes_private_with_it(pair):
    made_private(pair[0])
    assert {(private, street) for _name, private, street, _point in shown()} == {(True, "")}


def test_who_works_here_decides_about_their_own_place_alone(pair, lakeside):
    Site.objects.filter(name="Oak Help Center").update(organization=lakeside)
    made_private(Site.objects.get(name="Oak Help"))
    assert [street for _name, _private, street, _point in shown()] == ["", STREET]


def test_words_of_an_organization_do_not_tell_a_place_that_its_list_tells_no_more(tmp_path):
    where = ADDRESS | {"address_1": STREET, "city": CITY, "postal_code": "60699"}
    branch = (
        LOCATION | {"id": "l2", "name": "Branch"},
        ADDRESS
        | {
            "id": "a2",
            "location_id": "l2",
        },
    )

    def bring(organization, places):
        told = {
            "organizations": [ORGANIZATION | organization],
            "locations": [place for place, _address in places],
            "addresses": [address for _place, address in places],
            "service_at_location": [PAIR | {"location_id": places[-1][0]["id"]}],
        }
        actions.import_list(packages.folder(tmp_path / "list", **told), by=None)

    bring({"description": "We help."}, [(LOCATION, where), branch])
    made_private(Site.objects.get(name="Main office"))
    bring({"description": f"We help all. Come to {STREET}. Or call 24 hours."}, [branch])
    assert Listing.objects.get().description == "We help all. Or call 24 hours."


def test_what_is_given_at_a_private_place_does_not_tell_its_town(tmp_path):
    where = ADDRESS | {"address_1": STREET, "city": CITY, "postal_code": "60699"}

    def bring(words):
        told = {"addresses": [where], "services": [SERVICE | {"description": words}]}
        actions.import_list(packages.folder(tmp_path / "list", **told), by=None)

    bring("Groceries.")
    made_private(Site.objects.get())
    bring(f"Groceries for families. Ask for us in {CITY}.")
    assert Service.objects.get().description == "Groceries for families."


def test_a_house_and_its_street_are_found_in_a_text():
    text = "Open 9 to 5. Come to 4711 N. Hidden Oak Lane, or call 555 0117."
    assert street_key("4711 Hidden Oak Ln") in {street_key(one) for one in streets_in(text)}
    assert street_key("4712 Hidden Oak Ln") not in {street_key(one) for one in streets_in(text)}


def test_a_copy_that_was_begun_before_a_place_became_private_is_not_kept(tmp_path, nora):
    read_again(tmp_path, row(**PRIVATE))
    begun = Copy.objects.create(by=nora, form=Copy.Form.CSV, state=Copy.State.MAKING)
    made_private(Site.objects.get())
    # Another worker has taken it up anew meanwhile.
    Copy.objects.update(state=Copy.State.MAKING)
    old = tmp_path / "old.csv"
    old.write_text(STREET)
    keep(begun, old)
    assert begun.pieces.count() == 0
    Copy.objects.update(state=Copy.State.WAITING)
    make(begun)
    assert Copy.objects.get().state == Copy.State.DONE
    assert STREET.encode() not in b"".join(bytes(one.content) for one in begun.pieces.all())
