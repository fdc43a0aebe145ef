"""Before a draft changes: is it still one, whose turn is it; and what follows from a change of its text."""

from django.utils.timezone import now
from django.utils.translation import gettext as _

from alongside.lib.errors import Blocked
from alongside.orgs.models import Organization, Person
from alongside.partnerships.actions.taking import take
from alongside.partnerships.models import (
    Agreement,
    Approval,
    Edition,
    Frame,
    Partnership,
    Passage,
    Stage,
    State,
    Wording,
)
from alongside.partnerships.models.wordings import fingerprint


def take_open(partnership: Partnership, *, by: Person) -> Partnership:
    """The partnership as it is now, locked; Blocked after its end."""
    partnership = take(partnership, by=by)
    if partnership.state == State.ENDED:
        raise Blocked(_("This partnership has ended."))
    return partnership


def add_version(partnership: Partnership, frame: Frame, *, stage: Stage, by: Person) -> Wording:
    """A new version and its wording, with the turn at whoever began it. Blocked while a draft is open."""
    if partnership.agreements.drafts().exists():
        raise Blocked(_("There is a draft already. Go on with it, or set it aside first."))
    version = Agreement.objects.create(
        partnership=partnership,
        number=partnership.agreements.count() + 1,
        kind=frame.kind,
        starts_on=frame.starts_on,
        ends_on=frame.ends_on,
        proposed_by=by.here,
        **frame.bounds,
    )
    return Wording.objects.create(
        agreement=version, stage=stage, title=frame.title, language=frame.language, turn=by.here
    )


def hold(wording: Wording, *, by: Person) -> Wording:
    """The wording as it is now, while the partnership's lock is held: one change at a time."""
    take_open(wording.agreement.partnership, by=by)
    whole = Wording.objects.select_related("agreement__partnership", "turn", "upload")
    return whole.defer("upload__content").get(pk=wording.pk)


def hold_draft(wording: Wording, *, by: Person) -> Wording:
    """A draft that is still being written."""
    held = hold(wording, by=by)
    if not held.is_open:
        label = Stage(held.stage).label
        raise Blocked(
            _("This agreement is %(stage)s. Its text does not change now.") % {"stage": label}
        )
    return held


def hold_turn(wording: Wording, *, by: Person) -> Wording:
    """A draft in which it is one's own turn to write."""
    held = hold_draft(wording, by=by)
    if held.turn_id != by.here.pk:
        words = _("It is the turn of %(name)s to write. You can remark, and suggest other text.")
        raise Blocked(words % {"name": held.turn.name})
    return held


def hold_passage(passage: Passage, *, by: Person) -> Passage:
    """A passage as it is now, in one's own turn."""
    hold_turn(passage.wording, by=by)
    return Passage.objects.select_related("wording__agreement__partnership").get(pk=passage.pk)


def text_changed(wording: Wording) -> None:
    """Whoever had agreed agreed to another text."""
    Approval.objects.filter(edition__wording=wording).delete()


def make_edition(wording: Wording, *, by: Person) -> Edition:
    """Keep the whole draft as it is now; where nothing changed since the last edition, that one is it."""
    last, terms, passages = wording.last_edition, wording.terms, wording.written
    sha256 = fingerprint(terms, passages)
    if last and last.sha256 == sha256:
        return last
    return Edition.objects.create(
        wording=wording,
        number=last.number + 1 if last else 1,
        passages=passages,
        terms=terms,
        sha256=sha256,
        made_by=by.here,
    )


def go_on_without(partnership: Partnership, gone: Organization) -> None:
    """A member has left: what was agreed to was between all, so those who stay write on and agree anew.

    Where somebody has signed already, the text stays as it is: it can be set aside.
    """
    stays = partnership.members.taking_part().order_by("joined_at", "pk").first()
    drafts = Wording.objects.filter(agreement__in=partnership.agreements.drafts())
    for draft in drafts.exclude(signatories__signature__isnull=False):
        draft.signatories.filter(organization=gone).delete()
        if draft.stage == Stage.SIGNING:
            draft.move_to(Stage.DRAFTING)
        if stays and draft.turn_id == gone.pk:
            draft.turn_id = stays.organization_id
        draft.save(update_fields=["stage", "turn"])
        text_changed(draft)


def leave_drafts(partnership: Partnership) -> None:
    """Set aside what was never signed by everybody. It stays readable."""
    drafts = partnership.agreements.drafts()
    Wording.objects.filter(agreement__in=drafts).update(stage=Stage.SET_ASIDE)
    drafts.update(replaced_at=now())
