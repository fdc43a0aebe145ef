"""How a group of three or more organizations begins, and how a member joins it and leaves."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from alongside.audit.actions import record
from alongside.directory.clocks import today_at
from alongside.lib.errors import Blocked
from alongside.orgs.models import Organization, Person
from alongside.orgs.roles import Can
from alongside.partnerships.actions.deciding import ask_to_join, decide_when_settled, end_group
from alongside.partnerships.actions.taking import take
from alongside.partnerships.actions.telling import tell_partner
from alongside.partnerships.actions.wordings import go_on_without
from alongside.partnerships.models import Member, Partnership, State, Vote

FEWEST = 3  # members before it begins; two are a partnership


@transaction.atomic
def propose_group(
    *, name: str, purpose: str, invited: Sequence[Organization], by: Person
) -> Partnership:
    """Ask two or more organizations to work on something together. It begins when three are in."""
    by.require(Can.EDIT_PARTNERSHIPS, at=by.here)
    if len({*invited} - {by.here}) < FEWEST - 1:
        raise Blocked(_("A group has three members or more. Ask at least two others."))
    group = Partnership.objects.create(name=name, purpose=purpose, proposed_by=by.here)
    Member.objects.create(
        partnership=group,
        organization=by.here,
        champion=by.session_membership,
        contact=by.session_membership,
        people_said_on=today_at(by.here),
    )
    for organization in invited:
        require_free_to_join(group, organization)
        ask_to_join(group, organization)
    record("group_proposed", by=by, organization=by.here, subject=group)
    return group


@transaction.atomic
def invite(group: Partnership, *, organization: Organization, by: Person) -> None:
    """Ask one more, before the group begins and by whoever proposed it. Later the members vote on it."""
    group = take(group, by=by)
    if group.state != State.PROPOSED:
        raise Blocked(_("The members decide who joins. Put it to a vote."))
    if group.proposed_by_id != by.here.pk:
        raise Blocked(_("Whoever proposed the group invites its first members."))
    require_free_to_join(group, organization)
    ask_to_join(group, organization)
    record("group_member_invited", by=by, organization=by.here, subject=group)


def require_free_to_join(group: Partnership, organization: Organization) -> None:
    """An organization that the host admitted, and that is neither in nor asked already."""
    if organization.admitted_at is None:
        raise Blocked(_("This organization is not on Alongside yet. The host can admit it."))
    if group.members.filter(organization=organization, left_at=None).exists():
        raise Blocked(_("%(name)s is a member or was asked already.") % {"name": organization.name})


@transaction.atomic
def accept_invitation(group: Partnership, *, by: Person) -> None:
    """Say yes for one's own organization. With the third member the group is active."""
    group, member = take_invited(group, by=by)
    member.joined_at = now()
    member.champion = member.contact = by.session_membership
    member.backup = None
    member.people_said_on = today_at(by.here)
    member.save()
    if group.state == State.PROPOSED and group.members.taking_part().count() >= FEWEST:
        group.move_to(State.ACTIVE)
        group.save()
    record("group_joined", by=by, organization=by.here, subject=group)
    tell_partner(group, by=by)


@transaction.atomic
def decline_invitation(group: Partnership, *, by: Person) -> None:
    """Say no, without a reason. One can be asked again."""
    group, member = take_invited(group, by=by)
    member.left_at = now()
    member.save()
    record("group_declined", by=by, organization=by.here, subject=group)
    tell_partner(group, by=by)


@transaction.atomic
def leave_group(group: Partnership, *, by: Person) -> None:
    """Go at any time, without a reason. Where one member would be left, the group ends.

    A group that has not begun ends when whoever proposed it leaves.
    """
    group = take(group, by=by)
    if group.state == State.ENDED:
        raise Blocked(_("This group has ended."))
    Vote.objects.filter(question__in=group.questions.open(), member__organization=by.here).delete()
    tell_partner(group, by=by)
    group.members.filter(organization=by.here).update(left_at=now())
    go_on_without(group, by.here)
    record("group_left", by=by, organization=by.here, subject=group)
    is_called_off = group.state == State.PROPOSED and group.proposed_by_id == by.here.pk
    if is_called_off or (
        group.state == State.ACTIVE and group.members.taking_part().count() < FEWEST - 1
    ):
        end_group(group)
    for question in group.questions.open().prefetch_related("votes"):
        question.partnership = group
        if question.is_open and group.state == State.ACTIVE:
            decide_when_settled(question, by=by)


def take_invited(group: Partnership, *, by: Person) -> tuple[Partnership, Member]:
    """The group as it is now, locked, for somebody of an organization that was asked to join."""
    by.require(Can.EDIT_PARTNERSHIPS, at=by.here)
    group = Partnership.objects.select_for_update().get(pk=group.pk)
    member = group.members.filter(organization=by.here, left_at=None).first()
    if member is None:
        raise PermissionDenied
    if group.state == State.ENDED:
        raise Blocked(_("This group has ended."))
    if member.takes_part:
        raise Blocked(_("Your organization has joined already."))
    return group, member
