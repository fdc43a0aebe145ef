"""What follows from the last signature: the agreement is in force, and the partnership works."""

from alongside.audit.actions import record
from alongside.directory.clocks import today_at
from alongside.orgs.models import Person
from alongside.partnerships.actions.agreements import put_in_force, set_aside
from alongside.partnerships.models import Partnership, Stage, State, Wording


def settle(wording: Wording, *, by: Person) -> None:
    """When everybody has signed: in force on its first day, and what waited for an answer is not asked any more."""
    if wording.signatories.to_sign().exists():
        return
    wording.move_to(Stage.SIGNED)
    wording.save(update_fields=["stage"])
    partnership = wording.agreement.partnership
    set_aside(partnership)
    if partnership.state == State.PROPOSED:
        begin(partnership, wording)
    put_in_force(wording.agreement, by=by)
    record("agreement_in_force", by=by, organization=by.here, subject=partnership)


def begin(partnership: Partnership, wording: Wording) -> None:
    """Active. Where a side has not said who stands for it, whoever signed does until it says so."""
    partnership.move_to(State.ACTIVE)
    partnership.save()
    for signatory in wording.signatories.exclude(membership=None):
        side = partnership.members.filter(organization=signatory.organization, champion=None)
        own = signatory.membership
        side.update(champion=own, contact=own, people_said_on=today_at(signatory.organization))
