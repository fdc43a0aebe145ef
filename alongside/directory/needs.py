"""What people need: the hub and the nine areas of the Circle of Support, read once from content/needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from django.conf import settings
from django.utils.translation import get_language
from ruamel.yaml import YAML

HUB = 1
HEALTH_CARE = 5


@dataclass(frozen=True)
class Need:
    number: int
    name: str
    includes: str


@cache
def needs_in(language: str) -> Mapping[int, Need]:
    """All needs in one language, by number, in the order of the file."""
    file = settings.ROOT / "content" / "needs" / f"{language}.yaml"
    found = [Need(**row) for row in YAML(typ="safe").load(file)]
    return MappingProxyType({need.number: need for need in found})


def needs() -> Mapping[int, Need]:
    """All needs in the reader's language."""
    return needs_in("es" if (get_language() or "en").startswith("es") else "en")
