"""What an organization and its lists say, without the address of a place that became private."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Model, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.timezone import now

from alongside.directory.models import (
    Before,
    Correction,
    Decision,
    Listing,
    Profile,
    Remark,
    Service,
    Site,
)
from alongside.directory.private.place_told import Told
from alongside.directory.sentences import sentence as _
from alongside.orgs.models import Organization

SAID = ("description", "kept", "disputed")
TERMS = ("name", "hours", "hours_text")
FIELDS: dict[type[Model], tuple[str, ...]] = {
    Site: (*SAID, *TERMS, "getting_there", "other_phones", "website"),
    Service: (*SAID, *TERMS, "eligibility", "cost", "how_to_begin"),
    Listing: (*SAID, "name", "other_name", "website"),
    Profile: ("what_we_do", "who_answers", "what_happens_next", "cost", "getting_there"),
}


def erase_words(organizations: Iterable[UUID], told: Told) -> None:
    """Take an address out of everything that is kept of these organizations."""
    organizations = list(organizations)
    for model, fields in FIELDS.items():
        records = model._default_manager.filter(organization__in=organizations)
        for record in records.select_for_update(of=("self",)).order_by("pk"):
            erase_in(record, fields, told)
        if model is not Profile:
            erase_before(records, told)
    erase_names(organizations, told)
    erase_corrections(organizations, told)
    erase_remarks(told)


def erase_in(record: Model, fields: Iterable[str], told: Told) -> None:
    quiet = quieted(record, fields, told)
    if quiet:
        type(record)._default_manager.filter(pk=record.pk).update(**quiet)


def quieted(record: Model, fields: Iterable[str], told: Told) -> dict[str, Any]:
    """The fields of a record that told it, and what they say without it."""
    said = {name: getattr(record, name) for name in fields}
    quiet = without(told, said)
    return {name: words for name, words in quiet.items() if words != said[name]}


def without(told: Told, said: dict[str, Any]) -> dict[str, Any]:
    """What is said without it, or was before and since an import; a name is never left blank."""
    quiet: dict[str, Any] = told.out_of(said)
    names = quiet.get("name")
    if isinstance(names, list):
        quiet["name"] = [
            name or (was and nameless()) for name, was in zip(names, said["name"], strict=True)
        ]
    elif names == "" != said["name"]:
        quiet["name"] = nameless()
    return quiet


def nameless() -> str:
    return str(_("Confidential place"))


def erase_names(organizations: list[UUID], told: Told) -> None:
    """What lists call an organization that nobody keeps here."""
    for organization in Organization.objects.filter(pk__in=organizations, admitted_at=None):
        if told.tells(organization.name):
            organization.name = told.out_of(organization.name) or nameless()
            organization.save(update_fields=["name"])


def erase_before(records: QuerySet[Any], told: Told) -> None:
    """What imports would be undone to."""
    for before in Before.objects.filter(record__in=records.values("pk")):
        fields = without(told, before.fields)
        if fields != before.fields:
            Before.objects.filter(pk=before.pk).update(fields=fields)


def erase_corrections(organizations: list[UUID], told: Told) -> None:
    """What people proposed and nobody decided."""
    waiting = Correction.objects.filter(organization__in=organizations, state=Decision.OPEN)
    telling = [one.pk for one in waiting if told.tells(one.value)]
    decided = {"state": Decision.DECLINED, "value": "", "decided_at": now()}
    Correction.objects.filter(pk__in=telling).update(**decided)


def erase_remarks(told: Told) -> None:
    """What was said about rows of lists, whichever list it was."""
    about = {"said": Cast("cells", TextField()), "why": Cast("reason", TextField())}
    marked = [Q(said__icontains=mark) | Q(why__icontains=mark) for mark in told.marks]
    if not marked:
        return
    for remark in Remark.objects.annotate(**about).filter(reduce(or_, marked)):
        if remark.cells and told.tells(" ".join(map(str, remark.cells.values()))):
            remark.cells = None
        if told.tells(remark.reason):
            remark.reason = _("What was said here told of a place that is private now.")
        remark.save(update_fields=["cells", "reason"])
