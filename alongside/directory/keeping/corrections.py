"""Corrections as whoever keeps the record sees them: now, proposed, and the field to put right."""

from dataclasses import dataclass
from typing import Any

from alongside.directory.keeping.correctable import NAMES, Thing
from alongside.directory.keeping.read_aloud import in_words
from alongside.directory.models import Correction, Listing, Site
from alongside.directory.typed.records import OrganizationForm, RecordForm, ServiceForm, SiteForm


@dataclass
class Proposal:
    """One correction, with what the record says now."""

    correction: Correction

    @property
    def thing(self) -> Thing:
        one = self.correction
        return one.site or one.service or one.organization

    @property
    def name(self) -> str:
        return self.thing.name

    @property
    def field(self) -> str:
        return str(NAMES.get(self.correction.field, self.correction.field))

    @property
    def record(self) -> Any:
        """What holds the field: of an organization, what a list says of it."""
        one = self.correction
        if one.site or one.service:
            return one.site or one.service
        listings = Listing.objects.listed().filter(organization=one.organization)
        listing = listings.first() or Listing(organization=one.organization)
        listing.name = one.organization.name
        return listing

    @property
    def now(self) -> list[str]:
        """What the record says of this field; nothing where the words are about all of it."""
        if self.correction.field in {"closed", "other"}:
            return []
        return in_words(self.correction.field, vars(self.record))

    def form(self, data: Any) -> RecordForm | None:
        """The one field, the proposed words in it where they are plain words."""
        one = self.correction
        if one.field in {"closed", "other"}:
            return None
        kind = OrganizationForm
        if one.site or one.service:
            kind = SiteForm if isinstance(self.record, Site) else ServiceForm  # type: ignore[assignment]
        return kind(data, record=self.record, only=one.field, proposed=one.value)
