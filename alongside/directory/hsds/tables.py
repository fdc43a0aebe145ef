"""The tables of an HSDS package: their files, their columns, and how nested objects become rows."""

from collections.abc import Iterator
from typing import Any

from alongside.directory.hsds.parts import Thing

# By the standard's names. Columns that we have nothing for are left out: the standard asks for none of them.
TABLES: dict[str, tuple[str, tuple[str, ...]]] = {
    "organization": (
        "organizations.csv",
        ("id", "name", "alternate_name", "description", "website"),
    ),
    "service": (
        "services.csv",
        (
            *("id", "organization_id", "name", "description", "url", "status"),
            *("application_process", "fees_description", "eligibility_description"),
            *("assured_date", "last_modified"),
        ),
    ),
    "attribute": (
        "attributes.csv",
        ("id", "link_id", "taxonomy_term_id", "link_type", "link_entity", "value", "label"),
    ),
    "service_at_location": ("service_at_location.csv", ("id", "service_id", "location_id")),
    "location": (
        "locations.csv",
        (
            *("id", "location_type", "url", "organization_id", "name", "description"),
            *("transportation", "latitude", "longitude"),
            *("external_identifier", "external_identifier_type"),
        ),
    ),
    "phone": (
        "phones.csv",
        (
            *("id", "location_id", "service_id", "organization_id"),
            *("number", "extension", "type", "description"),
        ),
    ),
    "address": (
        "addresses.csv",
        (
            *("id", "location_id", "address_1", "address_2", "city"),
            *("state_province", "postal_code", "country", "address_type"),
        ),
    ),
    "schedule": (
        "schedules.csv",
        (
            *("id", "service_id", "location_id", "valid_from", "valid_to", "wkst", "freq"),
            *("interval", "byday", "description", "opens_at", "closes_at", "notes"),
        ),
    ),
    "funding": ("funding.csv", ("id", "organization_id", "source")),
    "service_area": (
        "service_areas.csv",
        ("id", "service_id", "service_at_location_id", "name", "extent", "extent_type"),
    ),
    "language": ("languages.csv", ("id", "service_id", "location_id", "name", "code")),
    "accessibility": ("accessibility.csv", ("id", "location_id", "description")),
    "taxonomy_term": (
        "taxonomy_terms.csv",
        (
            *("id", "code", "name", "description", "parent_id"),
            *("taxonomy", "language", "taxonomy_id"),
        ),
    ),
    "metadata": (
        "metadata.csv",
        (
            *("id", "resource_id", "resource_type", "last_action_date", "last_action_type"),
            *("field_name", "previous_value", "replacement_value", "updated_by"),
        ),
    ),
    "cost_option": (
        "cost_options.csv",
        ("id", "service_id", "option", "currency", "amount", "amount_description"),
    ),
    "organization_identifier": (
        "organization_identifiers.csv",
        ("id", "organization_id", "identifier_scheme", "identifier_type", "identifier"),
    ),
    "taxonomy": ("taxonomies.csv", ("id", "name", "description", "uri")),
    "url": ("url.csv", ("id", "url", "organization_id")),
}
NUMBERS = {"latitude", "longitude", "extension", "interval", "amount"}
# Which objects hold others: by field, the table of what it holds.
SAID = {"attributes": "attribute", "metadata": "metadata"}
INSIDE: dict[str, dict[str, str]] = {
    "organization": {
        "additional_websites": "url",
        "phones": "phone",
        "funding": "funding",
        "organization_identifiers": "organization_identifier",
        "locations": "location",
        "services": "service",
        **SAID,
    },
    "location": {
        "addresses": "address",
        "phones": "phone",
        "schedules": "schedule",
        "languages": "language",
        "accessibility": "accessibility",
        **SAID,
    },
    "service": {
        "phones": "phone",
        "schedules": "schedule",
        "service_areas": "service_area",
        "languages": "language",
        "cost_options": "cost_option",
        "service_at_locations": "service_at_location",
        **SAID,
    },
    "service_at_location": {"service_areas": "service_area"},
    "funding": {"attributes": "attribute"},
}
NOTHING: dict[str, str] = {}


def rows(table: str, thing: Thing) -> Iterator[tuple[str, list[Any]]]:
    """An object's own row, and then those of all that it holds."""
    yield table, [thing.get(column, "") for column in TABLES[table][1]]
    for field, inner in INSIDE.get(table, NOTHING).items():
        for one in thing.get(field, ()):
            yield from rows(inner, one)


def descriptor(made_on: str) -> dict[str, Any]:
    """datapackage.json: what is in which file."""
    return {
        "name": "alongside-directory",
        "title": "The directory of Alongside as HSDS 3.1 (a draft)",
        "profile": "tabular-data-package",
        "created": made_on,
        "homepage": "https://docs.openreferral.org",
        "resources": [resource(name) for name in TABLES],
    }


def resource(name: str) -> dict[str, Any]:
    path, columns = TABLES[name]
    return {
        "name": name,
        "path": path,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "primaryKey": "id",
            "fields": [
                {"name": column, "type": "number" if column in NUMBERS else "string"}
                for column in columns
            ],
        },
    }
