"""How the procedure changes: one champion proposes a version, the other agrees to exactly that one."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from alongside.audit.actions import record
from alongside.lib.errors import Blocked
from alongside.orgs.actions import notify
from alongside.orgs.models import Person
from alongside.orgs.roles import Can
from alongside.partnerships.models import Partnership, Procedure, State, Way
from alongside.partnerships.models.procedure import WaySaid
from alongside.partnerships.procedures import newest_number, objection_to, sites_of


@transaction.atomic
def propose_procedure(
    partnership: Partnership, *, ways: Sequence[WaySaid], on: int, by: Person
) -> Procedure:
    """Put forward how we do it; what is in force stays until the other champion agrees.

    `on` is the number of the version that it started from, 0 for none. Blocked where that is not the newest any more.
    """
    partnership = take_as_champion(partnership, by=by)
    if newest_number(partnership) != on:
        raise Blocked(_("The procedure has changed since you read it. Read the newest one first."))
    if objection := objection_to(ways, partnership) or objection_to_places(ways, partnership):
        raise Blocked(objection)
    partnership.procedures.waiting().update(replaced_at=now())
    version = Procedure.objects.create(
        partnership=partnership, number=partnership.procedures.count() + 1, proposed_by=by.here
    )
    Way.objects.bulk_create(Way(procedure=version, **said) for said in ways)
    record("procedure_proposed", by=by, organization=by.here, subject=partnership)
    tell_champion(partnership, by=by)
    return version


@transaction.atomic
def agree_procedure(version: Procedure, *, by: Person) -> None:
    """Say yes to exactly this version: it is in force from now on."""
    partnership = take_as_champion(version.partnership, by=by)
    version = still_waiting(version)
    if version.proposed_by_id == by.here.pk:
        raise Blocked(_("Your side proposed this. The other side answers."))
    if objection := objection_to([way.said for way in version.ways.all()], partnership):
        raise Blocked(objection)
    moment = now()
    partnership.procedures.in_force().update(replaced_at=moment)
    version.agreed_by, version.in_force_from = by.here, moment
    version.save()
    record("procedure_agreed", by=by, organization=by.here, subject=partnership)
    tell_champion(partnership, by=by)


@transaction.atomic
def decline_procedure(version: Procedure, *, by: Person) -> None:
    """Leave it as it is. Either champion may; the one that proposed takes its words back."""
    partnership = take_as_champion(version.partnership, by=by)
    version = still_waiting(version)
    version.replaced_at = now()
    version.save()
    record("procedure_declined", by=by, organization=by.here, subject=partnership)
    tell_champion(partnership, by=by)


def take_as_champion(partnership: Partnership, *, by: Person) -> Partnership:
    """The active partnership of two, locked, for the champion of one of its sides."""
    partnership = Partnership.objects.select_for_update().get(pk=partnership.pk)
    require_champion(partnership, by=by)
    if partnership.state != State.ACTIVE or len(partnership.sides) != 2:
        raise Blocked(_("A procedure is between two organizations whose partnership is active."))
    return partnership


def require_champion(partnership: Partnership, *, by: Person) -> None:
    """Go on only for a champion. Blocked for who could name one, where their side has none."""
    ours = partnership.sides.get(by.here.pk)
    if ours is None:
        raise PermissionDenied
    if ours.champion_now is None and by.can(Can.EDIT_PARTNERSHIPS, at=by.here):
        raise Blocked(
            _("Your side has no champion. Name one first: champions settle the procedure.")
        )
    if not partnership.is_champion(by):
        raise PermissionDenied


def objection_to_places(ways: Sequence[WaySaid], partnership: Partnership) -> str:
    known = {None, *(site.pk for site in sites_of(partnership))}
    if {said["site_id"] for said in ways} <= known:
        return ""
    return _("A place is not listed any more. Change or take away the ways that name it.")


def still_waiting(version: Procedure) -> Procedure:
    """The version as it is now, if it still waits for a word."""
    version = Procedure.objects.select_related("partnership").get(pk=version.pk)
    if version.in_force_from:
        raise Blocked(_("This was agreed already."))
    if not version.is_waiting:
        raise Blocked(_("The proposal has changed since you read it. Read the newest one first."))
    return version


def tell_champion(partnership: Partnership, *, by: Person) -> None:
    """A notice to the champion of the other side, who alone can answer."""
    others = [one for one in partnership.sides.values() if one.organization_id != by.here.pk]
    champions = [one.champion_now for one in others]
    notify(one.person for one in champions if one)
