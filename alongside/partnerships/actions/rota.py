"""Who answers when: put on the rota, changed, handed over, ended."""

from datetime import date, time
from typing import TypedDict
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from alongside.audit.actions import record
from alongside.directory.models import Site
from alongside.lib.errors import Blocked
from alongside.orgs.actions import notify
from alongside.orgs.models import Membership, Person
from alongside.orgs.roles import Can
from alongside.partnerships.models import RotaTime
from alongside.partnerships.models.members import working
from alongside.partnerships.models.rota import clinics_of_partners


class Said(TypedDict, total=False):
    """What a time of the rota says. Left out is what stays as it is."""

    weekdays: list[int]
    starts: time
    ends: time
    valid_from: date
    valid_until: date | None
    time_zone: str
    mode: str
    role: str
    clinic: Site | None
    line: str
    line_link: str
    holder: Membership | None
    shown_as: str  # only by the one who is shown


@transaction.atomic
def add_rota_time(said: Said, *, by: Person) -> RotaTime:
    """Say at which time of the week one's organization answers, how, and who does.

    Blocked where the holder does not work here, or the clinic is no partner's.
    """
    by.require(Can.KEEP_ROTA, at=by.here)
    added = RotaTime(organization=by.here)
    put(added, said, by=by)
    tell(added.holder, by=by)
    record("rota_time_added", by=by, organization=by.here, subject=added)
    return added


@transaction.atomic
def change_rota_time(changed: RotaTime, *, said: Said, by: Person) -> None:
    """Say it anew: for whoever keeps the rota, or holds this time and goes on holding it. Blocked after its end.

    Whoever it passes from and to is told.
    """
    changed = standing(held(changed, by=by))
    if (
        not by.can(Can.KEEP_ROTA, at=by.here)
        and said.get("holder", changed.holder) != changed.holder
    ):
        raise PermissionDenied
    before = changed.holder
    put(changed, said, by=by)
    if changed.holder != before:
        tell(before, by=by)
        tell(changed.holder, by=by)
    record("rota_time_changed", by=by, organization=by.here, subject=changed)


@transaction.atomic
def give_rota_time(given: RotaTime, *, to: Membership, by: Person) -> None:
    """Hand a time to a colleague for good: for whoever keeps the rota, or holds it. The colleague is told.

    Days on which somebody stands in stay as they are. Blocked after its end, and where `to` does not work here.
    """
    given = standing(held(given, by=by))
    put(given, {"holder": to}, by=by)
    tell(to, by=by)
    record("rota_time_given", by=by, organization=by.here, subject=given)


@transaction.atomic
def end_rota_time(ended: RotaTime, *, by: Person) -> None:
    """Nobody answers at this time from now on. It can be brought back."""
    ended = standing(held(ended, by=by))
    ended.ended_at = now()
    ended.save()
    record("rota_time_ended", by=by, organization=by.here, subject=ended)


@transaction.atomic
def bring_back_rota_time(ended: RotaTime, *, by: Person) -> None:
    """Undo an end: as it was, with the days that differ."""
    ended = held(ended, by=by)
    if ended.ended_at is None:
        raise Blocked(_("This time is on the rota already."))
    ended.ended_at = None
    ended.save()
    record("rota_time_brought_back", by=by, organization=by.here, subject=ended)


def put(changed: RotaTime, said: Said, *, by: Person) -> None:
    """Write it down, when it holds together."""
    before, clinic = changed.holder_id, changed.clinic
    for name, value in said.items():
        if name != "shown_as":
            setattr(changed, name, value)
    if changed.holder and changed.holder_id != before:
        require_colleague(changed.holder, by)
    if changed.clinic and changed.clinic != clinic:
        require_partners_place(changed.clinic, by)
    changed.shown_as = shown_as(changed, said.get("shown_as"), before, by)
    changed.save()


def shown_as(changed: RotaTime, said: str | None, before: UUID | None, by: Person) -> str:
    """Nobody chooses the name that somebody else is shown by."""
    if changed.holder is None:
        return ""
    if said is not None and changed.holder == by.session_membership:
        return said
    return changed.shown_as if changed.holder_id == before else chosen_name(changed.holder)


def chosen_name(holder: Membership) -> str:
    """How somebody is shown everywhere else on the rota; empty unless it is the same everywhere."""
    names = set(RotaTime.objects.held_by(holder).values_list("shown_as", flat=True))
    return names.pop() if len(names) == 1 else ""


def require_colleague(holder: Membership, by: Person) -> None:
    working_here = Membership.objects.current().filter(organization=by.here)
    if not working_here.filter(pk=holder.pk).exists():
        raise Blocked(_("Choose somebody who works here now."))


def require_partners_place(clinic: Site, by: Person) -> None:
    if not clinics_of_partners(by.here).filter(pk=clinic.pk).exists():
        raise Blocked(_("Choose a place of one of your partners."))


def held(one: RotaTime, *, by: Person) -> RotaTime:
    """The time as it is now, locked, for whoever keeps the rota of its organization or holds it."""
    locked = taken(one, by=by)
    holder = working(locked.holder)
    if holder is None or holder != by.session_membership:
        by.require(Can.KEEP_ROTA, at=by.here)
    return locked


def taken(one: RotaTime, *, by: Person) -> RotaTime:
    """The time as it is now, locked, for somebody of its organization."""
    locked = RotaTime.objects.visible_to(by).with_people().select_for_update(of=("self",))
    found = locked.filter(pk=one.pk).first()
    if found is None:
        raise PermissionDenied
    return found


def standing(one: RotaTime) -> RotaTime:
    if one.ended_at is not None:
        raise Blocked(_("This time has ended. Bring it back first."))
    return one


def tell(somebody: Membership | None, *, by: Person) -> None:
    """A notice that something waits, unless it is one's own doing or they have left."""
    if somebody and working(somebody) and somebody != by.session_membership:
        notify([somebody.person])
