"""A stretch of a text made even: straight quotes, one space, no hyphens of line ends. Small letters for matching."""

import re
import unicodedata

# One character for one, so that a place in the text stays the same place.
EVEN = str.maketrans(
    "\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb\u2013\u2014\u2010\u2011\u00a0\u2007\u202f\t\u00ad",
    '\'\'"""""----    -',
)
BROKEN = re.compile(r"(\w+)-[ \t]*\n\s*([a-z\u00e0-\u00ff]\w*)")
# Words that keep their hyphen also where a line ends after it.
HYPHENATED = frozenset(
    {
        *(
            "two",
            "one",
            "time",
            "warm",
            "cross",
            "on",
            "in",
            "hand",
            "follow",
            "day",
            "year",
            "third",
            "non",
            "client",
        ),
        *("patient", "survivor", "self"),
    }
)
MARKS = re.compile(
    r"\*\*|(?<![\w])__(?=[^\W_])|(?<=[^\W_])__(?!\w)|`"
)  # of Markdown; a row of underscores is a blank and stays


def joined(found: re.Match[str]) -> str:
    first, second = found.groups()
    return f"{first}-{second}" if first.lower() in HYPHENATED else first + second


def clean(text: str) -> str:
    """As people would write it on one line."""
    even = unicodedata.normalize("NFKC", text.translate(EVEN))
    return " ".join(MARKS.sub("", BROKEN.sub(joined, even)).split())


# British spelling as the cues are not written, and one name for a form.
SPELLED = (
    (
        re.compile(
            r"\b((?:un|re|de-?)?(?:anonymi|authori|finali|formali|minimi|organi|prioriti|recogni|summari|utili))s(?=[aei])"
        ),
        r"\1z",
    ),
    (re.compile(r"\b(cent)re(s?)\b"), r"\1er\2"),
    (re.compile(r"\bprogramme(s?)\b"), r"program\1"),
    (re.compile(r"\bwhilst\b"), "while"),
    (
        re.compile(
            r"\b(?:releases? of (?:\w+ )?information|information[- ](?:sharing|release) (?:form|consent))\b"
        ),
        "release form",
    ),
    (re.compile(r"\bcounsell(?=ing|or)"), "counsel"),
)


def plain(text: str) -> str:
    """For matching: small letters, no accents, one spelling."""
    spelled = unicodedata.normalize("NFKD", clean(text).casefold())
    words = "".join(letter for letter in spelled if not unicodedata.combining(letter))
    for british, american in SPELLED:
        words = british.sub(american, words)
    return words
