"""A record in plain lines, as people will read it: for previews, for confirming, and for what differs."""

import copy
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from alongside.directory.content.languages import language_name
from alongside.directory.content.needs import needs
from alongside.directory.content.traits import traits
from alongside.directory.geography.areas import area_name
from alongside.directory.hours import is_sound
from alongside.directory.keeping.putting_right import TOGETHER
from alongside.directory.models import Service, Setting, Site
from alongside.directory.opening import week_lines
from alongside.directory.phones import read_phone

Lines = list[tuple[str, list[str]]]  # what it is called, and what is said of it
Record = TypeVar("Record", bound=Site | Service)


def would_be(record: Record, changes: Mapping[str, Any]) -> Record:
    """The record as it would be, saved nowhere."""
    shown = copy.copy(record)
    for name, value in changes.items():
        setattr(shown, name, value)
    shown.phone = read_phone(shown.phone, getattr(shown, "state", ""))[0].text or shown.phone
    if isinstance(shown, Site) and shown.is_confidential:
        shown.keep_no_place()
    return shown


def lines_of(record: Site | Service) -> Lines:
    """Everything people will read of a record, empty lines left out."""
    lines = site_lines(record) if isinstance(record, Site) else service_lines(record)
    lines += [
        (_("Phone"), [record.phone]),
        (_("Website"), [record.website]),
        (_("Hours"), hours_lines(record.hours, record.hours_text)),
        (_("Languages"), [", ".join(language_names(record.languages))]),
        (_("Also"), [trait_names(record.traits)]),
        (_("Areas you serve"), [", ".join(map(area_name, record.areas))]),
    ]
    return [(name, [line for line in said if line]) for name, said in lines if any(said)]


def site_lines(site: Site) -> Lines:
    private = [_("The address is kept private."), area_name(site.state)]
    return [
        (_("Where"), private if site.is_confidential else address_lines(vars(site))),
        (_("How it is open"), [capfirst(site.setting_sentence)]),
        (_("What you do there"), [site.description]),
        (_("How to get there"), [site.getting_there]),
    ]


def service_lines(service: Service) -> Lines:
    return [
        (_("What it helps with"), [written("needs", service.needs)]),
        (_("What it is"), [service.description]),
        (_("Who may come"), [service.eligibility]),
        (_("What it costs"), [service.cost]),
        (_("How to begin"), [service.how_to_begin]),
    ]


def in_words(field: str, said: Mapping[str, Any]) -> list[str]:
    """One field, or those that belong together, from what a record or a list says."""
    if field == "address":
        return address_lines(said)
    if field == "hours":
        return hours_lines(said.get("hours", []), said.get("hours_text", ""))
    return [written(field, said.get(TOGETHER.get(field, (field,))[0]))]


def written(field: str, value: Any) -> str:
    """The value of a field, numbers and codes by their names."""
    if not value:
        return ""
    known = needs()
    as_words: dict[str, Any] = {
        "needs": lambda: ", ".join(known[one].name for one in value if one in known),
        "areas": lambda: ", ".join(map(area_name, value)),
        "languages": lambda: ", ".join(language_names(value)),
        "traits": lambda: trait_names(value),
        "setting": lambda: str(Setting(value).label),
    }
    return str(as_words[field]()) if field in as_words else str(value)


def address_lines(said: Mapping[str, Any]) -> list[str]:
    street = [said.get(name) or "" for name in ("address_1", "address_2")]
    place = ", ".join(filter(None, (said.get("city"), said.get("state"))))
    return [*filter(None, street), f"{place} {said.get('postal_code') or ''}".strip()]


def hours_lines(hours: Any, text: str) -> list[str]:
    lines = week_lines(hours, localdate()) if hours and is_sound(hours) else []
    return [*(f"{days}: {times}" for days, times in lines), *text.splitlines()]


def language_names(codes: Iterable[str]) -> list[str]:
    return [capfirst(language_name(code)) for code in codes]


def trait_names(numbers: Iterable[int]) -> str:
    known = traits()
    return ", ".join(capfirst(known[number].name) for number in numbers if number in known)
