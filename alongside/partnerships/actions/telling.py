"""The other side learns that something waits; what it is, they read here."""

from collections.abc import Iterable
from uuid import UUID

from alongside.orgs.actions import notify
from alongside.orgs.models import Membership, Person
from alongside.orgs.roles import Can
from alongside.partnerships.models import Partnership


def tell_partner(partnership: Partnership, *, by: Person) -> None:
    """A notice to everybody on the other side, of a group on all others, who may settle partnerships."""
    others = partnership.members.taking_part().exclude(organization=by.here)
    tell_settling(others.values_list("organization", flat=True))


def tell_settling(organizations: Iterable[UUID]) -> None:
    settling = Membership.objects.current().with_power(Can.EDIT_PARTNERSHIPS)
    told = settling.filter(organization__in=organizations).select_related("person")
    notify(one.person for one in told)
