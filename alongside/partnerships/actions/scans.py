"""Signatures on paper: recorded by one member with a scan, and counted when the others confirm it."""

import hashlib
from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from alongside.audit.actions import record
from alongside.directory.clocks import today_at
from alongside.lib.errors import Blocked
from alongside.orgs.models import Organization, Person
from alongside.partnerships.actions.completing import settle
from alongside.partnerships.actions.holding import hold_signing, own_membership
from alongside.partnerships.actions.signing import require_term, require_whole
from alongside.partnerships.actions.telling import tell_partner
from alongside.partnerships.models import (
    Document,
    Media,
    Method,
    Purpose,
    ScanConfirmation,
    Signature,
    Wording,
)


@transaction.atomic
def record_scan(
    wording: Wording, *, content: bytes, media: Media, days: Mapping[UUID, date], by: Person
) -> Document:
    """Keep a scan, with the day beside each signature on it, by signatory. It counts when the others confirm.

    Blocked where a side has named nobody, for a day to come, and for somebody who has signed.
    """
    wording = hold_signing(wording, by=by)
    require_term(wording)
    require_whole(wording)
    unsigned = {one.pk: one for one in wording.signatories.unsigned()}
    if not days or not set(days) <= set(unsigned):
        raise Blocked(_("Choose who signed on this paper, among those who have not signed yet."))
    if max(days.values()) > today_at(by.here):
        raise Blocked(_("A day on paper cannot lie in the future."))
    digest = hashlib.sha256(content).hexdigest()
    scan = Document.objects.create(
        wording=wording,
        purpose=Purpose.SCAN,
        media=media,
        content=content,
        sha256=digest,
        recorded_by=by.session_membership,
    )
    for pk, day in days.items():
        Signature.objects.create(
            signatory=unsigned[pk],
            method=Method.PAPER,
            day=day,
            sha256=digest,
            scan=scan,
            signed_by=own_membership(by),
        )
    partnership = wording.agreement.partnership
    record("scan_recorded", by=by, organization=by.here, subject=partnership)
    tell_partner(partnership, by=by)
    count(scan, wording, by=by)
    return scan


@transaction.atomic
def confirm_scan(scan: Document, *, by: Person) -> None:
    """Say that a scan shows what was signed. Its signatures count when every other member has said so.

    Blocked for the side that recorded it, twice, after the term, and when it was taken back.
    """
    wording = hold_signing(scan.wording, by=by)
    require_term(wording)
    scan = waiting(scan, wording)
    if scan.recorded_by and scan.recorded_by.organization_id == by.here.pk:
        raise Blocked(_("Your side recorded this scan. Another member confirms it."))
    if scan.confirmations.filter(organization=by.here).exists():
        raise Blocked(_("Your side has confirmed this scan already."))
    ScanConfirmation.objects.create(
        document=scan, organization=by.here, confirmed_by=own_membership(by)
    )
    partnership = wording.agreement.partnership
    record("scan_confirmed", by=by, organization=by.here, subject=partnership)
    tell_partner(partnership, by=by)
    count(scan, wording, by=by)


@transaction.atomic
def decline_scan(scan: Document, *, by: Person) -> None:
    """Say that a scan is not right, or take it back: it is removed with what was recorded from it."""
    wording = hold_signing(scan.wording, by=by)
    scan = waiting(scan, wording)
    scan.signatures.all().delete()
    scan.delete()
    partnership = wording.agreement.partnership
    record("scan_declined", by=by, organization=by.here, subject=partnership)
    tell_partner(partnership, by=by)


def waiting(scan: Document, wording: Wording) -> Document:
    """The scan as it is now, if it still waits for somebody's word."""
    scans = wording.documents.light().waiting_scans().select_related("recorded_by")
    found = scans.filter(pk=scan.pk).first()
    if found is None:
        raise Blocked(_("This scan does not wait for an answer any more."))
    return found


def count(scan: Document, wording: Wording, *, by: Person) -> None:
    """Its signatures count when nobody's word is missing; an organization without people here gives none."""
    told = scan.confirmations.values("organization")
    recorded = Document.objects.filter(pk=scan.pk).values("recorded_by__organization")
    others = Organization.objects.on_alongside().filter(
        pk__in=wording.agreement.partnership.members.taking_part().values("organization")
    )
    missing = others.exclude(pk__in=told).exclude(pk__in=recorded)
    if missing.exists():
        return
    scan.signatures.update(counted_at=now())
    settle(wording, by=by)
