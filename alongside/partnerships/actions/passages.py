"""Writing in a draft, in one's own turn: change a passage, add one, move it, take it out, bring it back."""

from django.db import transaction
from django.db.models import F
from django.utils.timezone import now
from django.utils.translation import gettext as _

from alongside.audit.actions import record
from alongside.lib.errors import Blocked
from alongside.orgs.models import Person
from alongside.partnerships.actions.wordings import hold_passage, hold_turn, text_changed
from alongside.partnerships.blanks import filled, known_of
from alongside.partnerships.clauses import clauses_in
from alongside.partnerships.models import Passage, Wording
from alongside.partnerships.models.wordings import MOST_PASSAGES


@transaction.atomic
def edit_passage(passage: Passage, *, title: str, text: str, revision: int, by: Person) -> bool:
    """Write a passage anew; False, and nothing saved, where somebody changed it after `revision` was read."""
    passage = hold_passage(passage, by=by)
    if passage.revision != revision:
        return False
    require_standing(passage)
    passage.title = title
    rewrite(passage, text, by=by)
    remember("draft_passage_edited", passage.wording, by=by)
    return True


@transaction.atomic
def add_passage(
    wording: Wording, *, title: str, text: str, after: Passage | None, by: Person
) -> Passage:
    """Put in a passage of one's own, after another one or first of all."""
    wording = hold_turn(wording, by=by)
    if wording.passages.count() >= MOST_PASSAGES:
        words = _("A draft has at most %(most)s passages, also those that were taken out.")
        raise Blocked(words % {"most": MOST_PASSAGES})
    # As it is now: it may have moved since the page was read.
    place = wording.passages.get(pk=after.pk).position + 1 if after else 1
    wording.passages.filter(position__gte=place).update(position=F("position") + 1)
    passage = Passage.objects.create(
        wording=wording, position=place, title=title, text=text, changed_by=by.session_membership
    )
    remember("draft_passage_added", wording, by=by)
    return passage


@transaction.atomic
def add_clause(wording: Wording, *, clause: int, option: str, by: Person) -> Passage:
    """Put in a clause of the library that was left out, after all the others."""
    wording = hold_turn(wording, by=by)
    found = clauses_in(wording.language).get(clause)
    texts = {one.key: one.text for one in found.options} if found else {}
    if found is None or option not in texts:
        raise Blocked(_("There is no such clause."))
    if wording.passages.standing().filter(clause=clause).exists():
        raise Blocked(_("This clause is in the draft already."))
    version = wording.agreement
    known = known_of(
        version.partnership.members.taking_part().with_people(), version, wording.language
    )
    last, text = wording.passages.last(), filled(texts[option], known)
    passage = add_passage(wording, title=found.title, text=text, after=last, by=by)
    passage.clause, passage.option = clause, option
    passage.save(update_fields=["clause", "option"])
    return passage


@transaction.atomic
def move_passage(passage: Passage, *, up: bool, by: Person) -> None:
    """Change places with the passage above, or below."""
    passage = hold_passage(passage, by=by)
    require_standing(passage)
    standing = list(passage.wording.passages.standing())
    place = standing.index(passage) + (-1 if up else 1)
    if not 0 <= place < len(standing):
        raise Blocked(_("This passage cannot be moved further."))
    other = standing[place]
    passage.position, other.position = other.position, passage.position
    passage.save(update_fields=["position"])
    other.save(update_fields=["position"])
    remember("draft_passage_moved", passage.wording, by=by)


@transaction.atomic
def take_out_passage(passage: Passage, *, by: Person) -> None:
    """Leave a passage out. It keeps its text, its remarks and its place, and can be brought back."""
    passage = hold_passage(passage, by=by)
    require_standing(passage)
    passage.taken_out_at = now()
    rewrite(passage, passage.text, by=by)
    remember("draft_passage_taken_out", passage.wording, by=by)


@transaction.atomic
def bring_back_passage(passage: Passage, *, by: Person) -> None:
    """Put a passage that was taken out back where it stood."""
    passage = hold_passage(passage, by=by)
    if passage.taken_out_at is None:
        raise Blocked(_("This passage is in the draft already."))
    passage.taken_out_at = None
    rewrite(passage, passage.text, by=by)
    remember("draft_passage_brought_back", passage.wording, by=by)


def require_standing(passage: Passage) -> None:
    if passage.taken_out_at:
        raise Blocked(_("This passage was taken out. Bring it back first."))


def rewrite(passage: Passage, text: str, *, by: Person) -> None:
    """Save a passage so that whoever read it before is told."""
    passage.text = text
    passage.revision += 1
    passage.changed_by, passage.changed_at = by.session_membership, now()
    passage.save()


def remember(act: str, wording: Wording, *, by: Person) -> None:
    text_changed(wording)
    record(act, by=by, organization=by.here, subject=wording.agreement.partnership)
