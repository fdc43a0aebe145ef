"""A place that becomes private: nothing that its organization or a list says still tells where it is."""

import pytest

from alongside.directory import actions, tasks
from alongside.directory.models import (
    Before,
    Copy,
    Correction,
    Duplicate,
    Import,
    Listing,
    Piece,
    Profile,
    Remark,
    Service,
    Site,
    Words,
)
from alongside.directory.private.place_told import Told
from alongside.lib.walls import within
from tests.directory.building import listed
from tests.directory.keeping import edited, from_list, proposed, source
from tests.directory.planting import CITY, POINT, STREET, copies, leaks

ELSEWHERE = "Our office is at 12 Main St."
TOLD = f"We help. Come to {STREET}. {ELSEWHERE}"
LEFT = f"We help. {ELSEWHERE}"
LINE = {"days": "1", "opens": "09:00", "closes": "17:00", "note": f"Ring at {STREET}"}
PLACE = {
    "address_1": STREET,
    "city": CITY,
    "postal_code": "60699",
    "latitude": float(POINT[0]),
    "longitude": float(POINT[1]),
}


@pytest.fixture
def site(lakeside):
    return from_list(listed(lakeside, "Oak Help", description=TOLD, **PLACE))


def test_what_its_organization_says_elsewhere_says_it_no_more(client, site, lakeside, nils, hope):
    branch = listed(lakeside, "Branch", description=TOLD, getting_there="By bus to 4711 Hidden Oak")
    texts = ("description", "eligibility", "cost", "how_to_begin", "hours_text")
    Service.objects.update(
        **dict.fromkeys(texts, TOLD),
        hours=[LINE],
        kept={"cost": TOLD},
        disputed={"cost": f"By {POINT[0]}, {POINT[1]}"},
    )
    Profile.objects.create(organization=lakeside, what_we_do=TOLD, getting_there=TOLD)
    about = {"organization": lakeside, "source": source(), "source_key": "1"}
    Listing.objects.create(**about, name="Lakeside", description=TOLD, other_name="4711 Hidden Oak")
    edited(site, nils, is_confidential=True)

    for service in Service.objects.all():
        assert {getattr(service, name) for name in texts} == {LEFT}
        assert (service.hours[0]["note"], service.kept, service.disputed) == (
            "",
            {"cost": LEFT},
            {"cost": ""},
        )
    profile, listing = Profile.objects.get(), Listing.objects.get()
    branch.refresh_from_db()
    assert (profile.what_we_do, profile.getting_there, listing.description) == (LEFT, LEFT, LEFT)
    assert (listing.other_name, branch.description, branch.getting_there) == ("", LEFT, "")
    assert set(Words.objects.filter(text__icontains="hidden")) == set()
    assert (branch.address_1, branch.postal_code) == ("1 Main St", "")
    assert leaks(client, hope) == {}


def test_what_lists_and_people_said_of_it_is_forgotten(client, site, nils, hope):
    reading = Import.objects.create(file_name="list.csv")
    service = site.services.get()
    fields = {"description": [TOLD, f"New. {TOLD}"], "name": ["Help", "More help"]}
    Before.objects.create(during=reading, kind="service", record=service.pk, fields=fields)
    moved = {"address_1": ["4713 Hidden Oak Lane", STREET], "phone": ["1", "2"]}
    Before.objects.create(during=reading, kind="site", record=site.pk, fields=moved)
    told = {"during": reading, "file": "f", "row": 2}
    Remark.objects.create(**told, done="kept", reason=f"The list says “{STREET.upper()}”.")
    Remark.objects.create(**told, done="left_out", reason="-", cells={"a": "4711 Hidden Oak Ln."})
    Remark.objects.create(**told, done="left_out", reason="-", cells={"a": "1 Hidden Valley Rd"})
    proposed(service, "hours", TOLD)
    proposed(service, "phone")
    edited(site, nils, is_confidential=True)

    assert [one.fields for one in Before.objects.order_by("id")] == [
        {"description": [LEFT, f"New. {LEFT}"], "name": ["Help", "More help"]},
        {"phone": ["1", "2"]},
    ]
    assert [one.cells for one in Remark.objects.order_by("id")] == [
        None,
        None,
        {"a": "1 Hidden Valley Rd"},
    ]
    assert sorted(Correction.objects.values_list("state", "value")) == [
        ("declined", ""),
        ("open", "(312) 555-0142"),
    ]
    assert leaks(client, hope) == {}


def test_copies_made_before_cannot_be_fetched_and_are_made_anew(client, site, nils):
    with within(nils.here):
        copy = Copy(form="csv", area="IL")
        actions.ask_for_copy(copy, by=nils)
    tasks.make_copy(str(copy.pk))
    assert STREET in bytes(Piece.objects.get().content).decode()
    edited(site, nils, is_confidential=True)

    client.force_login(nils)
    assert client.get(f"/copies/{copy.pk}/file/").status_code == 404
    tasks.make_copy(str(copy.pk))
    assert STREET not in bytes(Piece.objects.get().content).decode()
    Copy.objects.all().delete()
    assert [STREET in text for _form, text in copies(client, nils, ["booklet", "xlsx"])] == [
        False
    ] * 2


def test_a_copy_that_is_in_the_making_is_made_again(site, nils, monkeypatch):
    from alongside.directory.copies import making

    with within(nils.here):
        copy = Copy(form="csv", area="IL")
        actions.ask_for_copy(copy, by=nils)
    write = making.write_csv

    def meanwhile(file, found):
        number = write(file, found)
        edited(site, nils, is_confidential=True)
        return number

    monkeypatch.setattr(making, "write_csv", meanwhile)
    tasks.make_copy(str(copy.pk))
    copy.refresh_from_db()
    assert (copy.state, Piece.objects.count()) == ("waiting", 0)


def test_another_record_of_the_same_place_forgets_it_too(client, site, nils, hope, host, harbor):
    younger = listed(harbor, "Oak Help", **PLACE)
    pair = Duplicate.objects.create(older=site, younger=younger, likelihood=1)
    with within(host):
        actions.one_place(pair, by=hope)
    Service.objects.filter(organization=harbor).update(description=TOLD)
    edited(site, nils, is_confidential=True)
    assert set(Site.objects.values_list("is_confidential", "address_1")) == {(True, "")}
    assert Service.objects.get(organization=harbor).description == LEFT
    with within(host):
        actions.take_back(pair, by=hope)
    assert leaks(client, hope) == {}


def test_joined_with_a_private_record_a_place_is_forgotten(client, harbor, lakeside, hope, host):
    private = listed(lakeside, "Oak Help", is_confidential=True)
    younger = listed(harbor, "Oak Help", **PLACE)
    pair = Duplicate.objects.create(older=private, younger=younger, likelihood=1)
    with within(host):
        actions.one_place(pair, by=hope)
    assert leaks(client, hope) == {}


def test_a_private_place_that_is_written_here_tells_nothing_in_its_own_words(
    client, lakeside, hope
):
    listed(lakeside, "Oak", description=TOLD, is_confidential=True, **PLACE)
    assert leaks(client, hope) == {}


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("Come to 4711 Hidden Oak Ln", True),
        ("4711 N Hidden Oak", True),
        ("on HIDDEN OAK LANE, behind the church", True),
        ("4711 in 60699", True),
        ("near 41.9123", True),
        ("We serve 60699 and 60608", False),
        ("Our clinic: 12 Hidden Oak Lane", False),
        ("Oak trees hide nothing. Call 312-555-4711", False),
    ],
)
def test_a_text_tells_a_place_by_its_street_or_number_and_zip_or_point(text, tells):
    told = Told.of([STREET], ["60699-1234"], [float(POINT[0])])
    assert told.tells(text) is tells
    assert told.out_of({"a": [f"Hello. {text}"]}) == {
        "a": ["Hello." if tells else f"Hello. {text}"]
    }
