"""What a text of an agreement settles, in words for people. No legal advice."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.partnerships.clauses import Clause, clauses
from alongside.partnerships.coverage import Status, check
from alongside.partnerships.models import Written

STATUSES: dict[Status, str | Promise] = {
    Status.CONTRADICTED: _("says the opposite of what keeps survivors safe"),
    Status.ABSENT: _("not found"),
    Status.PARTIAL: _("named, but something is missing"),
    Status.PRESENT: _("there"),
}


@dataclass(frozen=True)
class Element:
    """One thing that such an agreement should settle."""

    name: str
    clause: Clause
    status: Status
    is_one_sided: bool
    passage: str | None
    standing: tuple[str, ...]  # titles of passages of the draft that are about it

    @property
    def said(self) -> str | Promise:
        return STATUSES[self.status]


def covered(text: str, written: Iterable[Written] = ()) -> list[Element]:
    """Every element, the most urgent first, in the order of the clauses."""
    found, library = check(text), clauses()
    about = {name: clause for clause in library.values() for name in clause.elements}
    every = [
        Element(
            name=name,
            clause=about[name],
            status=one.status,
            is_one_sided=one.one_sided,
            passage=one.passage,
            standing=tuple(
                each["title"] for each in written if each["clause"] == about[name].number
            ),
        )
        for name, one in found.items()
    ]
    order = list(STATUSES)
    return sorted(every, key=lambda element: order.index(element.status))


def counted(elements: Iterable[Element]) -> list[tuple[str | Promise, int]]:
    numbers = Counter(element.status for element in elements)
    return [(said, numbers[status]) for status, said in STATUSES.items() if numbers[status]]


def assembled(title: str, written: Iterable[Written]) -> str:
    """A draft as one text with headings, as the check reads it."""
    passages = [f"## {passage['title']}\n\n{passage['text']}" for passage in written]
    return "\n\n".join([f"# {title}", *passages])
