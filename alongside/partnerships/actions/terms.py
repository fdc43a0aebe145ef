"""After the signing: amend, renew, give notice, step back, and be told in time that the end comes near."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from alongside.audit.actions import record
from alongside.directory.clocks import today_at
from alongside.lib.errors import Blocked
from alongside.orgs.actions import notify
from alongside.orgs.models import Membership, Organization, Person
from alongside.orgs.roles import Can
from alongside.partnerships.actions.holding import hold_signing, own_membership
from alongside.partnerships.actions.signing import make_final
from alongside.partnerships.actions.taking import take
from alongside.partnerships.actions.telling import tell_partner
from alongside.partnerships.actions.versions import next_version
from alongside.partnerships.models import (
    Agreement,
    Ending,
    Kind,
    Member,
    Reminder,
    Stage,
    State,
    Wording,
)
from alongside.partnerships.models.days import today_of
from alongside.partnerships.models.terms import DAYS_BEFORE
from alongside.partnerships.papers.notice import notice_days
from alongside.partnerships.papers.told import day_of


@transaction.atomic
def amend(agreement: Agreement, *, by: Person) -> Wording:
    """Begin a draft from the text in force, to be changed and signed. What is in force stays until then.

    It ends when that one would, as its words say, until somebody chooses another last day.
    """
    agreement = hold_signed(agreement, by=by)
    wording = next_version(
        agreement,
        stage=Stage.DRAFTING,
        starts_on=None,
        ends_on=agreement.ends_on,
        by=by,
    )
    record("amendment_begun", by=by, organization=by.here, subject=agreement.partnership)
    tell_partner(agreement.partnership, by=by)
    return wording


@transaction.atomic
def renew(agreement: Agreement, *, starts_on: date, ends_on: date | None, by: Person) -> Wording:
    """The same text with new dates, ready for everybody's signature. Blocked for dates that make no term."""
    agreement = hold_signed(agreement, by=by)
    if ends_on and ends_on <= max(starts_on, today_of(agreement.partnership)):
        raise Blocked(_("The last day comes after the first, and after today."))
    if agreement.ends_on and not ends_on:
        raise Blocked(
            _("The text names a last day. Choose one, or amend the text to leave it out.")
        )
    wording = next_version(
        agreement, stage=Stage.SIGNING, starts_on=starts_on, ends_on=ends_on, by=by
    )
    make_final(wording)
    record("renewal_begun", by=by, organization=by.here, subject=agreement.partnership)
    tell_partner(agreement.partnership, by=by)
    return wording


@transaction.atomic
def give_notice(agreement: Agreement, *, last_day: date, by: Person) -> None:
    """End a written agreement on a day, for both sides, with at least the notice that its own clause asks for.

    Blocked for an earlier day, after an earlier notice, and where it ends before by itself.
    """
    agreement = hold_signed(agreement, by=by)
    if Ending.objects.filter(agreement=agreement).exists():
        raise Blocked(_("Notice has been given already."))
    earliest = earliest_end(agreement, today_at(by.here))
    if last_day < earliest:
        words = _("With the notice agreed, the earliest last day is %(day)s.")
        raise Blocked(words % {"day": day_of(earliest)})
    if agreement.ends_on and agreement.ends_on <= last_day:
        raise Blocked(_("It ends before that day by itself."))
    Ending.objects.create(
        agreement=agreement,
        organization=by.here,
        said_by=own_membership(by),
        last_day=last_day,
    )
    Agreement.objects.filter(pk=agreement.pk).update(ends_on=last_day)
    record("agreement_notice_given", by=by, organization=by.here, subject=agreement.partnership)
    tell_partner(agreement.partnership, by=by)


def earliest_end(agreement: Agreement, today: date) -> date:
    """The first day it may end on when notice is given today: as its clause says, tomorrow where it says nothing."""
    in_time = today + timedelta(days=max(notice_days(agreement), 1))
    begins = agreement.starts_on
    return max(in_time, day_after(begins)) if begins else in_time


def next_day(agreement: Agreement, today: date) -> date:
    """The day after its last one, or today: where a renewal usually begins."""
    ends_on = agreement.ends_on
    return max(day_after(ends_on), today) if ends_on else today


def day_after(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day


def hold_signed(agreement: Agreement, *, by: Person) -> Agreement:
    """The written agreement that holds, held last, or will, with the partnership locked."""
    partnership = take(agreement.partnership, by=by)
    if partnership.state != State.ACTIVE:
        raise Blocked(_("This partnership is not active."))
    signed = partnership.agreements.last_agreed().exclude(kind=Kind.NO_PAPER)
    held = signed.select_related("partnership", "wording").filter(pk=agreement.pk).first()
    if held is None:
        raise Blocked(_("Another version holds now. Look at that one."))
    return held


@transaction.atomic
def set_aside_signing(wording: Wording, *, by: Person) -> None:
    """Leave an agreement unsigned. Any side may until all have signed; what is in force stays."""
    wording = hold_signing(wording, by=by)
    wording.move_to(Stage.SET_ASIDE)
    wording.save(update_fields=["stage"])
    Agreement.objects.filter(pk=wording.pk).update(replaced_at=now())
    partnership = wording.agreement.partnership
    record("signing_set_aside", by=by, organization=by.here, subject=partnership)
    tell_partner(partnership, by=by)


@transaction.atomic
def remind_of_terms(organization: Organization) -> None:
    """Let contact and backup know 60, 30 and 15 days before an agreement ends, each once.

    After days without a worker they are told once, for the nearest of these days.
    """
    today = today_at(organization)
    horizon = today + timedelta(days=max(DAYS_BEFORE))
    ours = Member.objects.taking_part().filter(organization=organization)
    ending = Agreement.objects.last_agreed().filter(
        partnership__state=State.ACTIVE,
        partnership__in=ours.values("partnership"),
        ends_on__range=(today, horizon),
    )
    for agreement in ending.exclude(kind=Kind.NO_PAPER).select_for_update(of=("self",)):
        left = (agreement.ends_on - today).days if agreement.ends_on else 0
        days = min(days for days in DAYS_BEFORE if left <= days)
        told = agreement.reminders.filter(organization=organization, days_before__lte=days)
        if told.exists():
            continue
        Reminder.objects.create(agreement=agreement, organization=organization, days_before=days)
        notify(one.person for one in answering(agreement.partnership_id, organization))


def answering(partnership: UUID, organization: Organization) -> list[Membership]:
    """Contact and backup of one side; where neither works there now, whoever may settle partnerships."""
    side = Member.objects.with_people().get(partnership=partnership, organization=organization)
    named = [one for one in (side.contact_now, side.backup_now) if one]
    settling = Membership.objects.current().with_power(Can.EDIT_PARTNERSHIPS)
    return named or list(settling.filter(organization=organization).select_related("person"))
