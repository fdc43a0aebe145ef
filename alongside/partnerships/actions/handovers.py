"""Nobody's place is left empty in silence: who was named takes it after the last day, else it falls."""

from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate, now

from alongside.audit.actions import record
from alongside.orgs.actions import notify
from alongside.orgs.models import Leaving, Membership, Organization
from alongside.orgs.roles import Can
from alongside.partnerships.models import Handover, Member, Place
from alongside.partnerships.models.handovers import fits
from alongside.partnerships.models.members import working

# To whom a place falls when nobody was named for it, in turn.
HEIRS: dict[Place, list[Place]] = {
    Place.CONTACT: [Place.BACKUP, Place.CHAMPION],
    Place.CHAMPION: [Place.BACKUP, Place.CONTACT],
    Place.BACKUP: [],
}


@transaction.atomic
def hand_over(organization: Organization) -> None:
    """Give the places of those who have left to who comes next, and let partners know who that is."""
    gone = Leaving.objects.gone().filter(membership__organization=organization)
    leavings: dict[UUID | None, Leaving] = {one.membership_id: one for one in gone}
    ours = Member.objects.left_behind().filter(organization=organization)
    for member in ours.with_people().select_for_update(of=("self",)):
        for place in Place:
            if leaving := leavings.get(member.places[place]):
                pass_on(member, place, leaving)
    for handover in to_be_told(organization):
        tell_partners(handover)


def pass_on(member: Member, place: Place, leaving: Leaving) -> None:
    """One place to the one who was named and can take it, else to the next in line, else to nobody."""
    named = Handover.objects.filter(leaving=leaving, member=member, place=place)
    plan = named.select_related("to__person").first()
    chosen = able(plan.to, place) if plan else None
    if chosen and place == Place.BACKUP and chosen.pk == member.contact_id:
        chosen = None  # made the contact since
    heir = chosen or heir_of(member, place)
    setattr(member, place, heir)
    if member.backup_id == member.contact_id:
        member.backup = None  # the backup has moved up
    done = {"to": heir, "done_at": now(), "fell": chosen is None}
    if chosen is None:
        member.people_said_on = None
        done["told_at"] = None
        tell_of_the_fall(member, heir)
    member.save()
    Handover.objects.update_or_create(leaving=leaving, member=member, place=place, defaults=done)
    act = "place_fell" if chosen is None else "place_handed_over"
    record(act, by=None, organization=member.organization, subject=member.partnership)


def heir_of(member: Member, place: Place) -> Membership | None:
    """The next in line who can take it."""
    line = (able(getattr(member, other), place) for other in HEIRS[place])
    return next(filter(None, line), None)


def able(holder: Membership | None, place: Place) -> Membership | None:
    """Somebody who works here now and whose roles fit, as they are now; else nobody."""
    now_here = working(holder)
    return now_here if now_here and fits(now_here, place) else None


def tell_of_the_fall(member: Member, heir: Membership | None) -> None:
    """Nobody was named in time: the one it fell to learns of it, and so do the administrators."""
    here = Membership.objects.current().filter(organization=member.organization)
    told = {one.person for one in here.administrators().select_related("person")}
    notify(told | {heir.person} if heir else told)


def to_be_told(organization: Organization) -> list[Handover]:
    """Handovers near enough for partners to read of, of which they have not been told."""
    near = Handover.objects.to_tell(localdate()).filter(member__organization=organization)
    return [one for one in near.with_people().select_for_update(of=("self",)) if one.holds]


def tell_partners(handover: Handover) -> None:
    """Those who settle partnerships on the other side and those whom it has named: something waits."""
    others = Member.objects.taking_part().filter(partnership=handover.member.partnership_id)
    theirs = list(others.exclude(pk=handover.member_id).with_people())
    settling = Membership.objects.current().with_power(Can.EDIT_PARTNERSHIPS)
    there = settling.filter(organization__in=[one.organization_id for one in theirs])
    told = {one.person for one in there.select_related("person")}
    named = {holder.person for one in theirs for _place, holder in one.people if holder}
    notify(told | named)
    handover.told_at = now()
    handover.save(update_fields=["told_at"])
