"""Two lists that tell of the same places."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from alongside.directory import actions
from alongside.directory.models import Duplicate, Import, Site, Source
from alongside.lib.walls import within
from alongside.orgs.models import Organization
from tests.directory import packages
from tests.directory.building import PILSEN
from tests.directory.packages import ADDRESS, LOCATION, ORGANIZATION, PHONE, SERVICE
from tests.directory.standard import said_in_full


@pytest.fixture
def reading(host):
    """Two lists, each read once: the older a day before."""

    def read(key, days_ago):
        source, _made = Source.objects.get_or_create(key=key, defaults={"name": key})
        made = Import.objects.create(source=source, file_name=f"{key}.csv")
        Import.objects.filter(pk=made.pk).update(begun_at=now() - timedelta(days=days_ago))
        made.refresh_from_db()
        return made

    return {"hrsa": read("hrsa", 1), "211": read("211", 0)}


@pytest.fixture
def place(reading):
    """A site as one of the lists has it, with a service there."""

    def listed(key, name="Pilsen Clinic", *, offers="Help", **fields):
        organization = fields.pop("organization", None) or Organization.objects.create(name=name)
        about = {
            "name": name,
            "address_1": "1 Main St",
            "city": "Chicago",
            "state": "IL",
            "latitude": PILSEN[0],
            "longitude": PILSEN[1],
            "phone": "773-254-1400",
            "added_during": reading[key],
            "source_id": key,
            "source_key": f"{name} {fields}"[:200],
        } | fields
        with within(organization):
            services = [(offers, 1)] if offers else []
            return actions.list_site(
                Site(organization=organization, **about), by=None, services=services
            )

    return listed


@pytest.fixture
def pair(place, reading):
    """One clinic in two lists, proposed."""
    place("hrsa")
    place("211", "Pilsen Clinic, Inc.", offers="Legal help")
    assert actions.propose_duplicates(reading["211"]) == 1
    return Duplicate.objects.get()


@pytest.fixture
def bring(host, tmp_path):
    """A list of one organization, brought in and compared."""

    def reading(list_name, **about):
        place = {"name": f"{list_name} place"}
        address = {"address_1": f"{len(list_name)} Main St"}
        tables = {
            "organizations": [ORGANIZATION | about],
            "locations": [LOCATION | place],
            "addresses": [ADDRESS | address],
            "services": [SERVICE | {"name": f"{list_name} pantry"}],
            "phones": [PHONE | {"organization_id": "o1", "location_id": ""}],
            "service_at_location": [],
        }
        during = actions.import_list(
            packages.folder(tmp_path / list_name, **tables), by=None
        ).during
        actions.work_on_imports()
        return during

    return reading


@pytest.fixture
def full(harbor):
    """An organization of which everything is said that can be: two sites and a service."""
    return said_in_full(harbor)
