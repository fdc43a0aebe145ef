"""What the clock does: end, erase, remind, rewrite. Each runs organization by organization and may run twice."""

from datetime import timedelta

from django.db import connections, transaction
from django.db.models import Q
from django.utils.timezone import localdate, now

from alongside.audit.actions import keep_no_longer
from alongside.lib.walls import within
from alongside.orgs.actions import notify
from alongside.orgs.models import Organization
from alongside.referrals.actions.telling import backups, contacts
from alongside.referrals.models import OPEN, Letter, Referral, State
from alongside.referrals.models.referrals import REMEMBERED_AFTER_END, SHOWN_AFTER_END

TO_SENDER = 2  # the first reminder goes to the backup contact of the receiving side


def end_what_is_over(organization: Organization) -> None:
    """Erase letters whose permission is over, mark referrals whose day has come, remove them a week later."""
    with within(organization):
        mine = Referral.objects.filter(Q(sender=organization) | Q(recipient=organization))
        # The database lets the worker erase only what is over (row-level security on the table).
        Letter.objects.filter(Q(sender=organization) | Q(recipient=organization)).delete()
        over = mine.filter(state__in=OPEN, ends_at__lte=now())
        over.update(state=State.ENDED, phrase=None)
        for referral in mine.filter(state__in=[State.RETURNED, State.WITHDRAWN]):
            until = localdate() + REMEMBERED_AFTER_END
            keep_no_longer(referral, organization=organization, until=until)
        mine.filter(ends_at__lt=now() - SHOWN_AFTER_END).delete()


def remind_of_unopened(organization: Organization) -> None:
    """Past the agreed time: tell the backup contact; past it twice: tell the sender to call. Never silence."""
    with within(organization):
        waiting = Referral.objects.sent_by(organization).filter(state=State.SENT, ends_at__gt=now())
        for referral in waiting.select_related("partnership", "recipient", "sender"):
            remind(referral)


@transaction.atomic
def remind(referral: Referral) -> None:
    agreed = timedelta(hours=referral.partnership.bounds.response_hours)
    waited = now() - referral.sent_at
    step = min(waited // agreed, TO_SENDER)
    if step <= referral.reminders:
        return
    sides = referral.partnership
    late = step == TO_SENDER
    notify(contacts(sides, referral.sender) if late else backups(sides, referral.recipient))
    referral.reminders = step
    referral.save(update_fields=["reminders"])


def rewrite_letters() -> None:
    """Give the disk back what was erased: the letters' table is written anew by its keeper."""
    with connections["keeper"].cursor() as cursor:
        cursor.execute("VACUUM FULL referrals_letter")
