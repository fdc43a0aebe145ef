"""What an organization needs, besides its recovery sheet, to open its own letters without any server."""

from typing import Any

from alongside.orgs.facts import named, numbered, text
from alongside.orgs.models import Grant, OpeningKey, Organization, RecoverySheet, SigningKey

Part = dict[str, Any]


def keys_of(organization: Organization) -> Part:
    """Public keys of all numbers with their signatures, and what is wrapped to recovery sheets."""
    return {
        "organization": named(organization),
        "signing": [signing(key) for key in ordered(SigningKey, organization)],
        "opening": [signed(key) for key in ordered(OpeningKey, organization)],
        "sheets": [signed(key) for key in ordered(RecoverySheet, organization)],
        "grants": [grant(one) for one in to_sheets(organization)],
    }


def ordered(model: Any, organization: Organization) -> list[Any]:
    return list(model.objects.filter(organization=organization).order_by("number"))


def to_sheets(organization: Organization) -> list[Grant]:
    grants = Grant.objects.filter(organization=organization, sheet__isnull=False)
    related = grants.select_related("opening_key", "signing_key", "sheet")
    return list(related.order_by("sheet__number", "opening_key__number", "signing_key__number"))


def signing(key: SigningKey) -> Part:
    return {
        "number": key.number,
        "public": bytes(key.public).hex(),
        "fingerprint": key.fingerprint,
        "day": key.day.isoformat(),
        "in_use": key.retired_at is None,
    }


def signed(key: OpeningKey | RecoverySheet) -> Part:
    in_use = key.retired_at is None
    return (numbered(key) or {}) | {"signing": key.signing_number, "in_use": in_use}


def grant(one: Grant) -> Part:
    """One secret on its way to paper: which key, which sheet."""
    key, kind = one.opening_key or one.signing_key, "opening" if one.opening_key else "signing"
    return {
        "kind": kind,
        "number": key and key.number,
        "sheet": one.sheet and one.sheet.number,
        "wrapped": text(one.wrapped),
    }
