"""The hotlines that end every search. Each number in data/hotlines.csv was verified."""

from dataclasses import dataclass
from functools import cache

from django.utils.translation import get_language

from alongside.lib.facts import rows


@dataclass(frozen=True)
class Hotline:
    name: str
    whom: str
    phone: str
    link: str
    tty: str
    text: str
    web: str
    hours: str


@cache
def hotlines_in(language: str) -> tuple[Hotline, ...]:
    """In the order of the file: the National Domestic Violence Hotline first."""
    return tuple(
        Hotline(
            name=row["name"],
            whom=row[f"for_{language}"],
            phone=row[f"phone_{language}"],
            link=f"tel:{row['dial']}",
            tty=row["tty"],
            text=row[f"text_{language}"],
            web=row["web"],
            hours=row[f"hours_{language}"],
        )
        for row in rows("hotlines.csv")
        if row["confidence"].startswith("verified") and row["dial"]
    )


def hotlines() -> tuple[Hotline, ...]:
    """The hotlines in the reader's language."""
    return hotlines_in("es" if (get_language() or "en").startswith("es") else "en")
