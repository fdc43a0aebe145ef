"""How a partnership begins and ends."""

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.audit.actions import record
from alongside.directory.clocks import today_at
from alongside.lib.errors import Blocked
from alongside.orgs.models import Organization, Person
from alongside.orgs.roles import Can
from alongside.partnerships.actions.agreements import put_forward, set_aside
from alongside.partnerships.actions.taking import take_pair
from alongside.partnerships.actions.telling import tell_partner
from alongside.partnerships.actions.wordings import leave_drafts
from alongside.partnerships.models import Bounds, Member, Partnership, State, pair_of


@transaction.atomic
def propose(partner: Organization, *, bounds: Bounds, by: Person) -> Partnership:
    """Ask another organization to refer together within these bounds. It begins when they agree."""
    ours = by.here
    by.require(Can.EDIT_PARTNERSHIPS, at=ours)
    require_free_to_propose(ours, partner)
    partnership = Partnership.objects.create(pair=pair_of(ours, partner), proposed_by=ours)
    Member.objects.create(
        partnership=partnership,
        organization=ours,
        champion=by.session_membership,
        contact=by.session_membership,
        people_said_on=today_at(by.here),
    )
    Member.objects.create(partnership=partnership, organization=partner)
    put_forward(partnership, bounds, ours)
    record("partnership_proposed", by=by, organization=ours, subject=partnership)
    tell_partner(partnership, by=by)
    return partnership


def require_free_to_propose(ours: Organization, partner: Organization) -> None:
    """Another organization that the host admitted, and nothing open between the two."""
    if partner.pk == ours.pk:
        raise Blocked(_("A partnership is with another organization."))
    # Both are locked in one order, so that two proposals at once take turns.
    both = Organization.objects.select_for_update(no_key=True).order_by("pk")
    held = {one.pk: one for one in both.filter(pk__in=[ours.pk, partner.pk])}
    if held[partner.pk].admitted_at is None:
        raise Blocked(_("This organization is not on Alongside yet. The host can admit it."))
    if Partnership.objects.between(ours, partner).open().exists():
        words = _("You and %(partner)s already have a partnership, or one waits for an answer.")
        raise Blocked(words % {"partner": partner.name})


@transaction.atomic
def end(partnership: Partnership, *, by: Person) -> None:
    """End it for both, at once and without a reason. Nothing new can be sent within it."""
    partnership = take_pair(partnership, by=by)
    partnership.move_to(State.ENDED)
    partnership.save()
    set_aside(partnership)
    leave_drafts(partnership)
    record("partnership_ended", by=by, organization=by.here, subject=partnership)
    tell_partner(partnership, by=by)
