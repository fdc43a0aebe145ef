"""What the day to day of partnerships asks of somebody: promises that come due, and answers that are waited for."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.orgs.models import Person
from alongside.orgs.roles import Can
from alongside.partnerships.models import Commitment, Procedure, State
from alongside.partnerships.models.commitments import REMIND_DAYS

AT_ONCE = 5
Told = tuple[str, str, str]  # why, what, where


def kept_steps(person: Person) -> Iterator[Told]:
    yield from promises_due(person)
    yield from promises_to_answer(person)
    yield from procedures_to_answer(person)


def promises_due(person: Person) -> Iterator[Told]:
    """What somebody answers for, from the day of its first reminder on."""
    if person.session_membership is None:
        return
    soon = localdate() + timedelta(days=max(REMIND_DAYS) + 1)
    mine = Commitment.objects.due_before(soon).held_by(person.session_membership).with_people()
    for one in mine[:AT_ONCE]:
        address = reverse("partnerships:commitment", args=[one.partnership_id, one.pk])
        yield why_due(one), _("Look and say"), address


def why_due(commitment: Commitment) -> str:
    days = abs(commitment.days_late)
    late = ngettext(
        "%(promise)s: late by %(days)s day.", "%(promise)s: late by %(days)s days.", days
    )
    ahead = ngettext(
        "%(promise)s: due in %(days)s day.", "%(promise)s: due in %(days)s days.", days
    )
    words = late if commitment.is_late else ahead if days else _("%(promise)s: due today.")
    return words % {"promise": commitment.sentence, "days": days}


def promises_to_answer(person: Person) -> Iterator[Told]:
    if not person.can(Can.EDIT_PARTNERSHIPS, at=person.here):
        return
    waiting = Commitment.objects.waiting_for(person.here).select_related("proposed_by")
    for one in waiting.order_by("proposed_at")[:AT_ONCE]:
        address = reverse("partnerships:commitment", args=[one.partnership_id, one.pk])
        why = _("%(name)s proposes a promise.") % {"name": one.proposed_by.name}
        yield why, _("Read it and answer"), address


def procedures_to_answer(person: Person) -> Iterator[Told]:
    """Only to the champion, who alone answers."""
    waiting = Procedure.objects.waiting_for(person.here).select_related("proposed_by")
    ours = waiting.filter(
        partnership__state=State.ACTIVE, partnership__members__champion=person.session_membership
    )
    for one in ours.order_by("proposed_at")[:AT_ONCE]:
        address = reverse("partnerships:procedure", args=[one.partnership_id])
        why = _("%(name)s proposes a change of how you reach each other.")
        yield why % {"name": one.proposed_by.name}, _("Read it and answer"), address
