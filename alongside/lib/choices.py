"""Choices as a form lists them."""

from collections.abc import Iterable
from typing import Any

from django.utils.text import capfirst


def listed(choices: Iterable[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """Each label with a capital: the same words stand in the middle of sentences elsewhere."""
    return [(value, capfirst(label)) for value, label in choices]
