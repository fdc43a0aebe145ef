"""A place that somebody made private and that its list still tells: nothing of it comes back."""

import pytest

from alongside.directory import actions
from alongside.directory.importing import records
from alongside.directory.models import Service, Site, Source
from alongside.directory.place_erased import erase_place
from alongside.lib.walls import within
from tests.directory import packages
from tests.directory.building import HEADER, OFFICIAL, official, row, written
from tests.directory.packages import ADDRESS, LOCATION, SERVICE
from tests.directory.planting import CITY, POINT, STREET, everything, leaks, nothing_of

OFFICE = {"address": STREET, "city": CITY, "lat": POINT[0], "lon": POINT[1]}


def made_private(site):
    site.is_confidential = True
    erase_place(site)
    with within(site.organization):
        actions.list_site(site, by=None)


def digests(*places):
    """Every digest without a key that somebody who has only the database could try addresses by."""
    names = ("Pilsen Clinic", "Main office")
    told = [(name, *place, state) for name in names for place in places for state in ("IL",)]
    return [records.key_of(*one) for one in told]


@pytest.mark.parametrize("layout", ["numbered", "without numbers"])
def test_no_digest_of_its_address_is_kept(host, tmp_path, layout):
    rows, header = [row(**OFFICE)], HEADER
    if layout == "numbered":
        rows, header = [official(1, **{"Site Address": STREET, "Site City": CITY})], OFFICIAL
        rows[0]["Site Name"] = "Pilsen Clinic"
    file = written(tmp_path / "list.csv", rows, header)
    actions.import_list(file, by=None)
    made_private(Site.objects.get())
    for phone in ("773-254-1499", "773-254-1498"):
        column = "phone" if layout != "numbered" else "Site Telephone Number"
        other = rows[0] | {"name": "Other", "address": "1 Main St", "city": "Chicago"}
        again = (
            [rows[0] | {column: phone}]
            if layout == "numbered"
            else [rows[0], other | {column: phone}]
        )
        written(file, again, header)
        actions.import_list(file, by=None)
        told = everything()
        assert [one for one in digests((STREET, CITY)) if one in told] == []
        assert nothing_of((STREET, CITY), told) == []


def test_the_digest_of_what_a_list_says_has_the_servers_secret_in_it(settings):
    before = records.digest_of(["1 Main St"])
    records.own_key.cache_clear()
    settings.SECRET_KEY = "another"
    assert records.digest_of(["1 Main St"]) != before
    records.own_key.cache_clear()


def test_its_lists_words_are_kept_without_its_place(client, host, hope, tmp_path):
    where = ADDRESS | {"address_1": STREET, "city": CITY, "postal_code": "60699"}
    told = {"description": f"We help. Come to {STREET}."}
    services = [SERVICE | told]
    package = {"addresses": [where], "services": services}
    public = packages.folder(tmp_path / "list", locations=[LOCATION | told], **package)
    actions.import_list(public, by=None)
    made_private(Site.objects.get())
    Service.objects.update(description="Help.")
    told = {"description": f"We help everyone. Come to {STREET}."}
    package["services"] = [SERVICE | told]
    actions.import_list(
        packages.folder(tmp_path / "list", locations=[LOCATION | told], **package), by=None
    )
    site = Site.objects.get()
    assert (site.description, site.areas) == ("We help everyone.", ["IL"])
    assert Service.objects.get().description == "We help everyone."
    assert Source.objects.count() == 1
    assert leaks(client, hope) == {}
