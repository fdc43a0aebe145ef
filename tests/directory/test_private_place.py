"""A place that becomes private, and one that becomes public: what is erased, and what is asked."""

import pytest

from alongside.directory import actions
from alongside.directory.models import (
    Before,
    Decision,
    Duplicate,
    Entry,
    Import,
    Remark,
)
from alongside.lib.errors import Blocked
from tests.directory.building import listed
from tests.directory.keeping import PLACE, edited, form_of, from_list, proposed
from tests.pressing import at_once


@pytest.fixture
def site(lakeside):
    return from_list(listed(lakeside, "Pilsen Clinic", needs=(5,), postal_code="60608"))


def test_where_a_place_is_that_becomes_private_is_erased_everywhere(site, nils, host):
    reading = Import.objects.create(file_name="list.csv")
    Before.objects.create(
        during=reading, kind="site", record=site.pk, fields=PLACE | {"phone": "1"}
    )
    Remark.objects.create(during=reading, file="f", row=2, done="left_out", cells=PLACE)
    other = listed(nils.here, "Pilsen Clinic again")
    pair = Duplicate.objects.create(
        older=site, younger=other, likelihood=0.9, evidence={"miles": 0.1, "phone": True}
    )
    address = proposed(site, "address", "1 Main Street")
    edited(site, nils, address_1="9 Elm St")  # a person put it right before
    edited(site, nils, is_confidential=True)

    assert [getattr(site, name) for name in PLACE] == ["", "", ""]
    assert (site.latitude, site.county, bytes(site.source_digest)) == (None, "", b"")
    assert set(site.kept) & {*PLACE, "latitude", "longitude", "county"} == set()
    assert Before.objects.get().fields == {"phone": "1"}
    assert Remark.objects.get().cells is None
    pair.refresh_from_db()
    address.refresh_from_db()
    assert pair.evidence == {"phone": True}
    assert (address.state, address.value) == (Decision.DECLINED, "")
    entries = Entry.objects.filter(site=site).values_list("latitude", flat=True)
    assert set(entries) == {None}


def test_it_says_so_before_it_erases(client, site, nils):
    client.force_login(nils)
    typed = form_of(site, is_confidential="on", step="look")
    page = client.post(f"/records/sites/{site.pk}/", typed).text
    assert "street, city and point are erased here at once" in page
    assert "The address is kept private." in page
    assert "1 Main St" not in page.partition("<form method")[0]


def test_a_private_place_becomes_public_only_with_its_address_anew_and_surely(client, site, nils):
    edited(site, nils, is_confidential=True)
    client.force_login(nils)
    bare = {name: said for name, said in form_of(site, step="save").items() if said != "on"}
    bare.pop("is_confidential")
    page = client.post(f"/records/sites/{site.pk}/", bare).text
    assert page.count("Write it anew, and be sure.") > 1
    page = client.post(f"/records/sites/{site.pk}/", bare | PLACE).text
    assert "Write it anew, and be sure." in page
    assert client.post(f"/records/sites/{site.pk}/", bare | PLACE | {"sure": "on"}).url
    site.refresh_from_db()
    assert (site.is_confidential, site.city) == (False, "Chicago")
    edited(site, nils, is_confidential=True)
    with pytest.raises(Blocked, match="Write the whole address anew"):
        edited(site, nils, is_confidential=False)


@pytest.mark.django_db(transaction=True)
def test_of_private_and_a_new_address_at_once_no_place_stays(lakeside, nils):
    for number in range(4):
        site = listed(lakeside, f"Office {number}")
        at_once(
            (nils, lambda s=site: actions.edit_site(s, changes={"is_confidential": True}, by=nils)),
            (nils, lambda s=site: actions.edit_site(s, changes=PLACE, by=nils)),
        )
        site.refresh_from_db()
        assert (site.is_confidential, site.city, site.latitude) == (True, "", None)
