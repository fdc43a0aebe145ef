"""An organization's own export: with its recovery sheet, and no server, it opens the letters still open."""

import json
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate

from alongside.audit.actions import record
from alongside.orgs.export import keys_of
from alongside.orgs.models import Organization, Person
from alongside.orgs.roles import Can
from alongside.referrals.reads import letters_of

FORMAT = "export 1"


@transaction.atomic
def export_of(organization: Organization, *, by: Person) -> bytes:
    """The export as a JSON file: keys for those who keep them, sealed letters for those who may open."""
    may_open = by.can(Can.OPEN_LETTERS, at=organization)
    if not (may_open or by.can(Can.KEEP_KEYS, at=organization)):
        raise PermissionDenied
    told: dict[str, Any] = {"alongside": FORMAT, "day": localdate().isoformat()}
    told |= keys_of(organization)
    told["letters"] = letters_of(organization, by=by) if may_open else []
    record("export_made", by=by, organization=organization, subject=organization)
    return json.dumps(told, indent=1).encode()
