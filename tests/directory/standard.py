"""The schemas of HSDS 3.1, a draft, and an organization of which everything is said that they have room for."""

import json
import os
from functools import cache
from pathlib import Path

import jsonschema
import pytest

from alongside.directory.models import Backing, Listing, Profile, Service, Setting, Site, Source
from tests.directory.building import listed

SPEC = Path(__file__).parents[3] / "shared" / "data" / "hsds" / "spec-3.1-dev"


def told(client, address, status=200):
    response = client.get(f"/hsds/{address}")
    assert response.status_code == status, response.content
    return response.json()


def contents(client, address):
    return told(client, address)["contents"]


@cache
def schema(name):
    """A schema of the standard, which lies beside the repository."""
    file = SPEC / "schema" / f"{name}.json"
    if not file.exists():
        assert os.environ.get("CI") != "true", f"{file} must be there"
        pytest.skip(f"{name}.json lies beside the repository, not in it")
    return json.loads(file.read_text())


def wrong_with(thing, name):
    """What the standard's schema says against a thing, formats included."""
    checker = jsonschema.FormatChecker(formats=["uuid", "date-time", "uri", "email"])
    validator = jsonschema.Draft202012Validator(schema(name), format_checker=checker)
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(thing)]


def said_in_full(harbor):
    """An organization of which everything is said that can be."""
    source = Source.objects.create(key="list", name="The list")
    said = {"source": source, "listed_on": "2026-09-30"}
    office = listed(
        harbor,
        "Office",
        postal_code="60608",
        county="17031",
        time_zone="America/Chicago",
        areas=["IL", "17031"],
        languages=["es", "so"],
        traits=[301, 305],
        website="https://harbor.example.org/office",
        getting_there="Bus 60",
        other_phones=[{"text": "312-555-0000", "link": "tel:+1-312-555-0000;ext=7", "note": "TTY"}],
        hours=[
            {"days": "12345", "opens": "09:00", "closes": "17:00"},
            {"days": "6", "opens": "00:00", "closes": "24:00", "from": "2026-01-01", "note": "x"},
        ],
        hours_text="And by arrangement",
    )
    phone_only = listed(harbor, "Line", setting=Setting.REMOTE)
    for key, site in (("S1", office), ("S2", phone_only)):
        Site.objects.filter(pk=site.pk).update(**said, source_key=key)
    Service.objects.all().delete()
    about = {"eligibility": "Everyone", "cost": "Nothing", "how_to_begin": "Call", "phone": "211"}
    service = Service.objects.create(
        organization=harbor,
        name="Shelter",
        needs=[1, 5],
        traits=[101, 201],
        areas=["IL"],
        languages=["es"],
        hours=[{"days": "7", "opens": "20:00", "closes": "08:00"}],
        **said,
        **about,
    )
    service.sites.set([office])
    Service.objects.create(organization=harbor, name="Advice", needs=[1])
    for number in (1, 2):
        Listing.objects.create(
            organization=harbor,
            **said,
            source_key=f"O{number}",
            other_name="HH",
            description="Helps.",
            website=f"https://harbor{number}.example.org",
            phone="312-555-2368",
        )
    Profile.objects.create(organization=harbor, what_we_do="We help.", traits=[402])
    backing = {"organization": harbor, "source_name": "OVW", "on": "2026-01-01"}
    Backing.objects.create(**backing, how="funded", trait=503, said="OVW grant")
    Backing.objects.create(**backing, how="vetted", trait=507, said="Coalition")
    Backing.objects.create(**backing, how="vetted", said="The governor")
    return office, phone_only, service
