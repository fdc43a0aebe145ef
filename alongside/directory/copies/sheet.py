"""The directory as a table: one row per service at a site. Rows come one after the other."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from alongside.directory.content.languages import language_name
from alongside.directory.content.needs import needs
from alongside.directory.content.traits import traits
from alongside.directory.copies.chosen import Chosen
from alongside.directory.geography.counties import county_name
from alongside.directory.models import Service, Setting, Site
from alongside.directory.opening import week_lines
from alongside.lib.spreadsheets import harmless
from alongside.orgs.models import Kind

Row = list[Any]


def header() -> list[str]:
    return [
        *(_("Organization"), _("Kind"), _("Site"), _("Service"), _("Needs")),
        *(_("Phone"), _("More phones"), _("Website")),
        *(_("Street"), _("Street, second line"), _("City"), _("State"), _("ZIP code")),
        *(_("County"), _("Latitude"), _("Longitude"), _("Confidential"), _("How it is open")),
        *(_("Hours"), _("Languages"), _("Good to know"), _("Who may come"), _("Cost")),
        *(_("How to begin"), _("What it is"), _("Listed on"), _("Confirmed on"), _("Source")),
    ]


def rows(found: Iterable[Chosen]) -> Iterator[Row]:
    for one in found:
        services: list[Service | None] = [*one.services] or [None]
        for service in services:
            yield [harmless(cell) for cell in row(one, one.site, service)]


def row(one: Chosen, site: Site, service: Service | None) -> Row:
    about = one.about.organization
    said = [traits()[number].name for number in numbers(site, service) if number in traits()]
    return [
        *(about.name, str(Kind(about.kind).label), site.name, service.name if service else ""),
        *("; ".join(names_of(service)), site.phone, more_phones(site, service), site.website),
        *place(site),
        *(hours(site, service), "; ".join(languages(site, service)), "; ".join(said)),
        *own_words(service),
        *(site.listed_on, site.confirmed_on, site.source.name if site.source else "Alongside"),
    ]


def own_words(service: Service | None) -> Row:
    if service is None:
        return [""] * 4
    return [service.eligibility, service.cost, service.how_to_begin, service.description]


def place(site: Site) -> Row:
    """Where it is; of a confidential site its state, of one that is only called no more than that."""
    if site.is_confidential or site.setting == Setting.REMOTE:
        where: Row = ["", "", "", site.state, "", "", None, None]
    else:
        point = (None, None) if site.is_rough else (site.latitude, site.longitude)
        where = [site.address_1, site.address_2, site.city, site.state]
        where += [site.postal_code, county_name(site.county), *point]
    return [*where, _("yes") if site.is_confidential else "", site.setting_sentence]


def names_of(service: Service | None) -> list[str]:
    numbers = service.needs if service else []
    return [needs()[number].name for number in numbers if number in needs()]


def numbers(site: Site, service: Service | None) -> list[int]:
    return sorted({*site.traits, *(service.traits if service else [])})


def languages(site: Site, service: Service | None) -> list[str]:
    codes = sorted({*site.languages, *(service.languages if service else [])})
    return [language_name(code) for code in codes]


def more_phones(site: Site, service: Service | None) -> str:
    more = [" ".join(filter(None, (one["text"], one.get("note")))) for one in site.other_phones]
    own = service.phone if service and service.phone != site.phone else ""
    return "; ".join(filter(None, (own, *more)))


def hours(site: Site, service: Service | None) -> str:
    """The service's own hours, else the site's. A confidential site's words are not told."""
    own = service if service and (service.hours or service.hours_text) else site
    words = "" if own is site and site.is_confidential else own.hours_text
    lines = [f"{days}: {times}" for days, times in week_lines(own.hours, localdate())]
    return "; ".join(filter(None, (*lines, words)))


def write_csv(target: Path, found: Iterable[Chosen]) -> int:
    """A CSV file that spreadsheets read as UTF-8; how many rows it has."""
    count = 0
    with target.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file)
        writer.writerow(header())
        for line in rows(found):
            writer.writerow(line)
            count += 1
    return count


def write_xlsx(target: Path, found: Iterable[Chosen]) -> int:
    """A spreadsheet, a row at a time; how many rows it has. openpyxl is loaded only here: it weighs 8 MB."""
    from openpyxl import Workbook  # noqa: PLC0415

    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Directory"))
    sheet.freeze_panes = "A2"
    sheet.append(header())
    count = 0
    for line in rows(found):
        sheet.append([None if cell == "" else cell for cell in line])
        count += 1
    book.save(target)
    return count
