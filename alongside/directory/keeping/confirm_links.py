"""Links that confirm an organization's records and can do nothing else: signed, for 30 days, for one time."""

from dataclasses import dataclass
from datetime import timedelta

from django.core import signing

from alongside.directory.models import Asking
from alongside.orgs.models import Organization

FOR = timedelta(days=30)
SALT = "alongside.directory.confirm"


@dataclass(frozen=True)
class Link:
    """Which organization a link is for, and for which of its confirmations."""

    organization: Organization
    round: int
    is_used: bool


def token_for(asking: Asking) -> str:
    return signing.dumps([str(asking.organization_id), asking.round], salt=SALT)


def read_link(token: str) -> Link | None:
    """What a link is for; none where it is forged, too old, or its organization is gone."""
    try:
        pk, round_ = signing.loads(token, salt=SALT, max_age=FOR)
    except signing.BadSignature:
        return None
    organization = Organization.objects.filter(pk=pk).first()
    if organization is None:
        return None
    # A first mail may be read before the row that remembers it is there: none is like a new one.
    asking = Asking.objects.filter(organization=organization).first() or Asking()
    return Link(organization, round_, is_used=asking.round != round_)
