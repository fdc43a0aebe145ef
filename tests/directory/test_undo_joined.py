"""An import is undone after people joined what it brought: nothing of it is left but what people did."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from alongside.directory import actions
from alongside.directory.duplicates.emptied import part_emptied
from alongside.directory.models import (
    Backing,
    Correction,
    Entry,
    OrganizationPair,
    Service,
    Site,
)
from alongside.directory.searching.entries import rebuild_entries
from alongside.lib.walls import within
from alongside.orgs.models import Organization
from tests.directory.consistent import consistent


@pytest.fixture
def lists(bring):
    """Two lists of one organization, by the order in which they came."""
    return [bring("first"), bring("second", name="Harbor Services, Inc.")]


@pytest.fixture
def decided(hope, host):
    """What the host's administrator does, for a pair."""

    def deciding(act, pair, **how):
        with within(host):
            act(pair, by=hope, **how)

    return deciding


def undone(during, hope, host):
    with within(host):
        actions.ask_to_undo(during, by=hope)
    actions.work_on_imports()
    consistent()


def left():
    """Every organization that is not the host, with its places, and what it is part of."""
    found = Organization.objects.exclude(is_host=True).order_by("name")
    return [
        (one.name, sorted(site.name for site in one.sites.all()), one.same_as and one.same_as.name)
        for one in found
    ]


def given():
    return {one.name: [site.name for site in one.sites.all()] for one in Service.objects.all()}


def test_what_was_joined_with_one_that_stays_is_gone(lists, decided, hope, host):
    decided(actions.one_organization, OrganizationPair.objects.get())
    undone(lists[1], hope, host)
    assert left() == [("Harbor Services", ["first place"], None)]
    assert given() == {"first pantry": []}
    assert OrganizationPair.objects.count() == 0


def test_the_other_has_again_what_it_brought_when_the_one_that_stayed_is_gone(
    lists, decided, hope, host
):
    decided(actions.one_organization, OrganizationPair.objects.get())
    undone(lists[0], hope, host)
    assert left() == [("Harbor Services, Inc.", ["second place"], None)]
    assert given() == {"second pantry": []}
    assert OrganizationPair.objects.count() == 0
    assert {entry.site.name for entry in Entry.objects.all()} == {"second place"}


def test_the_one_that_people_keep_stays_with_what_was_joined(lists, decided, hope, host):
    pair = OrganizationPair.objects.get()
    Organization.objects.filter(pk=pair.younger_id).update(admitted_at=now())
    decided(actions.one_organization, pair)
    undone(lists[1], hope, host)
    assert left() == [
        ("Harbor Services", [], "Harbor Services, Inc."),
        ("Harbor Services, Inc.", ["first place"], None),
    ]
    assert [one.verdict for one in OrganizationPair.objects.all()] == ["merged"]


def test_a_place_that_a_person_put_right_stays_with_the_two_joined(lists, decided, hope, host):
    decided(actions.one_organization, OrganizationPair.objects.get())
    site = Site.objects.get(name="second place")
    with within(host):
        actions.edit_site(site, changes={"name": "Annex"}, by=hope)
    undone(lists[1], hope, host)
    assert left() == [
        ("Harbor Services", ["Annex", "first place"], None),
        ("Harbor Services, Inc.", [], "Harbor Services"),
    ]
    decided(actions.take_back_organizations, OrganizationPair.objects.get())
    assert left()[1] == ("Harbor Services, Inc.", ["Annex"], None)


def joined_to(stays, goes, decided):
    """A person says that two organizations are one, which nobody had proposed."""
    pair = OrganizationPair.objects.create(older=stays, younger=goes)
    decided(actions.one_organization, pair)


@pytest.fixture
def three(bring):
    """Three organizations, each of a list of its own."""
    lists = [bring(name, name=name, email="", website="") for name in ("first", "second", "third")]
    OrganizationPair.objects.all().delete()
    return lists, [Organization.objects.get(name=name) for name in ("first", "second", "third")]


def test_a_third_that_was_joined_with_the_same_stays_joined(three, decided, hope, host):
    lists, (first, second, third) = three
    joined_to(first, second, decided)
    joined_to(first, third, decided)
    undone(lists[1], hope, host)
    assert left() == [("first", ["first place", "third place"], None), ("third", [], "first")]
    assert given() == {"first pantry": ["first place"], "third pantry": ["third place"]}


def test_where_the_one_that_stays_was_joined_on_all_is_left_there(three, decided, hope, host):
    lists, (first, second, third) = three
    joined_to(first, second, decided)
    joined_to(third, first, decided)
    undone(lists[1], hope, host)
    assert left() == [("first", [], "third"), ("third", ["first place", "third place"], None)]
    assert given() == {"first pantry": ["first place"], "third pantry": ["third place"]}
    decided(actions.take_back_organizations, OrganizationPair.objects.get())
    assert left() == [("first", ["first place"], None), ("third", ["third place"], None)]


def test_a_third_that_was_joined_with_what_is_gone_is_one_of_its_own(three, decided, hope, host):
    lists, (first, second, third) = three
    joined_to(second, third, decided)
    joined_to(first, second, decided)
    undone(lists[1], hope, host)
    assert left() == [("first", ["first place"], None), ("third", ["third place"], None)]
    assert given() == {"first pantry": [], "third pantry": []}


def test_a_readers_correction_stays_where_it_is_read(lists, decided, hope, host):
    pair = OrganizationPair.objects.get()
    Correction.objects.create(organization=pair.younger, field="name", value="Harbor")
    decided(actions.one_organization, pair)
    undone(lists[1], hope, host)
    assert [one.organization.name for one in Correction.objects.all()] == ["Harbor Services"]
    assert len(left()) == 1


def test_a_verdict_that_two_are_two_goes_with_the_one_that_is_gone(lists, decided, hope, host):
    decided(actions.two_organizations, OrganizationPair.objects.get())
    undone(lists[1], hope, host)
    assert left() == [("Harbor Services", ["first place"], None)]
    assert OrganizationPair.objects.count() == 0


def test_who_funds_whom_goes_with_the_list_that_said_so(lists, hope, host):
    for organization in Organization.objects.exclude(is_host=True):
        Backing.objects.create(
            organization=organization, said="HRSA", trait=501, added_during=lists[1]
        )
    rebuild_entries(Site.objects.all())
    undone(lists[1], hope, host)
    assert left() == [("Harbor Services", ["first place"], None)]
    assert Backing.objects.count() == 0
    assert not Entry.objects.filter(traits__contains=[501]).exists()


def test_however_many_are_joined_it_is_asked_as_often(bring, decided, hope, host):
    def asked():
        with CaptureQueriesContext(connection) as queries, transaction.atomic():
            assert part_emptied() == []
        return len(queries)

    bring("first")
    bring("second", name="Harbor Services, Inc.")
    decided(actions.one_organization, OrganizationPair.objects.waiting().get())
    before = asked()
    bring("third", name="Harbor Services LLC")
    for pair in OrganizationPair.objects.waiting():
        decided(actions.one_organization, pair)
    assert OrganizationPair.objects.filter(verdict="merged").count() > 1
    assert asked() == before
