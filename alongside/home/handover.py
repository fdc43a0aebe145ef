"""What somebody who leaves still holds, gathered from every app, and giving it to those who stay.

A source says for one person which things they hold. To add one, write a function that yields a Thing
for each, whose `give` is the act `give_…(thing, to=, by=)` of its app, and put it into SOURCES.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from django.db import transaction
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from alongside.lib.errors import Blocked
from alongside.orgs.actions import count_given
from alongside.orgs.models import Grant, Leaving, Membership, OpeningKey, Person
from alongside.orgs.roles import Can, Role
from alongside.partnerships import actions
from alongside.partnerships.models import Handover, Member, Place, RotaTime
from alongside.partnerships.models.handovers import may_take


class Give(Protocol):
    def __call__(self, *, to: Membership, by: Person) -> None: ...


@dataclass(frozen=True)
class Thing:
    """Something a person holds: what, where, the act that gives it, and who may take it."""

    id: str
    what: str
    where: str
    url: str
    give: Give
    fits: Callable[[Membership], bool] = lambda _colleague: True
    waits: bool = False  # theirs until the last day is over; until then somebody is only named
    goes_to: Membership | None = None  # who was named


Source = Callable[[Membership], Iterable[Thing]]


def places(leaver: Membership) -> Iterator[Thing]:
    """Places in partnerships."""
    held = {one.partnership_id: one for one in Member.objects.held_by(leaver)}
    partners = defaultdict(list)
    for partner in Member.objects.partners_of(leaver.organization).filter(partnership__in=held):
        partners[partner.partnership_id].append(partner.organization.name)
    plans = list(Handover.objects.planned().filter(member__in=held.values()))
    for partnership, names in partners.items():
        ours = held[partnership]
        for place in Place:
            if ours.places[place] == leaver.pk:
                mine = [one.to for one in plans if one.is_of(ours, place)]
                yield Thing(
                    id=f"{place}-{ours.pk}",
                    what=str(place.label),
                    where=", ".join(names),
                    url=reverse("partnerships:partnership", args=[partnership]),
                    give=partial(actions.give_place, ours, place),
                    fits=partial(may_take, ours, place, plans),
                    waits=True,
                    goes_to=mine[0] if mine else None,
                )


def rota_times(leaver: Membership) -> Iterator[Thing]:
    """Times of the week at which they answer."""
    for one in RotaTime.objects.held_by(leaver).order_by("starts", "pk"):
        yield Thing(
            id=f"time-{one.pk}",
            what=_("A time of the rota"),
            where=f"{one.days_told}, {one.hours_told}: {one.get_role_display()}",
            url=reverse("partnerships:rota_time", args=[one.pk]),
            give=partial(actions.give_rota_time, one),
        )


SOURCES: list[Source] = [places, rota_times]


def held_by(leaver: Membership) -> list[Thing]:
    """Everything they hold, source after source."""
    return [thing for source in SOURCES for thing in source(leaver)]


@dataclass
class Handing:
    """The page of one person's hand-over, for themself and for administrators."""

    leaver: Membership

    @cached_property
    def leaving(self) -> Leaving | None:
        return Leaving.objects.said().filter(membership=self.leaver).order_by("said_at").last()

    @property
    def is_gone(self) -> bool:
        return not self.leaver.stands

    def may_be_said_by(self, person: Person) -> bool:
        """What an administrator has said, only administrators change."""
        if self.is_gone:
            return False
        by_others = self.leaving is not None and self.leaving.said_by_id != person.pk
        return not by_others or person.can(Can.INVITE, at=self.leaver.organization)

    @cached_property
    def things(self) -> list[Thing]:
        return held_by(self.leaver)

    @cached_property
    def colleagues(self) -> list[Membership]:
        """Who works here and does not leave."""
        staying = Membership.objects.staying().filter(organization=self.leaver.organization)
        others = staying.exclude(pk=self.leaver.pk).select_related("person")
        return list(others.order_by("person__name", "pk"))

    @property
    def rows(self) -> list[tuple[Thing, list[Membership]]]:
        """Each thing with those who can take it."""
        return [(thing, list(filter(thing.fits, self.colleagues))) for thing in self.things]

    @property
    def left(self) -> int:
        """How many things nobody takes yet."""
        return sum(thing.goes_to is None for thing in self.things)

    @property
    def progress(self) -> str:
        before = self.leaving.given if self.leaving else 0
        total = before + len(self.things)
        if not total:
            return _("There is nothing to give.")
        return _("%(given)s of %(total)s given.") % {"given": total - self.left, "total": total}

    @property
    def opens_alone(self) -> bool:
        """Whether letters could be opened by nobody else of those who stay."""
        keys = OpeningKey.objects.current().filter(organization=self.leaver.organization)
        grants = Grant.objects.filter(opening_key__in=keys, member_key__retired_at=None)
        holders = set(grants.values_list("member_key__membership", flat=True))
        may = Membership.objects.staying().with_power(Can.OPEN_LETTERS).filter(pk__in=holders)
        return self.leaver.pk in holders and not may.exclude(pk=self.leaver.pk).exists()

    @property
    def administers_alone(self) -> bool:
        here = Membership.objects.staying().filter(organization=self.leaver.organization)
        others = here.administrators().exclude(pk=self.leaver.pk)
        return Role.ADMINISTRATOR in self.leaver.roles and not others.exists()


@transaction.atomic
def give(leaver: Membership, *, to: str, only: str, by: Person) -> None:
    """Give one thing, or everything that nobody takes yet and that fits, to one colleague.

    Blocked where nobody was chosen, and where there is nothing (any more) that this colleague can take.
    """
    handing = Handing(leaver)
    taker = next((one for one in handing.colleagues if str(one.pk) == to), None)
    if taker is None:
        raise Blocked(_("Choose who takes it: somebody who works here and does not leave."))
    if only:
        chosen = [thing for thing in handing.things if thing.id == only]
    else:
        chosen = [one for one in handing.things if one.goes_to is None and one.fits(taker)]
    if not chosen:
        words = _("There is nothing left here that %(name)s can take. Go back and look again.")
        raise Blocked(words % {"name": taker.person.name})
    for thing in chosen:
        thing.give(to=taker, by=by)
        if not thing.waits:
            count_given(leaver)
