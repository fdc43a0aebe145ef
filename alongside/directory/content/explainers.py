"""Pages that say what an advocate and a health center are, for those who know only one of the two."""

from dataclasses import dataclass
from functools import cache

from alongside.lib import content

SLUGS = ("advocate", "health-center")


@dataclass(frozen=True)
class Section:
    heading: str
    text: str = ""
    points: tuple[str, ...] = ()


@dataclass(frozen=True)
class Explainer:
    slug: str
    title: str  # what the page is called; the first section says it in short
    lead: str
    sections: tuple[Section, ...]


@cache
def explainer(slug: str, language: str) -> Explainer | None:
    """One page in one language; none where no page is called so."""
    if slug not in SLUGS:
        return None
    rows = [row for file, row in content.rows("explainers") if file == slug]
    first, *rest = [
        Section(
            row["heading"][language],
            row.get("text", {}).get(language, ""),
            tuple(row.get("points", {}).get(language, ())),
        )
        for row in rows
    ]
    return Explainer(slug, first.heading, first.text, tuple(rest))
