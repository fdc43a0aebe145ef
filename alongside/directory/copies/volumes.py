"""A booklet, in volumes where it is thick: a whole state needs no more memory than one volume.

Page numbers go on from volume to volume, and the indexes fill volumes of their own. Each volume is typeset more
than once: first to learn on which page everything is, then with the pages in its contents and in its indexes.
"""

import json
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from alongside.directory.content.hotlines import hotlines
from alongside.directory.copies.booklet import (
    Told,
    by_name,
    by_need,
    called,
    chapters,
    words,
)
from alongside.directory.copies.chosen import Chosen
from alongside.directory.models import Copy
from alongside.lib.typesetting import said_of_itself, typeset_apart

TEMPLATE = Path(__file__).parents[1] / "paper" / "booklet.typ"
THICK = 400_000  # letters of a volume: some 100 pages, and 120 MB while they are set
MOST = 5000  # places of a booklet: some 700 pages
DASH = " \u2013 "
UNKNOWN = 999  # a page that is as wide as most

Progress = Callable[[float], None]


@dataclass
class Volume:
    """Some chapters, or an index, or all of a thin booklet."""

    chapters: list[Told] = field(default_factory=list)
    indexes: list[Told] = field(default_factory=list)
    first: int = 1  # its first page, counted from the beginning of the first volume
    pages: int = 0
    at: dict[str, int] = field(default_factory=dict)  # by the id of what is there, its page

    @property
    def parts(self) -> list[Told]:
        return [*self.chapters, *self.indexes]

    @property
    def names(self) -> list[str]:
        return [one["name"] for one in self.parts]

    def running(self) -> dict[str, str]:
        """What stands at the head of a page, as it is numbered in this volume: its first and its last chapter."""
        names: dict[int, list[str]] = defaultdict(list)
        for chapter in self.chapters:
            for page in {self.at.get(one["id"], 0) for one in (chapter, *chapter["places"])}:
                names[page].append(chapter["name"])
        found, name = {}, ""
        for page in range(min(names, default=0), self.first + self.pages):
            name = span(names[page]) if page in names else name.rpartition(DASH)[2]
            found[str(page - self.first + 1)] = name
        return found


def booklet(copy: Copy, found: Iterable[Chosen], progress: Progress) -> Iterator[tuple[str, bytes]]:
    """Each volume's name and its PDF, in the language that is active; none where nothing was found."""
    told = chapters(found)
    if told:
        yield from Bound(copy, volumes_of(told, THICK // 2 if copy.is_large else THICK)).typeset(
            progress
        )


def volumes_of(told: list[Told], thick: int) -> list[Volume]:
    places = [place for chapter in told for place in chapter["places"]]
    indexes = [by_need(places), by_name(places)]
    cut = list(cut_up(told, thick))
    if len(cut) == 1:
        return [Volume(cut[0], indexes)]
    return [*map(Volume, cut), *(Volume(indexes=[index]) for index in indexes)]


def cut_up(told: list[Told], thick: int) -> Iterator[list[Told]]:
    """Chapters by volumes of about one thickness; a chapter that is too long for one goes on in the next."""
    sizes = {one["id"]: list(map(letters_of, one["places"])) for one in told}
    whole = sum(map(sum, sizes.values()))
    full = 1.1 * whole / math.ceil(whole / thick) + max(map(max, sizes.values()))
    volume: list[Told] = []
    letters = 0
    for chapter in told:
        if letters > 0.85 * full and letters + sum(sizes[chapter["id"]]) > full:
            yield volume
            volume, letters = [], 0
        number = 1
        volume.append(part_of(chapter, number))
        for place, size in zip(chapter["places"], sizes[chapter["id"]], strict=True):
            if letters + size > full:
                yield volume
                number += 1
                volume, letters = [part_of(chapter, number)], 0
            volume[-1]["places"].append(place)
            letters += size
    yield volume


def letters_of(place: Told) -> int:
    return len(json.dumps(place, ensure_ascii=False))


def part_of(chapter: Told, number: int) -> Told:
    """A chapter of which more goes into the next volume has a number there."""
    if number == 1:
        return chapter | {"places": []}
    name = _("%(name)s, part %(number)d") % {"name": chapter["name"], "number": number}
    return {"id": f"{chapter['id']}-{number}", "name": name, "places": []}


class Bound:
    """The volumes of a booklet while they are typeset."""

    def __init__(self, copy: Copy, volumes: list[Volume]) -> None:
        self.copy, self.volumes = copy, volumes
        self.shared: Told = {
            "large": copy.is_large,
            "words": words(copy),
            "hotlines": [called(one) for one in hotlines()],
        }

    def typeset(self, progress: Progress) -> Iterator[tuple[str, bytes]]:
        """Each volume's name and its PDF, once the pages of all are known."""
        steps = 2 * len(self.volumes)
        for done, _volume in enumerate(self.learn(), 1):
            progress(done / steps)
        for number, volume in enumerate(self.volumes, 1):
            pdf = typeset_apart(TEMPLATE, self.told(volume, asks=False), self.copy.language)
            progress((len(self.volumes) + number) / steps)
            yield self.named(number, volume), pdf

    def learn(self) -> Iterator[Volume]:
        """On which page everything is. An index gets as long as the pages in it: it is asked once they are known."""
        first = 1
        for volume in self.volumes:
            volume.first = first
            if volume.chapters and volume.indexes:
                self.ask(volume)
            self.ask(volume)
            first += volume.pages
            yield volume

    def ask(self, volume: Volume) -> None:
        self.fill(volume.indexes)
        said = dict(
            said_of_itself(TEMPLATE, self.told(volume, asks=True), self.copy.language, "<at>")
        )
        volume.pages = said.pop("end")
        volume.at = {name: volume.first + page - 1 for name, page in said.items()}

    def fill(self, indexes: list[Told]) -> None:
        """Each line of an index with the pages that are known by now."""
        at: dict[str, int] = {}
        for volume in self.volumes:
            at |= volume.at
        for line in (line for one in indexes for group in one["groups"] for line in group["lines"]):
            line["pages"] = sorted({at.get(name, UNKNOWN) for name in line["ids"]})

    def told(self, volume: Volume, *, asks: bool) -> Told:
        about = {"volume": self.cover(volume)}
        return self.shared | {
            "words": self.shared["words"] | about,
            "asks": asks,
            "first": volume.first,
            "pages": volume.pages,
            "contents": self.contents(volume),
            "chapters": volume.chapters,
            "running": volume.running(),
            "indexes": volume.indexes,
        }

    def cover(self, volume: Volume) -> list[str]:
        """Which volume it is and from where to where it goes; nothing where there is only one."""
        if len(self.volumes) == 1:
            return []
        counted = {"number": self.volumes.index(volume) + 1, "all": len(self.volumes)}
        return [_("Volume %(number)d of %(all)d") % counted, span(volume.names)]

    def contents(self, here: Volume) -> list[Told]:
        """What is where in all volumes: hotlines are in each."""
        found = [self.line(self.shared["words"]["hotlines"], here.at.get("hotlines"))]
        for number, volume in enumerate(self.volumes, 1):
            if len(self.volumes) > 1:
                found.append({"name": _("Volume %d") % number, "pages": []})
            found += [self.line(one["name"], volume.at.get(one["id"])) for one in volume.parts]
        return found

    def line(self, name: str, page: int | None) -> Told:
        return {"name": name, "pages": [page or UNKNOWN]}

    def named(self, number: int, volume: Volume) -> str:
        """The name of its file."""
        return f"{number} {span(volume.names)}.pdf".replace("/", "-")


def span(names: list[str]) -> str:
    """From the first to the last."""
    return DASH.join(dict.fromkeys((names[0], names[-1])))
