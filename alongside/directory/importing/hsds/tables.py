"""The tables of HSDS, by the names that its versions and its users gave them."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

NAMES = {
    "organization": ("organizations", "organisation", "organisations", "agencies"),
    "service": ("services",),
    "location": ("locations",),
    "pair": (
        "service_at_location",
        "service_at_locations",
        "services_at_location",
        "services_at_locations",
    ),
    "address": ("addresses", "physical_address", "physical_addresses"),
    "phone": ("phones",),
    "language": ("languages",),
    "schedule": ("schedules", "regular_schedule", "regular_schedules"),
    "eligibility": ("eligibilities",),
    "area": ("service_area", "service_areas"),
    "document": ("required_document", "required_documents"),
    "payment": ("payment_accepted", "payments_accepted", "accepted_payments"),
    "cost": ("cost_option", "cost_options"),
    "funding": ("fundings", "funding_sources"),
    "accessibility": ("accessibility_for_disabilities", "accessibilities"),
    "attribute": ("attributes", "other_attribute", "other_attributes"),
    "label": ("service_taxonomy", "services_taxonomy", "service_taxonomies"),
    "term": ("taxonomy_term", "taxonomy_terms"),
    "taxonomy": ("taxonomies",),
    # Never read: people who work there, mail that is not for callers, what software says about itself.
    "contact": ("contacts",),
    "mail": ("postal_address", "postal_addresses", "mail_address", "mail_addresses"),
    "holiday": ("holiday_schedule", "holiday_schedules"),
    "program": ("programs",),
    "about": (
        "metadata",
        "meta_table_description",
        "meta_table_descriptions",
        "organization_identifier",
        "organization_identifiers",
        "service_capacity",
        "service_capacities",
        "unit",
        "units",
        "url",
        "urls",
        "additional_urls",
        "additional_websites",
    ),
}
KINDS = {name: kind for kind, names in NAMES.items() for name in (kind, *names)}
KINDS |= {"service_at_location": "pair"}
MAIN = {"organization", "location", "service"}
# Columns of those three, in any version. A table that says whom it belongs to can be nothing else.
LINKING = {"organization_id", "location_id", "service_id", "program_id", "parent_organization_id"}
COLUMNS = LINKING | {
    *("id", "name", "alternate_name", "description", "email", "url", "website", "uri", "logo"),
    *("tax_status", "tax_id", "year_incorporated", "legal_status", "last_modified", "short_desc"),
    *("location_type", "transportation", "latitude", "longitude", "external_identifier"),
    *("status", "application_process", "wait_time", "fees", "fees_description", "accreditations"),
    *("licenses", "interpretation_services", "eligibility_description", "alert", "taxonomy_ids"),
    *("minimum_age", "maximum_age", "assured_date", "additional_information", "audience"),
}
DOCUMENT = {"": "document"}  # the cell of what JSON tells, perhaps more than once
NOT_READ = {"contact", "mail", "holiday", "program", "about"}
OWNERS = ("service", "location", "organization")


class Link(NamedTuple):
    """Which columns of a part name its owners."""

    column: str
    owner: str


LINKS = [Link(f"{owner}_id", owner) for owner in OWNERS]


def kind_of(name: str) -> str:
    """The table that a file's or a list's name means; blank when none."""
    stem = name.casefold().replace("-", "_").replace(" ", "_").removesuffix(".csv")
    return KINDS.get(stem, "")


def is_hsds(name: str, header: Iterable[str]) -> bool:
    """Whether a table is one of HSDS, that holds services, locations or organizations: not by its name alone."""
    columns = {column.strip().casefold() for column in header}
    known = COLUMNS & columns
    return kind_of(name) in MAIN and bool(columns & LINKING or 2 * len(known) >= len(columns))


def key_in(cells: Mapping[str, str]) -> str:
    return cells.get("id", "").strip()
