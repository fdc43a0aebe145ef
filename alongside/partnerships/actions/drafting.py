"""How a written agreement comes about: begun by one member, written in turns, agreed to by all."""

import hashlib
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.audit.actions import record
from alongside.lib.errors import Blocked
from alongside.orgs.models import Organization, Person
from alongside.partnerships.actions.holding import require_unsigned
from alongside.partnerships.actions.passages import rewrite
from alongside.partnerships.actions.signing import make_final
from alongside.partnerships.actions.telling import tell_partner
from alongside.partnerships.actions.versions import days_told
from alongside.partnerships.actions.wordings import (
    add_version,
    hold,
    hold_draft,
    hold_turn,
    leave_drafts,
    make_edition,
    take_open,
    text_changed,
)
from alongside.partnerships.blanks import blanks_in, filled, known_of, labels_of
from alongside.partnerships.clauses import clauses_in
from alongside.partnerships.models import (
    Agreement,
    Approval,
    Frame,
    Given,
    Partnership,
    Passage,
    Stage,
    State,
    Upload,
    Wording,
)
from alongside.partnerships.papers.library import refilled


@transaction.atomic
def start_draft(
    partnership: Partnership, *, frame: Frame, options: Mapping[int, str], by: Person
) -> Wording:
    """Begin a written agreement from the clause library; `options` names one for each clause that is wanted.

    Blocked after the end, and while another draft is open.
    """
    wording = begin(partnership, frame, by=by)
    version = wording.agreement
    known = known_of(
        version.partnership.members.taking_part().with_people(), version, wording.language
    )
    library = clauses_in(wording.language).values()
    chosen = [
        (clause, option)
        for clause in library
        for option in clause.options
        if options.get(clause.number) == option.key
    ]
    Passage.objects.bulk_create(
        Passage(
            wording=wording,
            position=position,
            clause=clause.number,
            option=option.key,
            title=clause.title,
            text=filled(option.text, known),
            changed_by=by.session_membership,
        )
        for position, (clause, option) in enumerate(chosen, 1)
    )
    record("draft_started", by=by, organization=by.here, subject=version.partnership)
    tell_partner(version.partnership, by=by)
    return wording


@transaction.atomic
def upload_draft(partnership: Partnership, *, frame: Frame, document: Given, by: Person) -> Wording:
    """Begin a written agreement from a document, kept byte for byte. Blocked where `start_draft` is."""
    wording = begin(partnership, frame, by=by)
    Upload.objects.create(
        wording=wording,
        content=document.content,
        format=document.format,
        name=document.name,
        sha256=hashlib.sha256(document.content).hexdigest(),
    )
    record("draft_uploaded", by=by, organization=by.here, subject=wording.agreement.partnership)
    tell_partner(wording.agreement.partnership, by=by)
    return wording


@transaction.atomic
def set_terms(wording: Wording, *, frame: Frame, by: Person) -> None:
    """Change title, days and bounds of a draft, in one's own turn. Its kind and language stay."""
    wording = hold_turn(wording, by=by)
    wording.title = frame.title
    wording.save(update_fields=["title"])
    settled: dict[str, Any] = {"starts_on": frame.starts_on, "ends_on": frame.ends_on}
    Agreement.objects.filter(pk=wording.pk).update(**settled, **frame.bounds)
    redate(wording, frame, by=by)
    text_changed(wording)
    record("draft_terms_set", by=by, organization=by.here, subject=wording.agreement.partnership)


def redate(wording: Wording, frame: Frame, *, by: Person) -> None:
    """Write the days anew where a passage of the library names them: its words and the terms say the same."""
    known = days_told(wording.language, frame.starts_on, frame.ends_on)
    for passage in wording.passages.all():
        text = refilled(passage.written, wording.language, known)["text"]
        if text != passage.text:
            rewrite(passage, text, by=by)


@transaction.atomic
def pass_turn(wording: Wording, *, to: Organization, by: Person) -> None:
    """Let another member write. What stands now is kept as an edition."""
    wording = hold_turn(wording, by=by)
    partnership = wording.agreement.partnership
    others = partnership.members.taking_part().exclude(organization=by.here)
    if not others.filter(organization=to).exists():
        raise Blocked(_("The turn passes to another member."))
    make_edition(wording, by=by)
    wording.turn = to
    wording.save(update_fields=["turn"])
    record("draft_turn_passed", by=by, organization=by.here, subject=partnership)
    tell_partner(partnership, by=by)


@transaction.atomic
def approve_text(wording: Wording, *, sha256: str, by: Person) -> None:
    """Agree to exactly the text whose fingerprint was read. When every member has, it can be signed.

    Blocked where the text has changed since, where blanks are left, and where one's own side agreed already.
    """
    wording = hold_draft(wording, by=by)
    partnership = wording.agreement.partnership
    require_whole(wording)
    edition = make_edition(wording, by=by)
    if edition.sha256 != sha256:
        raise Blocked(_("The text has changed since you read it. Read it again, then agree."))
    if by.here.pk in wording.approved_by:
        raise Blocked(_("Your side has agreed to this text already."))
    Approval.objects.create(edition=edition, organization=by.here, said_by=by.session_membership)
    record("draft_approved", by=by, organization=by.here, subject=partnership)
    if partnership.members.taking_part().count() == edition.approvals.count():
        wording.move_to(Stage.SIGNING)
        wording.save(update_fields=["stage"])
        make_final(wording)  # where it was taken back, those who sign are named already
    tell_partner(partnership, by=by)


def require_whole(wording: Wording) -> None:
    """Nothing left to fill in, and something to agree to."""
    passages = wording.written
    if not passages and not wording.terms["document"]:
        raise Blocked(_("This draft has no passages yet. Add one first."))
    blanks = blanks_in(passages, wording.language)
    if blanks:
        words = _("Fill these in first: %(blanks)s.")
        raise Blocked(words % {"blanks": ", ".join(labels_of(blanks))})


@transaction.atomic
def reopen(wording: Wording, *, by: Person) -> None:
    """Take an agreement that waits to be signed back to be written. Everybody agrees anew afterwards.

    Blocked once somebody has signed.
    """
    wording = hold(wording, by=by)
    require_unsigned(wording)
    wording.move_to(Stage.DRAFTING)
    wording.turn = by.here
    wording.save(update_fields=["stage", "turn"])
    text_changed(wording)
    partnership = wording.agreement.partnership
    record("draft_reopened", by=by, organization=by.here, subject=partnership)
    tell_partner(partnership, by=by)


@transaction.atomic
def set_aside_draft(wording: Wording, *, by: Person) -> None:
    """Write no further. What was written stays readable, and another draft can begin."""
    wording = hold_draft(wording, by=by)
    partnership = wording.agreement.partnership
    make_edition(wording, by=by)
    leave_drafts(partnership)
    record("draft_set_aside", by=by, organization=by.here, subject=partnership)
    tell_partner(partnership, by=by)


def begin(partnership: Partnership, frame: Frame, *, by: Person) -> Wording:
    """The version and its wording, with the turn at whoever began. One draft at a time."""
    partnership = take_open(partnership, by=by)
    if partnership.is_group and partnership.state == State.PROPOSED:
        raise Blocked(_("It begins when three members have joined."))
    return add_version(partnership, frame, stage=Stage.DRAFTING, by=by)
