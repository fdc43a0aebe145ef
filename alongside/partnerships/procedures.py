"""What a procedure must keep to, its pages, and what stands on each."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.directory.models import Site
from alongside.orgs.models import Organization
from alongside.partnerships.models import (
    Agreement,
    Mode,
    Partnership,
    Procedure,
    Way,
    Who,
)
from alongside.partnerships.models.held_times import HOLDS_TIMES
from alongside.partnerships.models.procedure import MOST_ON_A_PAGE, WaySaid


class Page(NamedTuple):
    """Of which place (none: everywhere) and for whom."""

    site: Site | None
    who: str

    @property
    def title(self) -> str:
        who = capfirst(str(Who(self.who).label))
        return f"{self.site.name} · {who}" if self.site else who


def bounds_in_force(partnership: Partnership) -> Agreement | None:
    return partnership.agreements.of_now()


def sites_of(partnership: Partnership) -> list[Site]:
    """The places a procedure may name: the health center's, and none that is confidential."""
    centers = [
        one.organization_id
        for one in partnership.sides.values()
        if one.organization.kind in HOLDS_TIMES
    ]
    found = Site.objects.listed().filter(organization__in=centers, is_confidential=False)
    return list(found.order_by("name", "pk"))


def newest(partnership: Partnership) -> Procedure | None:
    """Where the next version starts from: the one that waits, else the one in force."""
    procedures = partnership.procedures
    return procedures.waiting().first() or procedures.in_force().first()


def newest_number(partnership: Partnership) -> int:
    """The number of that version; 0 before the first."""
    version = newest(partnership)
    return version.number if version else 0


def newest_ways(partnership: Partnership) -> list[WaySaid]:
    """What the next version starts with: what the agreement no longer has falls away."""
    version, bounds = newest(partnership), bounds_in_force(partnership)
    if version is None or bounds is None:
        return []
    return [way.said for way in version.ways.all() if way.modes_needed <= set(bounds.modes)]


def objection_to(ways: Sequence[WaySaid], partnership: Partnership) -> str:
    """Why these ways cannot be the procedure, in a sentence; nothing where they can."""
    bounds = bounds_in_force(partnership)
    if bounds is None:
        return _("No agreement is in force. Agree on one first; the procedure follows from it.")
    if not ways:
        return _("Keep at least one way to reach each other.")
    for way in (Way(**said) for said in ways):
        if way.caller_id not in partnership.sides:
            return _("Say which of the two calls.")
        if outside := way.modes_needed - set(bounds.modes):
            return outside_sentence(outside)
    return crowded([Way(**said) for said in ways])


def outside_sentence(modes: Iterable[str]) -> str:
    names = ", ".join(str(Mode(mode).label) for mode in sorted(modes))
    words = _("Your agreement does not have this way: %(names)s. Change the agreement first.")
    return words % {"names": names}


def crowded(ways: Sequence[Way]) -> str:
    """A sentence where a page would hold more than fits."""
    for site, who in pages_by_id(ways):
        if sum(way.is_on_page(site, who) for way in ways) > MOST_ON_A_PAGE:
            words = ngettext(
                "More than %(number)s way would stand on one page. Take one away first.",
                "More than %(number)s ways would stand on one page. Take one away first.",
                MOST_ON_A_PAGE,
            )
            return words % {"number": MOST_ON_A_PAGE}
    return ""


# ---- pages


def pages_by_id(ways: Iterable[Way]) -> list[tuple[UUID | None, str]]:
    """Each place and role that has a page. Where a place is named, what holds everywhere stands on its page."""
    ways = list(ways)
    roles = [
        who for who in Who.values if any(who in {way.who_calls, way.who_answers} for way in ways)
    ]
    roles = [who for who in roles if who != Who.ANYONE] or roles
    sites: list[UUID | None] = list(dict.fromkeys(way.site_id for way in ways if way.site_id)) or [
        None
    ]
    return [
        (site, who)
        for site in sites
        for who in roles
        if any(way.is_on_page(site, who) for way in ways)
    ]


def pages_of(ways: Sequence[Way]) -> list[Page]:
    """The same with the places themselves, by name."""
    sites: dict[UUID | None, Site | None] = {way.site_id: way.site for way in ways}
    found = [Page(sites.get(site), who) for site, who in pages_by_id(ways)]
    order = Who.values
    return sorted(
        found, key=lambda page: (page.site.name if page.site else "", order.index(page.who))
    )


def within_bounds(ways: Iterable[Way], bounds: Agreement | None) -> list[Way]:
    """Those that the agreement in force has."""
    modes = set(bounds.modes) if bounds else set()
    return [way for way in ways if way.modes_needed <= modes]


def by_direction(
    ways: Iterable[Way], partnership: Partnership
) -> list[tuple[Organization, Organization, list[Way]]]:
    """Who calls, who is called, and the ways to; both directions, the health center's own first."""
    sides = [one.organization for one in partnership.sides.values()]
    sides.sort(key=lambda one: (one.kind not in HOLDS_TIMES, one.name, one.pk))
    ways = list(ways)
    return [
        (one, other, [way for way in ways if way.caller_id == one.pk])
        for one, other in (sides, sides[::-1])
    ]
