"""All versions of what was agreed, each with its papers."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Page

from alongside.partnerships.models import Agreement, Document, Ending, Kind, Purpose, Stage, Wording

ORDER = [Purpose.SIGNED, Purpose.SCAN, Purpose.FINAL]  # what people look for comes first


@dataclass(frozen=True)
class Version:
    """One row of the history."""

    agreement: Agreement
    wording: Wording | None
    papers: list[Document]
    ending: Ending | None

    @property
    def is_readable(self) -> bool:
        """Whether copies in both languages can be saved."""
        return self.wording is not None and self.wording.stage in {Stage.SIGNING, Stage.SIGNED}


@dataclass(frozen=True)
class Versions:
    page: Page[Agreement]
    shown: list[Version]


def versions_of(page: Page[Any]) -> Versions:
    """A page of versions, with a constant number of queries."""
    written = [one.pk for one in page if one.kind != Kind.NO_PAPER]
    wordings = Wording.objects.in_bulk(written)
    endings = Ending.objects.select_related("organization").in_bulk(written)
    papers: dict[UUID, list[Document]] = defaultdict(list)
    kept = Document.objects.light().filter(wording__in=written).order_by("made_at")
    for one in sorted(kept, key=lambda paper: ORDER.index(Purpose(paper.purpose))):
        papers[one.wording_id].append(one)
    shown = [
        Version(one, wordings.get(one.pk), papers[one.pk], endings.get(one.pk)) for one in page
    ]
    return Versions(page, shown)
