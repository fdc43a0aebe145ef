"""Who keeps a record: the organization that works here, else whoever runs the server."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet

from alongside.directory.models import Claim, Correction, Decision
from alongside.directory.models.records import RecordQuerySet
from alongside.orgs.models import Membership, Organization, Person
from alongside.orgs.roles import Can


def may_keep(organization: Organization, person: Person) -> bool:
    """Whether somebody may change what the directory says of an organization."""
    here = person.session_organization
    if here is None:
        return False
    if organization.admitted_at is not None:
        return person.can(Can.EDIT_PROFILE, at=organization)
    return here.is_host and person.can(Can.IMPORT_DIRECTORY, at=here)


def require_keeper(organization: Organization, person: Person) -> None:
    """Go on only when they may."""
    if not may_keep(organization, person):
        raise PermissionDenied


def kept_by(person: Person, records: RecordQuerySet) -> RecordQuerySet:
    """The records that somebody may change; of others they learn nothing."""
    here = person.here
    mine = Q(organization=here) if person.can(Can.EDIT_PROFILE, at=here) else Q(pk__in=[])
    if here.is_host and person.can(Can.IMPORT_DIRECTORY, at=here):
        mine |= Q(organization__admitted_at=None)
    return records.filter(mine)


def keepers_of(organization: Organization) -> list[Person]:
    """The people who are told when something about a record waits."""
    kept_by = organization if organization.admitted_at else host()
    members = Membership.objects.current().filter(organization=kept_by)
    able = members.with_power(Can.EDIT_PROFILE).select_related("person")
    return [membership.person for membership in able]


def host() -> Organization:
    """The organization that runs this server."""
    return Organization.objects.get(is_host=True)


def waiting_for(person: Person) -> "QuerySet[Correction]":
    """What this person may decide, the oldest first."""
    if not person.can(Can.EDIT_PROFILE, at=person.here):
        raise PermissionDenied
    found = RecordQuerySet(Correction).filter(state=Decision.OPEN)
    mine = kept_by(person, found)
    return mine.select_related(
        "organization", "site__organization", "service__organization"
    ).order_by("made_on", "pk")


def is_kept(organization: Organization) -> bool:
    """Whether people work in it here, or asked to."""
    claims = Claim.objects.filter(organization=organization, state=Decision.OPEN)
    return organization.admitted_at is not None or claims.exists()
