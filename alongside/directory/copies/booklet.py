"""What a booklet to print says: places by county, those that are only called first, indexes by need and by name."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.directory.content.hotlines import Hotline
from alongside.directory.content.needs import needs
from alongside.directory.content.traits import traits
from alongside.directory.copies.chosen import Chosen
from alongside.directory.copies.naming import area_named
from alongside.directory.copies.sheet import languages, numbers
from alongside.directory.geography.counties import county_name
from alongside.directory.keeping.age import age_sentence
from alongside.directory.models import Copy, Service, Setting, Site
from alongside.directory.opening import week_lines
from alongside.lib.alphabet import alphabetical, initial

SERVICES = 12  # of one place; the rest are counted

Told = dict[str, Any]


def chapters(found: Iterable[Chosen]) -> list[Told]:
    """A chapter a county, its places by their names."""
    places: dict[str, list[Told]] = defaultdict(list)
    for number, one in enumerate(found):
        places[chapter_of(one.site)].append(told(number, one))
    return [
        {
            "id": f"chapter{number}",
            "name": name,
            "places": sorted(places[name], key=lambda place: alphabetical(place["name"])),
        }
        for number, name in enumerate(sorted(places, key=chapter_order))
    ]


def chapter_of(site: Site) -> str:
    """Its county; places that are only called come together, as do those whose county nobody knows."""
    if site.is_confidential or site.setting == Setting.REMOTE:
        return called_only()
    county = county_name(site.county)
    return f"{county}, {site.state}" if county else elsewhere()


def called_only() -> str:
    return _("By phone or online")


def elsewhere() -> str:
    return _("Other places")


def chapter_order(name: str) -> tuple[bool, bool, str]:
    """Those that are only called first, those of unknown county last."""
    return name != called_only(), name == elsewhere(), alphabetical(name)


def told(number: int, one: Chosen) -> Told:
    """What a booklet says of a place."""
    site, about = one.site, one.about.organization
    return {
        "id": f"place{number}",
        "name": site.name,
        "organization": about.name if about.name != site.name else "",
        "where": where(site),
        "phones": phones(site),
        "website": site.website,
        "notes": [capfirst(note) for note in notes(site) if note],
        "hours": [list(line) for line in week_lines(site.hours, localdate())],
        "services": services(one.services),
        "languages": ", ".join(languages(site, None)),
        "traits": ", ".join(good_to_know(site, one.services)),
        "age": age_sentence(site),
        "needs": sorted({number for service in one.services for number in service.needs}),
    }


def where(site: Site) -> list[str]:
    """Street and city as an envelope has them; nothing where there is no place to go to."""
    if site.is_confidential or site.setting == Setting.REMOTE:
        return []
    street = ", ".join(filter(None, (site.address_1, site.address_2)))
    city = " ".join(
        filter(None, (f"{site.city}," if site.city else "", site.state, site.postal_code))
    )
    return [line for line in (street, city) if line]


def phones(site: Site) -> list[str]:
    more = (" ".join(filter(None, (one["text"], one.get("note")))) for one in site.other_phones)
    return [one for one in (site.phone, *more) if one]


def notes(site: Site) -> list[str]:
    """What to know before going there. Of a confidential place nothing is told in its own words."""
    if site.is_confidential:
        return [_("This place is confidential. Call, and they will tell you what to do.")]
    return [str(site.setting_sentence), site.getting_there, site.hours_text]


def services(found: list[Service]) -> list[Told]:
    """The first some services with what they cost, the same one once; how many more there are."""
    said = {one.name: "; ".join(filter(None, (one.eligibility, one.cost)))[:300] for one in found}
    told = [{"name": name, "about": about} for name, about in [*said.items()][:SERVICES]]
    if (more := len(said) - SERVICES) > 0:
        rest = ngettext("and %d more service", "and %d more services", more) % more
        told.append({"name": rest, "about": ""})
    return told


def good_to_know(site: Site, found: list[Service]) -> list[str]:
    said = {number for one in (None, *found) for number in numbers(site, one)}
    return [traits()[number].name for number in sorted(said) if number in traits()]


def called(hotline: Hotline) -> Told:
    return {
        "name": hotline.name,
        "whom": hotline.whom,
        "phone": hotline.phone,
        "hours": hotline.hours,
    }


def by_need(places: list[Told]) -> Told:
    """Each need with the places that meet it, by their names."""
    meeting: dict[int, list[Told]] = defaultdict(list)
    for one in places:
        for number in one["needs"]:
            meeting[number].append(one)
    groups: list[Told] = [
        {"name": need.name, "lines": lines_of((one["name"], one) for one in meeting[number])}
        for number, need in needs().items()
        if number in meeting
    ]
    groups.sort(key=lambda group: alphabetical(group["name"]))
    return {"id": "by_need", "name": _("Index by need"), "groups": groups}


def by_name(places: list[Told]) -> Told:
    """Names of places, and of whose they are, by their first letters."""
    named = ((name, one) for one in places for name in (one["name"], one["organization"]) if name)
    groups = groupby(lines_of(named), key=lambda line: initial(line["name"]))
    return {
        "id": "by_name",
        "name": _("Index by name"),
        "groups": [{"name": letter, "lines": [*lines]} for letter, lines in groups],
    }


def lines_of(named: Iterable[tuple[str, Told]]) -> list[Told]:
    """Each name once, with the ids of all that bear it; an index puts their pages there."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, place in named:
        found[name].append(place["id"])
    return [{"name": name, "ids": found[name]} for name in sorted(found, key=alphabetical)]


def words(copy: Copy) -> Told:
    """Every sentence of the booklet that is not a record's."""
    return {
        "title": _("Who can help"),
        "area": area_named(copy),
        "made": _("Made on %s") % date_format(localdate(), "DATE_FORMAT"),
        "call": _("Places move and hours change. Call before you go."),
        "safe": _(
            "Think about where you keep this booklet. If somebody goes through your things, leave it with a person "
            "you trust."
        ),
        "danger": _("In danger now? Call 911."),
        "contents": _("What is in this booklet"),
        "hotlines": _("Help at any hour"),
        "services": _("What they do"),
        "hours": _("Hours"),
        "languages": _("Languages"),
        "traits": _("Good to know"),
        "source": _("From the directory of Alongside. Nobody paid to be in it."),
    }
