"""What is old, missing, unreachable or in dispute, record by record: so that somebody mends it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import (
    BooleanField,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Value,
)
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.directory.content.needs import areas
from alongside.directory.keeping.age import OLD, age_sentence, stale
from alongside.directory.models import Asking, Correction, Decision, Duplicate, Entry, Service, Site
from alongside.lib.spreadsheets import MARK, csv_line
from alongside.orgs.models import Organization

PROBLEMS: dict[str, str | Promise] = {
    "stale": gettext_lazy("not confirmed for 180 days"),
    "old": gettext_lazy("not confirmed for a year"),
    "unanswered": gettext_lazy("asked three times, no answer"),
    "no_phone": gettext_lazy("no phone"),
    "bad_phone": gettext_lazy("a number that no telephone has"),
    "no_hours": gettext_lazy("no hours"),
    "no_language": gettext_lazy("no language"),
    "no_need": gettext_lazy("names no need"),
    "no_needs": gettext_lazy("no needs beyond an area"),
    "no_state": gettext_lazy("names no state"),
    "closed": gettext_lazy("somebody says it has closed"),
    "corrections": gettext_lazy("corrections wait"),
    "conflict": gettext_lazy("a list says something else"),
    "duplicate": gettext_lazy("perhaps listed twice"),
}
ABOUT = ("kind", "pk", "name", "owner", "organization", "claimed_at", "listed_on", "confirmed_on")
COLUMNS = (*ABOUT, *PROBLEMS)
KEYS = ("kind", "pk", "owner", "organization", "name")
# Asked first: where one of these holds, no other table is looked at.
CHEAP = ("stale", "no_phone", "no_hours", "no_language", "no_state", "bad_phone", "conflict")
BATCH = 500
MOST_TIMES = 3  # as often as an organization is asked


@dataclass
class Row:
    """One record and what is wrong with it."""

    kind: str
    pk: UUID
    name: str
    owner: str
    organization: UUID
    listed_on: date | None
    confirmed_on: date | None
    claimed_at: datetime | None
    problems: list[str] = field(default_factory=list)

    @property
    def sentences(self) -> list[str]:
        return [str(PROBLEMS[problem]) for problem in self.problems]

    @property
    def age(self) -> str:
        return age_sentence(self)

    def links(self, here: Organization) -> list[tuple[str, str]]:
        """Where it is put right: by whoever reads this, else by those who are to be called."""
        if self.claimed_at and self.organization != here.pk:
            page = reverse("directory:organization", args=[self.organization])
            links = [(page, _("Call them"))]
        else:
            links = [(reverse(f"directory:edit_{self.kind}", args=[self.pk]), _("Put it right"))]
            if {"corrections", "closed"} & set(self.problems):
                links.append((reverse("directory:corrections"), _("See the corrections")))
        if here.is_host and "duplicate" in self.problems:
            links.append((reverse("directory:duplicates"), _("Compare them")))
        return links


def rows_of(found: Iterable[dict[str, Any]]) -> Iterator[Row]:
    """All about these records, some hundred at a time."""
    rest = iter(found)
    while batch := list(islice(rest, BATCH)):
        about: dict[UUID, dict[str, Any]] = {}
        for kind, problems in ((Site, site_problems()), (Service, service_problems())):
            mine = [one["pk"] for one in batch if one["kind"] == kind._meta.model_name]
            whole = kind_in(kind, problems, None).filter(pk__in=mine)
            about |= {one["pk"]: one for one in whole.values(*COLUMNS)}
        yield from (row_of(about[one["pk"]]) for one in batch if one["pk"] in about)


def row_of(one: dict[str, Any]) -> Row:
    problems = [name for name in PROBLEMS if one.pop(name)]
    if "old" in problems:
        problems.remove("stale")
    return Row(**one, problems=problems)


def troubled(only: Organization | None = None, problem: str = "") -> Any:
    """Records with something wrong, by organization: everybody's, or one organization's; of one kind, or any."""
    wanted = [problem] if problem in PROBLEMS else [*CHEAP, *(set(PROBLEMS) - set(CHEAP))]
    any_of = Q()
    for name in wanted:
        any_of |= Q(**{name: True})
    both = [kind_in(Site, site_problems(), only), kind_in(Service, service_problems(), only)]
    sites, services = (found.filter(any_of).values(*KEYS) for found in both)
    return sites.union(services, all=True).order_by("owner", "organization", "kind", "name", "pk")


def kind_in(kind: type[Site | Service], problems: dict[str, Any], only: Organization | None) -> Any:
    found = kind.objects.listed()
    if only is not None:
        found = found.filter(organization=only)
    named = Value(kind._meta.model_name, output_field=CharField())
    claimed = F("organization__admitted_at")
    about = found.annotate(kind=named, owner=F("organization__name"), claimed_at=claimed)
    return about.annotate(**problems)


def of_both(corrected: Q) -> dict[str, Any]:
    """What may be wrong with a site as with a service."""
    waiting = Correction.objects.filter(corrected, state=Decision.OPEN)
    unanswered = Asking.objects.filter(organization=OuterRef("organization"), times__gte=MOST_TIMES)
    return {
        "stale": column(stale()),
        "old": column(stale(OLD)),
        "unanswered": column(Q(Exists(unanswered)) & stale()),
        "bad_phone": column(~Q(phone="") & Q(phone_link="")),
        "closed": Exists(waiting.filter(field="closed")),
        "corrections": Exists(waiting.exclude(field="closed")),
        "conflict": column(~Q(disputed={})),
    }


def column(condition: Q) -> Any:
    """A condition as a column."""
    return ExpressionWrapper(condition, output_field=BooleanField())


def site_problems() -> dict[str, Any]:
    found = Entry.objects.filter(site=OuterRef("pk"))
    pairs = Duplicate.objects.proposed()
    mine = pairs.filter(Q(older=OuterRef("pk")) | Q(younger=OuterRef("pk")))
    return of_both(Q(site=OuterRef("pk"))) | {
        "no_phone": column(Q(phone="")),
        "no_hours": column(Q(hours=[], hours_text="")),
        "no_language": column(Q(languages=[])),
        "no_need": never(),  # it may be a place only: its services are asked
        "no_needs": column(~Q(Exists(found.filter(need__gt=max(numbers()))))),
        "no_state": column(Q(state="")),
        "duplicate": Exists(mine),
    }


def service_problems() -> dict[str, Any]:
    """A service has the phone, hours and languages of its places where it says none of its own."""
    of_places = ("no_phone", "no_hours", "no_language", "no_state", "duplicate")
    needs = {
        "no_need": column(Q(needs=[])),
        "no_needs": column(~Q(needs=[]) & Q(needs__contained_by=numbers())),
    }
    return of_both(Q(service=OuterRef("pk"))) | needs | {name: never() for name in of_places}


def never() -> Value:
    return Value(False, output_field=BooleanField())


def numbers() -> list[int]:
    return [area.number for area in areas()]


def as_csv(rows: Iterable[Row]) -> Iterator[bytes]:
    """For a spreadsheet, a row at a time."""
    yield MARK
    yield csv_line([_("Organization"), _("Kind"), _("Name"), _("Last said"), _("What is wrong")])
    for row in rows:
        said = max(filter(None, (row.listed_on, row.confirmed_on)), default="")
        yield csv_line([row.owner, row.kind, row.name, str(said), "; ".join(row.sentences)])
