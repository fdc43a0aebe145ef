"""A request by somebody who signed in."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from alongside.orgs.models import Person


class Request(HttpRequest):
    """What views behind the sign-in receive."""

    user: "Person"
