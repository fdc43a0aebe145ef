"""What a page tells the sealing module about keys: public halves and addresses, never a secret."""

import base64
from typing import Any

from django.core.exceptions import PermissionDenied
from django.urls import reverse

from alongside.orgs.models import MemberKey, OpeningKey, Organization, Person, SigningKey

Facts = dict[str, Any]


def text(value: bytes | memoryview | None) -> str | None:
    """Bytes as standard base64."""
    return None if value is None else base64.b64encode(bytes(value)).decode()


def named(organization: Organization) -> Facts:
    return {"id": str(organization.pk), "name": organization.name}


def keys_of(person: Person) -> Facts:
    """Whose keys these are, and where the browser asks for what is wrapped to them."""
    membership = person.session_membership
    if membership is None:
        raise PermissionDenied
    member = membership.keys.filter(retired_at=None).values_list("pk", flat=True).first()
    return {
        "person": str(person.pk),
        "organization": str(membership.organization_id),
        "member": member and str(member),
        "urls": {
            "mine": reverse("orgs:keys_mine"),
            "session": reverse("orgs:keys_session"),
            "page": reverse("orgs:keys"),
        },
    }


def signing_of(organization: Organization) -> Facts | None:
    """The key an organization signs with today."""
    key = SigningKey.objects.current().filter(organization=organization).first()
    return {"public": bytes(key.public).hex()} if key else None


def opening_of(organization: Organization) -> Facts | None:
    """The key to seal to today, with what its organization signed."""
    key = OpeningKey.objects.current().filter(organization=organization).first()
    if key is None:
        return None
    return {
        "number": key.number,
        "recipient": key.recipient,
        "day": key.day.isoformat(),
        "signature": text(key.signature),
    }


def member_facts(key: MemberKey) -> Facts:
    """A member's own key, and whether their organization vouched for it."""
    person = key.membership.person
    return {
        "member": str(key.pk),
        "person": str(person.pk),
        "name": person.name,
        "recipient": key.recipient,
        "day": key.day.isoformat(),
        "signature": text(key.signature),
    }
