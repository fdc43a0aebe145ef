"""A booklet to print: places by county, those that are only called first, indexes by need and by name."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.directory.age import age_sentence
from alongside.directory.copies.chosen import Chosen
from alongside.directory.copies.naming import area_named
from alongside.directory.copies.sheet import languages, numbers
from alongside.directory.counties import county_name
from alongside.directory.hotlines import Hotline, hotlines
from alongside.directory.models import Copy, Service, Setting, Site
from alongside.directory.needs import needs
from alongside.directory.opening import week_lines
from alongside.directory.traits import traits
from alongside.lib.typesetting import typeset

TEMPLATE = Path(__file__).parents[1] / "paper" / "booklet.typ"
MOST = 800  # places: some 300 pages, and half a gigabyte while they are set
SERVICES = 12  # of one place; the rest are counted

Told = dict[str, Any]


def booklet(copy: Copy, found: Iterable[Chosen]) -> bytes:
    """A PDF in the language that is active; nothing where nothing was found."""
    chapters: dict[str, list[Told]] = defaultdict(list)
    for number, one in enumerate(found):
        chapters[chapter_of(one.site)].append(told(number, one))
    if not chapters:
        return b""
    ordered: list[Told] = [
        {"name": name, "places": sorted(chapters[name], key=lambda place: place["name"].casefold())}
        for name in sorted(chapters, key=chapter_order)
    ]
    places = [place for one in ordered for place in one["places"]]
    data = {
        "large": copy.is_large,
        "words": words(copy),
        "hotlines": [called(one) for one in hotlines()],
        "chapters": ordered,
        "by_need": by_need(places),
        "by_name": by_name(places),
    }
    return typeset(TEMPLATE, data, copy.language)


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
    return name != called_only(), name == elsewhere(), name.casefold()


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
        "notes": [note for note in notes(site) if note],
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


def by_need(places: list[Told]) -> list[Told]:
    """Each need with the places that meet it, by their names."""
    met = {number for one in places for number in one["needs"]}
    return [
        {
            "name": need.name,
            "places": by_name([one for one in places if need.number in one["needs"]], whose=False),
        }
        for need in needs().values()
        if need.number in met
    ]


def by_name(places: list[Told], *, whose: bool = True) -> list[Told]:
    """Names of places, and of whose they are, each once with all that bear it."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in places:
        for name in (one["name"], one["organization"] if whose else ""):
            if name:
                found[name].append(one["id"])
    return [{"name": name, "ids": found[name]} for name in sorted(found, key=str.casefold)]


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
        "by_need": _("Index by need"),
        "by_name": _("Index by name"),
        "page": _("Page"),
        "source": _("From the directory of Alongside. Nobody paid to be in it."),
    }
