"""What somebody holds, gathered from every app, each with the act that gives it to a colleague.

A source says for one person which things they would hold after their last day. To add one, write a function that
yields a Thing for each, whose `give` is the act `give_…(thing, to=, by=)` of its app, and put it into SOURCES.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Protocol

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alongside.orgs.models import Membership, Person
from alongside.orgs.roles import Can, powers
from alongside.partnerships import actions
from alongside.partnerships.models import (
    Commitment,
    Handover,
    Member,
    Partnership,
    Place,
    RotaException,
    RotaTime,
)
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


Source = Callable[[Membership, date], Iterable[Thing]]


def places(leaver: Membership, _day: date) -> Iterator[Thing]:
    """Places in partnerships."""
    held = {one.partnership_id: one for one in Member.objects.held_by(leaver)}
    partners = defaultdict(list)
    for partner in Member.objects.partners_of(leaver.organization).filter(partnership__in=held):
        partners[partner.partnership_id].append(partner.organization.name)
    for group in Partnership.objects.groups().filter(pk__in=held):
        partners[group.pk].append(group.name)
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


def rota_times(leaver: Membership, day: date) -> Iterator[Thing]:
    """Times of the rota that go on."""
    held = RotaTime.objects.held_by(leaver).with_people().order_by("starts", "pk")
    for one in held.exclude(valid_until__lte=day):
        yield Thing(
            id=f"time-{one.pk}",
            what=f"{one.days_told}, {one.hours_told}",
            where=_("Rota: %(role)s") % {"role": one.get_role_display()},
            url=reverse("partnerships:rota_time", args=[one.pk]),
            give=partial(actions.give_rota_time, one),
            fits=may_answer,
        )


def stand_ins(leaver: Membership, day: date) -> Iterator[Thing]:
    """Single days on which they answer for somebody else."""
    held = RotaException.objects.held_by(leaver).filter(day__gt=day).select_related("time")
    for one in held.order_by("day", "pk"):
        yield Thing(
            id=f"day-{one.pk}",
            what=date_format(one.day, "DATE_FORMAT"),
            where=_("Rota: %(role)s") % {"role": one.time.get_role_display()},
            url=reverse("partnerships:rota_time", args=[one.time_id]),
            give=partial(actions.give_day, one),
            fits=may_answer,
        )


def promises(leaver: Membership, _day: date) -> Iterator[Thing]:
    """Promises of agreements for which they answer."""
    for one in Commitment.objects.held_by(leaver).with_people():
        sides = [side.member.organization for side in one.sides.all()]
        others = [side.name for side in sides if side != leaver.organization]
        yield Thing(
            id=f"promise-{one.pk}",
            what=one.sentence,
            where=", ".join(others),
            url=reverse("partnerships:commitment", args=[one.partnership_id, one.pk]),
            give=partial(actions.give_commitment, one),
        )


def may_answer(colleague: Membership) -> bool:
    return bool({Can.CALL_TOGETHER, Can.KEEP_ROTA} & powers(colleague.roles))


SOURCES: list[Source] = [places, promises, rota_times, stand_ins]


def held_after(day: date, leaver: Membership) -> list[Thing]:
    """Everything they would still hold after this day, source after source."""
    return [thing for source in SOURCES for thing in source(leaver, day)]
