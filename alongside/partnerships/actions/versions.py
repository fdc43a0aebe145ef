"""The next version of a written agreement, with the words of the one before."""

from datetime import date

from django.db.models import Q
from django.utils import translation

from alongside.orgs.models import Membership, Person
from alongside.orgs.roles import Can
from alongside.partnerships.actions.wordings import add_version, make_edition
from alongside.partnerships.models import (
    Agreement,
    Frame,
    Kind,
    Passage,
    Signatory,
    Stage,
    Upload,
    Wording,
    Written,
)
from alongside.partnerships.papers.library import refilled
from alongside.partnerships.papers.told import day_of


def next_version(
    agreement: Agreement,
    *,
    stage: Stage,
    starts_on: date | None,
    ends_on: date | None,
    by: Person,
) -> Wording:
    """Its text, and the dates where the library's clause of the term names them. Blocked while a draft is open."""
    last = agreement.wording
    kind, bounds = Kind(agreement.kind), agreement.bounds
    frame = Frame(kind, last.title, last.language, starts_on, ends_on, bounds)
    wording = add_version(agreement.partnership, frame, stage=stage, by=by)
    copy_upload(last, wording)
    copy_passages(wording, redated(last, starts_on, ends_on))
    if stage == Stage.SIGNING:
        make_edition(wording, by=by)
        copy_signatories(last, wording)
    return wording


def copy_upload(last: Wording, wording: Wording) -> None:
    """A text that came as a document of its own goes on as that document."""
    upload = Upload.objects.filter(wording=last).first()
    if upload:
        upload.pk = wording.pk
        upload.save(force_insert=True)


def redated(last: Wording, starts_on: date | None, ends_on: date | None) -> list[Written]:
    """The passages that were signed. Days are written anew where the words around them are the library's."""
    edition = last.last_edition
    known = days_told(last.language, starts_on, ends_on)
    passages = edition.passages if edition else []
    return [refilled(passage, last.language, known) for passage in passages]


def days_told(language: str, starts_on: date | None, ends_on: date | None) -> dict[str, str]:
    """The days that are known, as the library's words name them."""
    with translation.override(language):
        days = {"start": starts_on and day_of(starts_on), "end": ends_on and day_of(ends_on)}
    return {name: day for name, day in days.items() if day}


def copy_passages(wording: Wording, passages: list[Written]) -> None:
    Passage.objects.bulk_create(
        Passage(
            wording=wording,
            position=position,
            clause=one["clause"],
            option=one["option"],
            title=one["title"],
            text=one["text"],
        )
        for position, one in enumerate(passages, 1)
    )


def copy_signatories(last: Wording, wording: Wording) -> None:
    """The same people in the same order, as far as they may still sign."""
    able = Membership.objects.current().with_power(Can.SIGN_AGREEMENTS)
    same = last.signatories.filter(Q(membership=None) | Q(membership__in=able)).order_by("place")
    Signatory.objects.bulk_create(
        Signatory(
            wording=wording,
            organization_id=one.organization_id,
            membership_id=one.membership_id,
            name=one.name,
            title=one.title,
            place=place,
        )
        for place, one in enumerate(same, 1)
    )
