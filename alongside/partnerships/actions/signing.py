"""Signing a written agreement: in order, the exact text, with a second factor of this moment."""

import hashlib
import json

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import override

from alongside.audit.actions import record
from alongside.lib.errors import Blocked
from alongside.orgs.models import Person
from alongside.orgs.roles import Can
from alongside.partnerships.actions.completing import settle
from alongside.partnerships.actions.holding import hold_signing, is_begun, own_membership
from alongside.partnerships.actions.telling import tell_partner
from alongside.partnerships.models import (
    Document,
    Method,
    Purpose,
    Signatory,
    Signature,
    Stage,
    Wording,
)
from alongside.partnerships.models.days import today_of
from alongside.partnerships.papers.authority import identity_of
from alongside.partnerships.papers.copies import certify, certify_given, text_as_pdf
from alongside.partnerships.papers.told import told
from alongside.partnerships.papers.uploads import pdf_of


def document_to_sign(wording: Wording) -> Document | None:
    """The final text as a certified PDF, made when every side had named who signs.

    Nothing while a side names nobody, and where something in the text has changed before anybody signed.
    """
    made = wording.documents.light().filter(purpose=Purpose.FINAL).first()
    if made is None or not is_whole(wording):
        return None
    is_fixed = wording.stage != Stage.SIGNING or is_begun(wording)
    return made if is_fixed or made.basis == fingerprint_of(wording) else None


@transaction.atomic
def make_document(wording: Wording, *, by: Person) -> None:
    """Make the PDF that is signed, where it is not there or no longer says what the text says."""
    wording = hold_signing(wording, by=by)
    require_whole(wording)
    make_final(wording)


def make_final(wording: Wording) -> None:
    """The same within an act that holds the partnership; nothing while a side names nobody."""
    if document_to_sign(wording) or not is_whole(wording):
        return
    wording.documents.filter(purpose=Purpose.FINAL).delete()
    keep(wording, Purpose.FINAL, final_pdf(wording), basis=fingerprint_of(wording))


def is_whole(wording: Wording) -> bool:
    """Whether every member has named somebody."""
    members = wording.agreement.partnership.members.taking_part()
    named = wording.signatories.values("organization")
    return not members.exclude(organization__in=named).exists()


def fingerprint_of(wording: Wording) -> str:
    """SHA-256 over everything that the text says and where each signs, to find a change without making the PDF."""
    places = [place_of(one) for one in wording.signatories.in_order()]
    said = json.dumps([told(wording, wording.language), places], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def final_pdf(wording: Wording) -> bytes:
    """The document that came as it is, or the text, with a place kept for each signature.

    What takes no signature, such as a DOCX, gets a sheet that names its hash, and the sheet is signed.
    """
    places = [
        (place_of(one), f"{one.name}, {one.organization.name}")
        for one in wording.signatories.in_order()
    ]
    given = pdf_of(wording)
    as_it_came = certify_given(given, places) if given else None
    return as_it_came or certify(text_as_pdf(wording, wording.language), places)


def place_of(signatory: Signatory) -> str:
    return f"Signature{signatory.place}"


def keep(wording: Wording, purpose: Purpose, content: bytes, basis: str = "") -> Document:
    return Document.objects.create(
        wording=wording,
        purpose=purpose,
        language=wording.language,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        basis=basis,
    )


@transaction.atomic
def sign(
    signatory: Signatory, *, sha256: str, may_sign: bool, means_it: bool, by: Person
) -> Signature:
    """Sign for one's own organization, in turn, exactly the document whose hash was on the page.

    The form has just asked for the second factor. `may_sign` and `means_it` are the two statements ticked.
    Blocked out of turn, twice, after the term, and where anything in the text has changed since.
    """
    wording = hold_signing(signatory.wording, by=by, power=Can.SIGN_AGREEMENTS)
    own = signer_now(wording, signatory, by=by)
    final = document_of_turn(wording, own)
    if final.sha256 != sha256:
        raise Blocked(_("The text has changed since this page was made. Read it again, then sign."))
    if not (may_sign and means_it):
        raise Blocked(_("Tick both statements first. Without them it is no signature."))
    signature = Signature.objects.create(
        signatory=own,
        method=Method.SECOND_FACTOR,
        sha256=sha256,
        signed_by=own_membership(by),
        capacity_confirmed=may_sign,
        intent_confirmed=means_it,
        counted_at=now(),
    )
    countersign(wording, own, final)
    partnership = wording.agreement.partnership
    record("agreement_signed", by=by, organization=by.here, subject=partnership)
    tell_partner(partnership, by=by)
    settle(wording, by=by)
    return signature


@transaction.atomic
def ready_to_sign(signatory: Signatory, *, by: Person) -> Document:
    """The document that this person would sign now. Blocked as signing is, before a code is asked for."""
    wording = hold_signing(signatory.wording, by=by, power=Can.SIGN_AGREEMENTS)
    return document_of_turn(wording, signer_now(wording, signatory, by=by))


def document_of_turn(wording: Wording, own: Signatory) -> Document:
    """What is signed, when it is this signer's turn."""
    require_turn(wording, own)
    require_term(wording)
    require_whole(wording)
    final = document_to_sign(wording)
    if final is None:
        raise Blocked(
            _("There is no PDF of this text yet. Go back, make it, read it, and then sign.")
        )
    return final


def require_whole(wording: Wording) -> None:
    if not is_whole(wording):
        raise Blocked(_("Each side names first who signs."))


def signer_now(wording: Wording, signatory: Signatory, *, by: Person) -> Signatory:
    """The signer as the list has them now; nobody signs for somebody else."""
    listed = wording.signatories.in_order().filter(pk=signatory.pk).first()
    if listed is None:
        raise Blocked(_("The list of who signs has changed. Look at it again."))
    if listed.membership_id is None or listed.membership_id != own_membership(by).pk:
        raise PermissionDenied
    return listed


def require_turn(wording: Wording, own: Signatory) -> None:
    """Those before have signed, and this one has not."""
    if own.signed:
        raise Blocked(_("You have signed this already."))
    first = wording.signatories.in_order().to_sign().first()
    if first and first.pk != own.pk:
        words = _("%(name)s of %(organization)s signs before you.")
        raise Blocked(words % {"name": first.name, "organization": first.organization.name})


def require_term(wording: Wording) -> None:
    ends_on = wording.agreement.ends_on
    if ends_on and ends_on < today_of(wording.agreement.partnership):
        raise Blocked(_("The term in this text is over. Take it back and choose other dates."))


def countersign(wording: Wording, signatory: Signatory, final: Document) -> None:
    """One more signature inside the PDF, by a certificate in the signer's name."""
    from alongside.partnerships.papers import certifying  # noqa: PLC0415 - loaded when needed

    signed = wording.documents.filter(purpose=Purpose.SIGNED).first()
    with override(wording.language):
        words = _("I may sign for %(organization)s as %(title)s, and mean this as my signature.")
        reason = words % {
            "organization": signatory.organization.name,
            "title": signatory.title,
        }
    content = certifying.countersigned(
        bytes((signed or final).content),
        place_of(signatory),
        name=signatory.name,
        reason=reason,
        identity=identity_of(signatory.name, signatory.organization.name),
    )
    if signed is None:
        keep(wording, Purpose.SIGNED, content)
        return
    signed.content, signed.made_at = content, now()
    signed.sha256 = hashlib.sha256(content).hexdigest()
    signed.save()
