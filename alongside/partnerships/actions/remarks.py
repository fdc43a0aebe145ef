"""What the others say of a draft, at any time, and what becomes of it."""

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from alongside.audit.actions import record
from alongside.lib.errors import Blocked
from alongside.orgs.models import Person
from alongside.partnerships.actions.passages import remember, require_standing, rewrite
from alongside.partnerships.actions.telling import tell_partner
from alongside.partnerships.actions.wordings import hold_draft, hold_turn
from alongside.partnerships.models import Outcome, Passage, Remark, Wording
from alongside.partnerships.models.drafting import MOST_OPEN_REMARKS


@transaction.atomic
def remark(wording: Wording, *, passage: Passage | None, text: str, by: Person) -> Remark:
    """Say something about a passage, or about the whole draft."""
    return say(wording, passage, by=by, text=text, act="draft_remarked")


@transaction.atomic
def suggest(passage: Passage, *, suggestion: str, text: str, by: Person) -> Remark:
    """Put forward other words for a passage, and say why. Whoever has the turn accepts or declines them."""
    act = "draft_text_suggested"
    return say(passage.wording, passage, by=by, text=text, act=act, suggestion=suggestion)


def say(
    wording: Wording,
    passage: Passage | None,
    *,
    by: Person,
    text: str,
    act: str,
    suggestion: str = "",
) -> Remark:
    wording = hold_draft(wording, by=by)
    open_ones = wording.remarks.open().filter(passage=passage)
    if open_ones.count() >= MOST_OPEN_REMARKS:
        words = _("%(most)s remarks wait here for an answer. Answer some of them first.")
        raise Blocked(words % {"most": MOST_OPEN_REMARKS})
    said = Remark.objects.create(
        wording=wording,
        passage=passage,
        text=text,
        suggestion=suggestion,
        organization=by.here,
        said_by=by.session_membership,
    )
    record(act, by=by, organization=by.here, subject=wording.agreement.partnership)
    tell_partner(wording.agreement.partnership, by=by)
    return said


@transaction.atomic
def accept_suggestion(suggestion: Remark, *, revision: int, by: Person) -> None:
    """Make the suggestion the text, in one's own turn. Blocked where the passage changed since it was read."""
    wording = hold_turn(suggestion.wording, by=by)
    suggestion = waiting(suggestion, is_suggestion=True)
    passage = wording.passages.get(remarks=suggestion)
    require_standing(passage)
    if passage.revision != revision:
        raise Blocked(_("This passage has changed since you read it. Read it again first."))
    rewrite(passage, suggestion.suggestion, by=by)
    settle(suggestion, Outcome.ACCEPTED, by=by)
    remember("draft_suggestion_accepted", wording, by=by)


@transaction.atomic
def decline_suggestion(suggestion: Remark, *, by: Person) -> None:
    """Leave the text as it is, in one's own turn. The suggestion stays readable."""
    wording = hold_turn(suggestion.wording, by=by)
    settle(waiting(suggestion, is_suggestion=True), Outcome.DECLINED, by=by)
    partnership = wording.agreement.partnership
    record("draft_suggestion_declined", by=by, organization=by.here, subject=partnership)


@transaction.atomic
def answer_remark(remark: Remark, *, by: Person) -> None:
    """Say that a remark needs nothing more. Any member may."""
    wording = hold_draft(remark.wording, by=by)
    settle(waiting(remark, is_suggestion=False), Outcome.ANSWERED, by=by)
    partnership = wording.agreement.partnership
    record("draft_remark_answered", by=by, organization=by.here, subject=partnership)


def waiting(remark: Remark, *, is_suggestion: bool) -> Remark:
    """The remark as it is now, if it still waits for that kind of answer."""
    remark = Remark.objects.get(pk=remark.pk)
    if remark.outcome != Outcome.OPEN:
        raise Blocked(_("This was answered already."))
    if bool(remark.suggestion) != is_suggestion:
        raise Blocked(_("A suggestion is accepted or declined; a remark is answered."))
    return remark


def settle(remark: Remark, outcome: Outcome, *, by: Person) -> None:
    remark.outcome, remark.answered_by, remark.answered_at = outcome, by.here, now()
    remark.save()
