"""What a search asks for, each piece with the search that no longer asks for it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from alongside.directory.content.languages import language_name
from alongside.directory.content.needs import needs
from alongside.directory.content.traits import traits
from alongside.directory.geography.areas import area_name
from alongside.directory.opening import minute_text
from alongside.directory.searching.asking import DAY, address_of
from alongside.directory.searching.search import Wanted


@dataclass(frozen=True)
class Chip:
    name: str
    without: str  # the query of the same search without it


def chips(near: str, wanted: Wanted) -> list[Chip]:
    return [Chip(name, address_of(near, replace(less, page=1))) for name, less in pieces(wanted)]


def pieces(wanted: Wanted) -> Iterator[tuple[str, Wanted]]:
    """The name of each thing asked for, and what is left without it."""
    if wanted.words:
        yield f"“{wanted.words}”", replace(wanted, words="")
    for need in wanted.needs:
        less = tuple(one for one in wanted.needs if one != need)
        yield needs()[need].name, replace(wanted, needs=less)
    if wanted.language:
        yield capfirst(language_name(wanted.language)), replace(wanted, language="")
    yield from when(wanted)
    for trait in wanted.traits:
        left = tuple(one for one in wanted.traits if one != trait)
        yield traits()[trait].name, replace(wanted, traits=left)
    if wanted.area:
        yield _("Serves %s") % area_name(wanted.area), replace(wanted, area="")
    if wanted.within:
        yield _("Within %s miles") % wanted.within, replace(wanted, within=0)


def when(wanted: Wanted) -> Iterator[tuple[str, Wanted]]:
    if wanted.open_now:
        yield _("Open now"), replace(wanted, open_now=False)
    if wanted.open_at is not None:
        day, minute = divmod(wanted.open_at, DAY)
        at = {"day": WEEKDAYS[day], "time": minute_text(minute)}
        yield _("Open %(day)s %(time)s") % at, replace(wanted, open_at=None)
