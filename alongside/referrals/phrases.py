"""Handoff phrases: two neutral words that name one letter for a while, never a person, and prove nothing."""

import secrets
from functools import cache
from pathlib import Path

from django.conf import settings
from ruamel.yaml import YAML

DRAWN = 10


@cache
def words() -> dict[str, str]:
    """Each English word and its Spanish one."""
    file = Path(settings.ROOT) / "content" / "phrases" / "words.yaml"
    return {row["en"]: row["es"] for row in YAML(typ="safe").load(file)}


def some_phrases() -> list[str]:
    """Pairs of two different words at random: enough that one of them is nobody's now."""
    listed = sorted(words())
    return [" ".join(secrets.SystemRandom().sample(listed, 2)) for _ in range(DRAWN)]


def in_spanish(phrase: str) -> str:
    """The same pair for a colleague who works in Spanish."""
    return " ".join(words()[word] for word in phrase.split())
