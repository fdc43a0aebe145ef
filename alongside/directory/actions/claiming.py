"""How an organization comes to keep its own records: it says so, the host calls, and then decides."""

from django.db import transaction
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _

from alongside.audit.actions import record
from alongside.directory.duplicates.joining import join, part
from alongside.directory.keeping.keepers import host, keepers_of
from alongside.directory.keeping.listed_phones import listed_phones
from alongside.directory.models import Claim, Decision
from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.orgs.actions import admit, notify
from alongside.orgs.models import Organization, Person
from alongside.orgs.roles import Can

MOST_OPEN = 5  # more would add nothing: the number that the directory lists is called anyway
MOST_A_DAY = 50  # on this server, since nobody's address is looked at


@transaction.atomic
def claim(organization: Organization, *, name: str, email: str) -> None:
    """Say that a record is one's organization. The answer is the same, whoever said so before.

    Blocked where people work here already, and on a day when very many wrote.
    """
    organization = claimable(organization)
    with within(host()):
        make_claim(Claim(organization=organization, name=name, email=email.strip().lower()))
        record("claim_made", by=None, organization=host(), subject=organization)


@transaction.atomic
def claim_also(organization: Organization, *, by: Person) -> None:
    """Say that a further record is also one's own. Blocked where other people work there."""
    by.require(Can.EDIT_PROFILE, at=by.here)
    organization = claimable(organization)
    mine = Claim(organization=organization, name=by.name, email=by.email, claimant=by.here)
    make_claim(mine)
    record("claim_made", by=by, organization=by.here, subject=organization)


def claimable(organization: Organization) -> Organization:
    """The organization, held, as long as nobody works there and it is not part of another."""
    organization = Organization.objects.select_for_update().get(pk=organization.pk)
    if organization.admitted_at or organization.same_as_id:
        raise Blocked(_("This organization keeps its own records already."))
    return organization


def make_claim(new: Claim) -> None:
    """Keep a claim with the numbers listed before it, once per person; tell the host of the first."""
    today = localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    if Claim.objects.filter(made_at__gte=today).count() >= MOST_A_DAY:
        raise Blocked(_("Very many people wrote today. Please write again tomorrow."))
    waiting = Claim.objects.filter(organization=new.organization, state=Decision.OPEN)
    known = list(waiting.values_list("email", flat=True))
    if len(known) >= MOST_OPEN or new.email in known:
        return
    new.phones = listed_phones(new.organization)
    new.save()
    if not known:
        notify(keepers_of(new.organization))


@transaction.atomic
def approve_claim(claim: Claim, *, kind: str, rule: str, by: Person) -> str:
    """Let somebody keep their organization's records, after a call; the first administrator's link.

    Blocked when somebody else decided, or approved another claim of it.
    """
    organization, claim, email = decided(claim, Decision.ACCEPTED, by=by)
    close_others(claim, by)
    record("claim_approved", by=by, organization=by.here, subject=claim)
    return admit(organization, kind=kind, rule=rule, email=email, by=by)


@transaction.atomic
def approve_join(claim: Claim, *, by: Person) -> None:
    """Fold a record into the organization that works here: it shows what the record held.

    The one that people work in stays, whichever is older: their keys, partners and sign-in hang on it.
    """
    organization, claim, _email = decided(claim, Decision.ACCEPTED, by=by)
    if claim.claimant is None:
        raise Blocked(_("There is no organization to join this record with."))
    close_others(claim, by)
    claim.joined = join(organization, into=claim.claimant)
    claim.save()
    record("records_joined", by=by, organization=by.here, subject=organization)


@transaction.atomic
def decline_claim(claim: Claim, *, by: Person) -> None:
    """Leave a record as it is; who asked is forgotten."""
    _organization, claim, _email = decided(claim, Decision.DECLINED, by=by)
    record("claim_declined", by=by, organization=by.here, subject=claim)


@transaction.atomic
def undo_join(claim: Claim, *, by: Person) -> None:
    """Part again what a claim had joined; what changed hands since then stays where it is."""
    by.require(Can.ADMIT_ORGANIZATIONS, at=by.here)
    organization = Organization.objects.select_for_update().get(pk=claim.organization_id)
    claim = Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    if not claim.joined or claim.claimant is None:
        raise Blocked(_("These records are not joined."))
    part(organization, claim.claimant, claim.joined)
    claim.joined = {}
    claim.save()
    record("records_parted", by=by, organization=by.here, subject=organization)


def decided(claim: Claim, state: Decision, *, by: Person) -> tuple[Organization, Claim, str]:
    """The organization, the claim as it now stands, and the address that was kept until now."""
    by.require(Can.ADMIT_ORGANIZATIONS, at=by.here)
    organization = Organization.objects.select_for_update().get(pk=claim.organization_id)
    claim = Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    if claim.state != Decision.OPEN:
        raise Blocked(_("Somebody decided this a moment ago. Look at the list again."))
    if state == Decision.ACCEPTED and (organization.admitted_at or organization.same_as_id):
        raise Blocked(_("This organization keeps its own records already."))
    email = claim.email
    close(claim, state, by)
    return organization, claim, email


def close(claim: Claim, state: Decision, by: Person) -> None:
    claim.state, claim.decided_by, claim.decided_at = state, by, now()
    claim.email = claim.name = ""
    claim.save()


def close_others(claim: Claim, by: Person) -> None:
    """Once an organization keeps its records, its administrators invite whoever else asked."""
    others = Claim.objects.filter(organization=claim.organization_id, state=Decision.OPEN)
    for other in others.select_for_update(of=("self",)):
        close(other, Decision.DECLINED, by)
