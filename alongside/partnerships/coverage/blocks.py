"""From lines to blocks: headings apart from content, items of lists, cells of tables, paragraphs that lines broke."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum, auto

from alongside.partnerships.coverage.cleaning import EVEN, clean


class Kind(StrEnum):
    HEADING = auto()
    ITEM = auto()
    PARAGRAPH = auto()


@dataclass
class Block:
    """A stretch of the text, by its first and one past its last character."""

    kind: Kind
    start: int
    end: int
    rank: int = 9  # of headings: 1 is the highest
    cell: int = 0  # in a row of a table


MARK = re.compile(
    r"\s*(?:[-*+\u2022\u25aa\u25e6\u00b7\u25cf\u2610\u2611]\s+"
    r"|(?:article|section|sec\.|art[i\u00ed]culo|secci[o\u00f3]n|cl[a\u00e1]usula)\s+[\divxlc]+\b[.:)]?"
    r"|\u00a7\s*\d+"
    r"|\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivx]{1,5})[.)](?=\s)"
    r"|[a-z]-?\d{1,2}[.)]?(?=\s)"
    r"|\d{1,2}(?:\.\d{1,2})+(?=\s))",
    re.IGNORECASE,
)
NAMED = re.compile(
    r"\s*(?:article|section|art[i\u00ed]culo|secci[o\u00f3]n|cl[a\u00e1]usula)\b", re.I
)
MARKDOWN = re.compile(r"\s*(#{1,6})\s+")
VERB = re.compile(
    r"\b(?:shall|will|must|may|can|should|agrees?|is|are|was|were|be|has|have|does|do|signs?|keeps?|calls?|"
    r"provides?|offers?|refers?|trains?|meets?|names?|answers?|wants?|pays?|begins?|ends?|"
    r"deber[a\u00e1]n?|podr[a\u00e1]n?|es|son|ser[a\u00e1]n?|puede[n]?|debe[n]?|acuerdan?)\b",
    re.IGNORECASE,
)
FIELD = re.compile(
    r"\s*(?:(?:by|name|printed name|print name|title|date|dated|signed|signature|authorized signature|its|for|firma|"
    r"nombre|cargo|fecha)\s*(?::|_{2,})|/s/|x?_{4,})",
    re.IGNORECASE,
)
SMALL = frozenset(
    {
        *("a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to"),
        *("with", "de", "del", "la", "las", "los", "el", "y", "o", "en", "para", "con", "por", "e"),
    }
)
PAGE = re.compile(
    r"\s*(?:-?\s*(?:page|p[a\u00e1]gina)\s+\d+(?:\s+(?:of|de)\s+\d+)?\s*-?|-\s*\d{1,3}\s*-|\d{1,3})\s*$",
    re.I,
)
CELLS = re.compile(r"\s*\|\s*|\t+| {4,}(?=\S)")


def blocks(text: str) -> list[Block]:
    """Every block in the order of the text."""
    found: list[Block] = []
    gap, last = True, ""
    for start, line in lines(text):
        if not line.strip() or PAGE.match(line):
            gap = gap or not line.strip()
            continue
        for block in of_line(start, line, free=gap or ended(last)):
            if goes_on(found, block, gap=gap, last=last):
                found[-1].end = block.end
            else:
                found.append(block)
        gap, last = False, line.strip()
    return found


def lines(text: str) -> Iterator[tuple[int, str]]:
    """Each line with its place. Tabs are kept: they part the cells of a table."""
    kept = {code: even for code, even in EVEN.items() if code != ord("\t")}
    at = 0
    for line in text.translate(kept).split("\n"):
        yield at, line
        at += len(line) + 1


def ended(line: str) -> bool:
    return not line or line[-1] in ".;:!?)\"'" or bool(MARKDOWN.match(line))


def of_line(start: int, line: str, *, free: bool) -> Iterator[Block]:
    """The block or blocks that begin with a line; free says that it need not go on from the line before."""
    if set(line.strip()) <= set("|-:=_+ ") and "|" in line:
        return
    cells = parts(line)
    if len(cells) > 1:
        for at, (first, after) in enumerate(cells):
            yield Block(Kind.ITEM, start + first, start + after, cell=at + 1)
        return
    end = start + len(line)
    rank = rank_of(line, free=free)
    if rank:
        yield Block(Kind.HEADING, start, end, rank)
    elif MARK.match(line) or FIELD.match(line):
        yield Block(Kind.ITEM, start, end)
    else:
        yield Block(Kind.PARAGRAPH, start, end)


def parts(line: str) -> list[tuple[int, int]]:
    """Where the cells of a row lie; one where the line is none of a table."""
    inner = line.strip()
    offset = line.index(inner)
    if "|" not in inner and "\t" not in inner and not re.search(r"\S {4,}\S", inner):
        return [(0, len(line))]
    found, at = [], 0
    for gap in [*CELLS.finditer(inner), None]:
        end = gap.start() if gap else len(inner)
        if inner[at:end].strip():
            found.append((offset + at, offset + end))
        at = gap.end() if gap else end
    return found


def rank_of(line: str, *, free: bool) -> int:
    """1 to 5 for a heading; 0 for content."""
    markdown = MARKDOWN.match(line)
    if markdown:
        return min(len(markdown[1]), 5)
    words = clean(line).strip()
    mark = MARK.match(words)
    bare = words[mark.end() :].strip() if mark else words
    if NAMED.match(line) and len(bare) < 80 and not VERB.search(bare):
        return 1
    if not looks_like_heading(words, bare) or not (free or bare.isupper() or "**" in line):
        return 0
    numbered = mark and mark[0].strip()[:1].isalnum()
    if bare.isupper():
        return 2
    return (2 + mark[0].count(".") - mark[0].strip().endswith(".") if mark and numbered else 4) or 2


def looks_like_heading(words: str, bare: str) -> bool:
    """Short, begun with a capital, no verb, no end of a sentence; most of its words capital unless a colon ends it."""
    if not 2 < len(bare) < 80 or FIELD.match(words) or bare[-1] in ".;,!?-" or "@" in bare:
        return False
    if VERB.search(bare) and not bare.isupper():
        return False
    if re.search(r"\b(?:the|a|an|of|and|or|to|in|for|with|by|y|de|la|el)$", bare):
        return False  # the line goes on
    spoken = [word for word in re.findall(r"[^\W\d_]+", bare) if word.lower() not in SMALL]
    if not spoken or not spoken[0][0].isupper() or re.search(r"\d{2}|:\s*\S|_{2,}", bare):
        return False
    capital = sum(word[0].isupper() for word in spoken)
    return capital / len(spoken) >= 0.6 or bare.endswith(":") or len(spoken) <= 4


def goes_on(found: list[Block], block: Block, *, gap: bool, last: str) -> bool:
    """A paragraph's further lines belong to the block before."""
    if gap or not found or block.kind is not Kind.PARAGRAPH or block.cell:
        return False
    before = found[-1]
    return before.kind is not Kind.HEADING and not before.cell and not FIELD.match(last)
