"""What a page tells the sealing module about keys: public halves and addresses, never a secret."""

import base64
from typing import Any

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.lib.errors import Blocked
from alongside.orgs.models import (
    Grant,
    MemberKey,
    OpeningKey,
    Organization,
    Person,
    RecoverySheet,
    SigningKey,
)

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
    return numbered(OpeningKey.objects.current().filter(organization=organization).first())


def numbered(key: OpeningKey | RecoverySheet | None) -> Facts | None:
    """An opening key or a recovery sheet, as its organization signed it."""
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


def wrapped_to(person: Person) -> Facts:
    """A person's own wrapped key, and everything wrapped to it that is still needed. Blocked without a key."""
    keys = MemberKey.objects.current().filter(membership=person.session_membership)
    key = keys.filter(membership__isnull=False).first()
    if key is None:
        raise Blocked(_("You have no key yet. Make one on the Keys page first."))
    grants = Grant.objects.needed().filter(member_key=key)
    related = grants.select_related("opening_key", "signing_key").order_by("opening_key__number")
    return {
        "member": {"id": str(key.pk), "recipient": key.recipient, "wrapped": text(key.wrapped)},
        "grants": [grant_facts(grant) for grant in related],
    }


def grant_facts(grant: Grant) -> Facts:
    """One secret wrapped to a member, and the public half it must fit."""
    told: Facts = {"kind": "signing", "number": None, "wrapped": text(grant.wrapped)}
    if grant.opening_key:
        key = grant.opening_key
        return told | {"kind": "opening", "number": key.number, "recipient": key.recipient}
    return told | {"public": text_in_hex(grant.signing_key)}


def text_in_hex(key: SigningKey | None) -> str | None:
    return bytes(key.public).hex() if key else None
