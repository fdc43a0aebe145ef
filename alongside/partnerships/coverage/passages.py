"""Passages: each sentence of the content, with the headings above it and the words that lead into its list."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from alongside.partnerships.coverage.blocks import MARK, Block, Kind, blocks
from alongside.partnerships.coverage.cleaning import clean, plain

END = re.compile(r"[.!?][\"')\]]*(?=\s+[\"'(\[]*[A-Z\u00c0-\u00dd\u00bf\u00a1\d\"*])")
ABBREVIATED = re.compile(
    r"(?:\b(?:inc|corp|co|ltd|dr|mr|mrs|ms|sra|sr|no|nos|sec|art|st|ave|vs|et seq|e\.g|i\.e|u\.s|c\.f\.r|u\.s\.c|"
    r"p\.o|n\.p|a\.m|p\.m|[a-z])|^\W*\(?[\divx]{1,4})$",
    re.IGNORECASE,
)
RUN_IN = re.compile(
    r"([A-Z\u00c0-\u00dd][^.:;!?|]{2,60}?)(?:(?:[.]|\s-)\**_*\s+(?=[\"'(\[]*[A-Z\u00c0-\u00dd\d_\[{<])|:\**_*\s+(?=\S))"
)
RUN_IN_VERB = re.compile(
    r"\b(?:shall|will|must|may|agrees?|is|are|be|does|do|deberan?|sera|es|son|if|when|we|i|you)\b",
    re.I,
)
BLANK = re.compile(
    r"_{3,}|\.{5,}|\u2026{2,}|\{\{.*?\}\}|\bX{3,}\b|<(?:insert|name|date|number|insertar|nombre|fecha)[^>]*>|\[\s*\]"
    r"|\[\s*_+\s*\]|[\[(]\s*(?:insert|enter|fill in|add|list|describe|specify|select|choose|attach|name|date|"
    r"number|days?|hours?|month|year|amount|state|county|title"
    r"|agency|organization|program|clinic|health center|party|partner|address|"
    r"phone|email|contact|tbd|insertar?|nombre|fecha|numero|n\u00famero|d\u00edas|escriba|indique|complete|#+|x+)\b"
    r"[^\])]{0,80}\]"
    r"|[\[(]\s*(?:insert|enter|fill in|insertar?|escriba)\b[^\])]{0,80}\)|\[\s*[A-Z][A-Z \d/'.,-]{2,60}\]|\$\s?_{2,}"
    r"|\b(?:insert|escriba) (?:name|date|number|text) here\b"
    r"|\[\s*(?:insert|describe|enter|add|list|specify|insertar?|escriba)\b[^\]]*$|^[^\[]{0,120}\]$",
    re.IGNORECASE,
)
NOT_BLANK = re.compile(
    r"\[\s*(?:sic|\d+|[ivx]+|seal|signed|signature on file|signature)\s*\]", re.IGNORECASE
)
TOO_LONG = re.compile(r"(\S{200})\S+")
LONGEST = 2500  # characters of a sentence
LONG_LEAD = 260  # characters


@dataclass(frozen=True)
class Passage:
    """One sentence, or a cell or item without one."""

    source: str  # as it stands in the text
    words: str  # even, with the words that lead into it: what is matched
    headings: tuple[str, ...] = ()  # from the highest to the nearest, plain
    lead: str = ""  # "the clinic agrees to", plain
    block: int = 0  # sentences of one block belong together
    section: int = 0  # and those below one heading
    is_blank: bool = False
    is_title: bool = False  # a heading itself: it may name the parties, and settles nothing

    @property
    def heading(self) -> str:
        return self.headings[-1] if self.headings else ""


def passages(text: str) -> list[Passage]:
    """All passages in order. What is no word for its length is cut, or a row of letters would take minutes."""
    return list(Reading(TOO_LONG.sub(r"\1", text)).passages())


class Reading:
    """What stands above the place that one has come to."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.above: list[tuple[int, str]] = []
        self.lead = ""
        self.row = ""  # the first cell of a row of a table
        self.section = 0

    def passages(self) -> Iterator[Passage]:
        for number, block in enumerate(blocks(self.text)):
            if block.kind is Kind.HEADING:
                self.below(block)
                source = self.text[block.start : block.end].strip()
                yield Passage(
                    source, plain(source), block=number, is_blank=has_blank(source), is_title=True
                )
                continue
            start = self.after_marks(block)
            if block.cell == 1:
                self.row = plain(self.text[start : block.end])
            if block.kind is Kind.PARAGRAPH:
                self.lead = ""
            heading, start = self.run_in(start, block)
            yield from self.sentences(start, block, number, heading)
            self.leads(start, block)

    def below(self, block: Block) -> None:
        """A heading ends those of its own rank and below; the list before it is over."""
        self.above = [one for one in self.above if one[0] < block.rank]
        self.above.append((block.rank, plain(self.text[block.start : block.end]).strip("#*: ")))
        self.lead = self.row = ""
        self.section += 1

    def after_marks(self, block: Block) -> int:
        mark = MARK.match(self.text, block.start, block.end)
        return mark.end() if mark else block.start

    def run_in(self, start: int, block: Block) -> tuple[str, int]:
        """A heading on the line of its content: "Term. This agreement …"."""
        while start < block.end and self.text[start] in " \t\n*":
            start += 1
        found = RUN_IN.match(self.text, start, block.end)
        if not found or RUN_IN_VERB.search(found[1]) or len(found[1].split()) > 7:
            return "", start
        if len(found[1].split()) > 4 and not found[1].istitle() and ":" not in found[0][-6:]:
            return "", start  # a short sentence
        if ABBREVIATED.search(found[1]) or re.fullmatch(
            r"(?i)(by|name|date|title|signed|signature)", found[1]
        ):
            return "", start
        return plain(found[1]), found.end()

    def sentences(self, start: int, block: Block, number: int, heading: str) -> Iterator[Passage]:
        headings = tuple(words for _rank, words in self.above)
        if block.cell > 1 and self.row:
            headings = (*headings, self.row)
        if heading:
            headings = (*headings, heading)
        lead = self.lead if block.kind is Kind.ITEM and len(self.lead) <= LONG_LEAD else ""
        for first, end in stretches(self.text, start, block.end):
            source = self.text[first:end].strip()
            words = clean(source)
            if not re.search(r"\w", words) and not BLANK.search(words):
                continue
            yield Passage(
                source,
                f"{lead} {plain(words)}".strip(),
                headings,
                lead,
                number,
                self.section,
                is_blank=has_blank(words),
            )

    def leads(self, start: int, block: Block) -> None:
        """Words that end with a colon lead into the list that follows."""
        stretch = self.text[start : block.end].rstrip().rstrip("*_")
        if stretch.endswith(":") and not block.cell:
            self.lead = plain(stretch.rpartition(". ")[2]).rstrip(":")


def stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where each sentence lies; what never ends is cut, or reading it would take minutes."""
    at = start
    for found in END.finditer(text, start, end):
        if found[0][0] == "." and ABBREVIATED.search(
            text[max(at, found.start() - 20) : found.start()]
        ):
            continue
        yield from cut(text, at, found.end())
        at = found.end()
    if text[at:end].strip():
        yield from cut(text, at, end)


def cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A stretch in parts that are not too long, at spaces."""
    while end - start > LONGEST:
        space = text.rfind(" ", start + 1, start + LONGEST)
        until = space if space > start else start + LONGEST
        yield start, until
        start = until
    yield start, end


def has_blank(words: str) -> bool:
    """Something in it waits to be filled in."""
    return bool(BLANK.search(NOT_BLANK.sub("", words)))
