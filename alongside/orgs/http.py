"""A request by somebody who signed in."""

from django.http import HttpRequest

from alongside.orgs.models import Membership, Person


class Request(HttpRequest):
    """What views behind the sign-in receive."""

    user: Person
    membership: Membership | None
