"""Handoff phrases: two neutral words that name one letter for a while, never a person, and prove nothing."""

import secrets
from collections.abc import Set
from functools import cache
from pathlib import Path

from django.conf import settings
from ruamel.yaml import YAML


@cache
def words() -> dict[str, str]:
    """Each English word and its Spanish one."""
    file = Path(settings.ROOT) / "content" / "phrases" / "words.yaml"
    return {row["en"]: row["es"] for row in YAML(typ="safe").load(file)}


def new_phrase(taken: Set[str]) -> str:
    """Two different words at random, a pair that nobody uses now."""
    listed = sorted(words())
    while True:
        phrase = " ".join(secrets.SystemRandom().sample(listed, 2))
        if phrase not in taken:
            return phrase


def in_spanish(phrase: str) -> str:
    """The same pair for a colleague who works in Spanish."""
    return " ".join(words()[word] for word in phrase.split())
