"""Where a list says something else by now than what a person put right."""

from dataclasses import dataclass

from alongside.directory.keeping.putting_right import group_of
from alongside.directory.keeping.read_aloud import in_words
from alongside.directory.models import Listing, Service, Site


@dataclass(frozen=True)
class Difference:
    field: str
    ours: list[str]
    theirs: list[str]


def differing(record: Site | Service | Listing) -> list[Difference]:
    """Each field once, fields that belong together as one."""
    ours = {name: getattr(record, name) for name in record.kept if hasattr(record, name)}
    whole = vars(record) | ours
    groups = dict.fromkeys(group_of(name) for name in record.disputed)
    return [
        Difference(group, in_words(group, whole), in_words(group, whole | record.disputed))
        for group in groups
    ]
