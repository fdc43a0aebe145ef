"""Text as lists hold it, made text that people read: no wrong letters, markers, markup or e-mail addresses."""

import html
import re
from dataclasses import dataclass

import ftfy
from django.utils.html import strip_tags

# How lists write that there is nothing.
BLANK = {"na", "n/a", "null", "none", "nan", "-", "--", "unknown", "not available", "no phone"}
# UTF-8's curly quotes and dashes read as an old IBM code page, whose Gamma often became a G.
OLD_CODE_PAGE = re.compile(
    "[G\N{GREEK CAPITAL LETTER GAMMA}]\N{LATIN CAPITAL LETTER C WITH CEDILLA}(.)"
)
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
MARKER = re.compile(r"###\s*\w*\s*#{0,3}")
SPACES = re.compile(r"[^\S\n]+")
LINES = re.compile(r"\s*\n\s*\n\s*")


def clean(written: str) -> str:
    """Text in one line: no control signs, no double spaces, no HTML entities."""
    return " ".join(printable(right_letters(written)).split())


def paragraphs(written: str) -> str:
    """Text in which lines stay lines, without markup; a backslash and an n stand for one in some lists."""
    seen = right_letters(written)
    if "<" in seen:
        seen = strip_tags(seen)
    lines = (" ".join(printable(line).split()) for line in seen.replace("\r", "\n").split("\n"))
    return LINES.sub("\n\n", "\n".join(lines)).strip()


def right_letters(written: str) -> str:
    seen = written
    if "\\" in seen:
        seen = seen.replace("\\r", "").replace("\\n", "\n").replace("\\t", " ")
    if "&" in seen:
        seen = html.unescape(seen)
    if not seen.isascii():
        seen = ftfy.fix_encoding(OLD_CODE_PAGE.sub(one_letter, seen))
    return seen


def one_letter(found: re.Match[str]) -> str:
    """The letter whose three bytes were read one by one; as it was where they are none."""
    try:
        return (b"\xe2\x80" + found[1].encode("cp437")).decode()
    except UnicodeError:
        return found[0]


def printable(seen: str) -> str:
    if seen.isprintable():
        return seen
    return "".join(sign if sign.isprintable() else " " for sign in seen)


@dataclass(frozen=True)
class Said:
    """A longer text, and what was taken out of it."""

    text: str
    emails: int = 0
    is_cut: bool = False


def said(written: str, longest: int) -> Said:
    """A longer text without e-mail addresses and without the marks of a list's own software."""
    text = paragraphs(written)
    if "###" in text:
        text = paragraphs(MARKER.sub("", text))
    emails = 0
    if "@" in text:
        text, emails = EMAIL.subn("", text)
        text = SPACES.sub(" ", text).strip()
    if text.casefold() in BLANK:
        text = ""
    return Said(text[:longest], emails, len(text) > longest)
