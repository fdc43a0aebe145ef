"""A person's words beside a list's: who changes what, what stays, and what the list says since."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from alongside.directory.models import Record

PLACE = (
    "address_1",
    "address_2",
    "city",
    "postal_code",
    "county",
    "latitude",
    "longitude",
    "is_rough",
    "getting_there",
)
# Fields that are put right together, as people see them.
TOGETHER: Mapping[str, tuple[str, ...]] = {
    "address": (*PLACE[:8], "state", "time_zone"),
    "phone": ("phone", "phone_link"),
    "hours": ("hours", "hours_text"),
}


def group_of(field: str) -> str:
    """What people call the fields that are put right together with this one."""
    return next((group for group, fields in TOGETHER.items() if field in fields), field)


def put_right(record: Record, changes: Mapping[str, Any]) -> set[str]:
    """Write what a person changed; of a record from a list, remember what the list said. Names what differs."""
    changed = {name for name, value in changes.items() if getattr(record, name) != value}
    for name in changed:
        if record.source_id:
            record.kept.setdefault(name, as_json(getattr(record, name)))
            if record.kept[name] == as_json(changes[name]):
                del record.kept[name]
            record.disputed.pop(name, None)
        setattr(record, name, changes[name])
    return changed


def follow_list(record: Record, said: Mapping[str, Any]) -> list[str]:
    """Write what a list says, except where a person put something right; names where it disagrees anew."""
    for name, value in said.items():
        if name not in record.kept:
            setattr(record, name, value)
        elif as_json(value) == as_json(getattr(record, name)):
            del record.kept[name]  # it has come to say the same
            record.disputed.pop(name, None)
        elif as_json(value) == record.kept[name]:
            record.disputed.pop(name, None)
        else:
            record.disputed[name] = as_json(value)
    return sorted(set(said) & set(record.disputed))


def take_theirs(record: Record, group: str) -> set[str]:
    """Let a list's words stand again where a person had put them right."""
    taken = {name for name in record.disputed if group_of(name) == group}
    for name in taken:
        setattr(record, name, record.disputed.pop(name))
        record.kept.pop(name, None)
    return taken


def keep_ours(record: Record, group: str) -> set[str]:
    """Let the person's words stand; the list is heard again when it says yet something else."""
    settled = {name for name in record.disputed if group_of(name) == group}
    for name in settled:
        record.kept[name] = record.disputed.pop(name)
    return settled


def forget_place(record: Record) -> None:
    """Nothing of a place stays in what a list said of it."""
    record.kept = {name: said for name, said in record.kept.items() if name not in PLACE}
    record.disputed = {name: said for name, said in record.disputed.items() if name not in PLACE}


def as_json(value: Any) -> Any:
    """A field's value as the database keeps it among what was said."""
    if isinstance(value, UUID):
        return str(value)
    return value.isoformat() if hasattr(value, "isoformat") else value
