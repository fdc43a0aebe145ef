"""What the clock does: end, erase, remind. Each runs organization by organization and may run twice."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate, now

from alongside.audit.actions import keep_no_longer, record
from alongside.lib.walls import within
from alongside.orgs.actions import notify
from alongside.orgs.models import Organization, Person
from alongside.referrals.actions.telling import backups, contacts
from alongside.referrals.models import OPEN, Letter, Referral, State
from alongside.referrals.models.referrals import REMEMBERED_AFTER_END, SHOWN_AFTER_END

TO_SENDER = 2  # the second reminder, and the last


def end_what_is_over(organization: Organization) -> None:
    """Erase letters whose permission is over, mark referrals whose day has come, remove them a week later."""
    with within(organization):
        mine = Referral.objects.filter(Q(sender=organization) | Q(recipient=organization))
        # The database lets the worker erase only what is over (row-level security on the table).
        Letter.objects.filter(Q(sender=organization) | Q(recipient=organization)).delete()
        over = mine.filter(state__in=OPEN, ends_at__lte=now())
        over.update(state=State.ENDED, phrase=None)
        early = mine.filter(state__in=[State.RETURNED, State.WITHDRAWN, State.LOST])
        until = localdate() + REMEMBERED_AFTER_END
        keep_no_longer(early.values_list("pk", flat=True), organization=organization, until=until)
        mine.filter(ends_at__lt=now() - SHOWN_AFTER_END).delete()


def end_what_was_lost(organization: Organization) -> None:
    """After a restore: what was sent from here and has no letter is over, and somebody is told to send it again."""
    with within(organization):
        found = Referral.objects.sent_by(organization).lost().select_related("partnership")
        lost = list(found.select_for_update(of=("self",)))
        Referral.objects.filter(pk__in=[referral.pk for referral in lost]).update(
            state=State.LOST, phrase=None
        )
        until = localdate() + REMEMBERED_AFTER_END
        for referral in lost:
            record(
                "referral_lost",
                by=None,
                organization=organization,
                subject=referral,
                keep_until=until,
            )
        partnerships = {referral.partnership for referral in lost}
        notify({person for one in partnerships for person in contacts(one, organization)})


def remind_of_unopened(organization: Organization) -> None:
    """Past the agreed time: tell the backup contact; past it twice: tell the sender to call. Never silence."""
    with within(organization):
        waiting = Referral.objects.sent_by(organization).filter(
            state=State.SENT, ends_at__gt=now(), reminders__lt=TO_SENDER, letters__backward=False
        )
        for referral in waiting.select_related("partnership", "recipient", "sender"):
            remind(referral)


@transaction.atomic
def remind(referral: Referral) -> None:
    agreed = timedelta(hours=referral.partnership.bounds.response_hours)
    due = min((now() - referral.sent_at) // agreed, TO_SENDER)
    if due <= referral.reminders:
        return
    for step in range(referral.reminders, due):  # both, when the clock stood still in between
        notify(told_at(step + 1, referral))
    referral.reminders = due
    referral.save(update_fields=["reminders"])


def told_at(step: int, referral: Referral) -> list[Person]:
    """First whoever steps in at the receiving side; then the sender, who calls."""
    if step == TO_SENDER:
        return contacts(referral.partnership, referral.sender)
    return backups(referral.partnership, referral.recipient)
