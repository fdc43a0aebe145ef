"""Who stands for each side of a partnership, and whether that is still right."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext as _

from alongside.audit.actions import record
from alongside.directory.clocks import today_at
from alongside.lib.errors import Blocked
from alongside.orgs.actions import notify, require_own_or_administrator
from alongside.orgs.models import Leaving, Membership, Organization, Person
from alongside.orgs.roles import Can
from alongside.partnerships.actions.handovers import tell_partners
from alongside.partnerships.actions.taking import take
from alongside.partnerships.models import Handover, Member, Partnership, Place, State
from alongside.partnerships.models.handovers import AROUND, fits, may_take

ASK_AGAIN = timedelta(days=7)


@transaction.atomic
def set_people(
    partnership: Partnership,
    *,
    champion: Membership | None,
    contact: Membership | None,
    backup: Membership | None,
    by: Person,
) -> None:
    """Say who stands for one's own side: who looks after it, who answers, and who when they cannot."""
    partnership = take(partnership, by=by)
    if partnership.state == State.ENDED:
        raise Blocked(_("This partnership has ended."))
    people = [one.pk for one in (champion, contact, backup) if one]
    working = Membership.objects.current().filter(organization=by.here, pk__in=people)
    if working.count() != len(set(people)):
        raise Blocked(_("Choose people who work here now."))
    if backup and backup == contact:
        raise Blocked(_("The backup must be somebody else than the contact."))
    partnership.members.filter(organization=by.here).update(
        champion=champion, contact=contact, backup=backup, people_said_on=today_at(by.here)
    )
    record("partnership_people_set", by=by, organization=by.here, subject=partnership)


@transaction.atomic
def confirm_people(partnership: Partnership, *, by: Person) -> None:
    """Say that one's own side is still right: for whoever settles partnerships, or stands for it.

    Blocked after the end, and where nobody who works there now is named as the contact.
    """
    member = Member.objects.taking_part().select_for_update(of=("self",)).with_people()
    sides = member.select_related("partnership").filter(organization=by.here)
    ours = sides.filter(partnership=partnership).first()
    if not (ours and (ours.holds_place(by) or by.can(Can.EDIT_PARTNERSHIPS, at=by.here))):
        raise PermissionDenied
    if ours.partnership.state == State.ENDED:
        raise Blocked(_("This partnership has ended."))
    if ours.contact_now is None:
        raise Blocked(_("Nobody answers for your side now. Name a contact first."))
    ours.people_said_on = today_at(by.here)
    ours.save(update_fields=["people_said_on"])
    record("partnership_people_confirmed", by=by, organization=by.here, subject=partnership)


@transaction.atomic
def give_place(member: Member, place: str, *, to: Membership, by: Person) -> None:
    """Name who takes a place once its holder has left: for the holder themself, and for administrators.

    The holder keeps it until their last day is over. A backup who becomes the contact moves up. Blocked
    where the holder does not leave, and for whoever leaves too, whose role does not fit, or who would
    be contact and backup at once.
    """
    taking = Place(place)
    ours = Member.objects.select_for_update(of=("self",)).select_related("partnership")
    member = ours.get(pk=member.pk, organization=by.here)
    open_ones = Leaving.objects.open().select_related("membership__organization")
    leaving = open_ones.filter(membership=member.places[taking]).first()
    if leaving is None:
        raise Blocked(_("Whoever has this place does not leave. Change the people on your side."))
    require_own_or_administrator(leaving.membership, by=by)
    require_can_follow(member, taking, to)
    handover, _made = Handover.objects.update_or_create(
        leaving=leaving,
        member=member,
        place=taking,
        defaults={"to": to, "named_at": now(), "told_at": None},
    )
    record("place_given", by=by, organization=by.here, subject=member.partnership)
    if leaving.last_day <= today_at(by.here) + AROUND:
        tell_partners(handover)
    notify({to.person} - {by})


def require_can_follow(member: Member, place: Place, to: Membership) -> None:
    """Somebody of the same organization who stays, whose role fits, and who answers in one place only."""
    if member.partnership.state == State.ENDED:
        raise Blocked(_("This partnership has ended."))
    here = Membership.objects.staying().filter(organization=member.organization_id)
    if not here.filter(pk=to.pk).exists():
        raise Blocked(_("Choose somebody who works here and does not leave."))
    if not fits(to, place):
        raise Blocked(_("Choose somebody whose role fits."))
    if not may_take(member, place, Handover.objects.planned().filter(member=member), to):
        raise Blocked(_("The backup must be somebody else than the contact."))


@transaction.atomic
def ask_about_people(organization: Organization) -> None:
    """Let those who stand for a side know that something waits: they last said so 90 days ago.

    Once a week until somebody has looked.
    """
    today = today_at(organization)
    lately = Q(people_asked_on__gt=today - ASK_AGAIN)
    due = Member.objects.filter(organization=organization).to_say_again(today).exclude(lately)
    for member in due.with_people().select_for_update(of=("self",)):
        notify({holder.person for _place, holder in member.people if holder})
        member.people_asked_on = today
        member.save(update_fields=["people_asked_on"])
