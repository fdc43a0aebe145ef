"""What may be asked of the API's lists, each with the sentence for a wrong value."""

from datetime import UTC, datetime
from typing import Annotated, Literal
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Field, Schema
from pydantic import AfterValidator

from alongside.directory.geography.places import center_of_zip
from alongside.directory.hsds.asked import Asked
from alongside.directory.hsds.pairs import Around

PAGE_SIZE = 50
MOST = 100
MOST_NESTED = 20  # nested objects are large
MOST_MINIMAL = 100_000
FARTHEST = 1_000_000  # meters

Words = Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")]


def in_utc(at: datetime) -> datetime:
    """A moment without a time zone is one of UTC. PostgreSQL knows no zone farther than 16 hours away."""
    try:
        return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except OverflowError:
        raise ValueError("No such moment.") from None


class Paging(Schema):
    page: int = Field(1, ge=1, le=1_000_000)
    per_page: int = Field(PAGE_SIZE, ge=1, le=MOST)
    format: Literal["json"] = "json"


class TermsQuery(Schema):
    search: Words = ""
    taxonomy_id: UUID | None = None
    parent_id: UUID | None = None
    top_only: bool = False


class TaxonomiesQuery(Schema):
    search: Words = ""


class OrganizationsQuery(Schema):
    search: Words = ""
    taxonomy_term_id: UUID | None = None
    taxonomy_id: UUID | None = None
    full: bool = False
    full_service: bool = False

    def asked(self) -> Asked:
        return Asked(**self.dict(exclude={"full", "full_service"}))


class ServicesQuery(Schema):
    search: Words = ""
    taxonomy_term_id: UUID | None = None
    taxonomy_id: UUID | None = None
    organization_id: UUID | None = None
    modified_after: Annotated[datetime, AfterValidator(in_utc)] | None = None
    full: bool = False

    def asked(self) -> Asked:
        return Asked(**self.dict(include=set(Asked.__dataclass_fields__)))


class PairsQuery(ServicesQuery):
    postcode: str = Field("", pattern=r"^(\d{5})?$")
    proximity: float | None = Field(None, ge=0, le=FARTHEST, description="meters")

    def around(self) -> Around | None:
        """Where the postcode lies; none where none was given, or nobody knows it."""
        center = center_of_zip(self.postcode)
        return Around(*center, self.proximity) if center else None


def sentences() -> dict[str, str]:
    whole = _("%(name)s is a whole number from %(least)s to %(most)s.")
    uuid = _("%s is an id: 36 letters, digits and hyphens.")
    ids = ("id", "taxonomy_id", "taxonomy_term_id", "organization_id", "parent_id")
    yes_or_no = _("%s is true or false.")
    return {
        "page": whole % {"name": "page", "least": 1, "most": 1_000_000},
        "per_page": whole % {"name": "per_page", "least": 1, "most": MOST},
        "format": _("format is json: there is no other."),
        "search": _("search is at most 200 letters."),
        "modified_after": _("modified_after is a moment, such as 2026-01-31T12:00:00Z."),
        "postcode": _("postcode is a ZIP code of five digits."),
        "proximity": _("proximity is a distance in meters, at most %s.") % FARTHEST,
        **{name: uuid % name for name in ids},
        **{name: yes_or_no % name for name in ("full", "minimal", "full_service", "top_only")},
    }
