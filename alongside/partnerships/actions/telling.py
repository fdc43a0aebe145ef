"""The other side learns that something waits; what it is, they read here."""

from alongside.orgs.actions import notify
from alongside.orgs.models import Membership, Person
from alongside.orgs.roles import Can
from alongside.partnerships.models import Partnership


def tell_partner(partnership: Partnership, *, by: Person) -> None:
    """A notice to everybody on the other side who may settle partnerships."""
    others = partnership.members.exclude(organization=by.here).values("organization")
    settling = Membership.objects.current().with_power(Can.EDIT_PARTNERSHIPS)
    told = settling.filter(organization__in=others).select_related("person")
    notify(one.person for one in told)
