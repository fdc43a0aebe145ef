"""Who leaves, and who comes next: what both sides of a partnership read around a last day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast
from uuid import UUID

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from alongside.orgs.models import Leaving
from alongside.partnerships.models import Handover, Member, Partnership, Place, State

UNSETTLED = timedelta(days=7)  # so long before the day it is told that nobody is named yet


@dataclass(frozen=True)
class Change:
    """One sentence, the last day it is about, of whom, and in which partnership."""

    sentence: str
    day: date
    organization: str
    partnership: UUID


def changes_of(partnership: Partnership) -> list[Change]:
    """What the page of one partnership says; nothing after its end."""
    if partnership.state == State.ENDED:
        return []
    return changes_at(Member.objects.taking_part().filter(partnership=partnership))


def changes_at(members: QuerySet[Member]) -> list[Change]:
    """What is told of these sides of partnerships: first who comes next, then who nobody follows yet."""
    near = Handover.objects.around(localdate()).filter(member__in=members, to__isnull=False)
    told = [one for one in near.with_people().order_by("leaving__last_day", "pk") if one.holds]
    settled = {(one.member_id, one.leaving_id) for one in told if one.place == Place.CONTACT}
    named = [change_of(one.member, one.leaving, sentence_of(one)) for one in told]
    return named + list(unsettled(members, settled))


def unsettled(members: QuerySet[Member], settled: set[tuple[UUID, UUID]]) -> Iterator[Change]:
    """Contacts in their last week whom nobody follows yet."""
    soon = Leaving.objects.open().filter(last_day__lte=localdate() + UNSETTLED)
    theirs = soon.filter(membership__in=members.values("contact")).select_related(
        "membership__person"
    )
    leavings = {one.membership_id: one for one in theirs}
    words = _("%(name)s leaves on %(day)s. Who answers after that is not settled yet.")
    for member in members.filter(contact__in=leavings).select_related("organization"):
        leaving = leavings[cast(UUID, member.contact_id)]
        if (member.pk, leaving.pk) not in settled:
            yield change_of(member, leaving, words % names(leaving))


def change_of(member: Member, leaving: Leaving, sentence: str) -> Change:
    return Change(sentence, leaving.last_day, member.organization.name, member.partnership_id)


def sentence_of(handover: Handover) -> str:
    """Who leaves on which day and what the next one does then, as it stands today."""
    is_past = handover.leaving.last_day < localdate()
    before, after = sentences()[Place(handover.place)]
    return (after if is_past else before) % names(handover.leaving, handover)


def names(leaving: Leaving, handover: Handover | None = None) -> dict[str, str]:
    words = {"name": leaving.membership.person.name, "day": day_in_words(leaving.last_day)}
    if handover and handover.to:
        words["next"] = handover.to.person.name
    return words


def day_in_words(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


def sentences() -> dict[Place, tuple[str, str]]:
    """Before the day is over, and after it."""
    return {
        Place.CONTACT: (
            _("%(name)s leaves on %(day)s; from then on %(next)s answers."),
            _("%(name)s left on %(day)s; %(next)s answers now."),
        ),
        Place.BACKUP: (
            _("%(name)s leaves on %(day)s; from then on %(next)s is the backup."),
            _("%(name)s left on %(day)s; %(next)s is the backup now."),
        ),
        Place.CHAMPION: (
            _("%(name)s leaves on %(day)s; from then on %(next)s is the champion."),
            _("%(name)s left on %(day)s; %(next)s is the champion now."),
        ),
    }
