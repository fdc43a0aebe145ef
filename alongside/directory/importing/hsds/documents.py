"""HSDS as JSON, of any size: lists, pages, tables, or one long object, given one thing at a time."""

import io
from collections.abc import Iterator
from contextlib import closing
from typing import IO, Any

import ijson
from ijson.common import ObjectBuilder

from alongside.directory.importing.files import Member
from alongside.directory.importing.hsds.flattening import Flat, Found
from alongside.directory.importing.hsds.tables import kind_of
from alongside.directory.importing.report import LeftOut, Report
from alongside.directory.importing.staging import Row
from alongside.directory.sentences import sentence as _

FENCE = b"```"
PAGES = {"contents", "data", "results", "items"}
WHOLE = 4_000_000  # bytes; a larger file is read a thing at a time
OPENS, CLOSES = ("start_map", "start_array"), ("end_map", "end_array")
Events = Iterator[tuple[str, str, Any]]


def objects_in(member: Member, report: Report) -> Iterator[Found]:
    """The rows of a file of JSON; from where it cannot be read on, that is reported and what came before kept."""
    flat = Flat(member.name)
    try:
        for name, thing in things_in(member):
            yield from flat.rows(name, thing, report)
    except (ijson.JSONError, UnicodeDecodeError, RecursionError):
        report.is_damaged = True
        row = Row(member.name, flat.number + 2)
        report.read(member.name)
        report.leave_out(row, LeftOut("", _("From here on the file is no JSON.")))


def things_in(member: Member) -> Iterator[tuple[str, Any]]:
    """The objects of a file, each with the name of the list that it stands in."""
    is_lines = member.name.casefold().endswith((".jsonl", ".ndjson"))
    with closing(plain(member)) as file:
        events = ijson.parse(file, use_float=True, multiple_values=is_lines)
        for prefix, event, value in events:
            if event == "start_array" and prefix == "":
                yield from items(events, "")
            elif event == "start_map" and member.size > WHOLE and not is_lines:
                yield from members(events)
            elif event in OPENS:
                yield from unfolded(built(events, event, value))


def plain(member: Member) -> IO[bytes]:
    """The file without a mark at its start, and without the fence that a chat sets around JSON."""
    file = member.open()
    start = file.read(3)
    if (
        not start.startswith(FENCE)
        and start != b"\xef\xbb\xbf"
        and not start.strip().startswith(b"`")
    ):
        file.close()
        return member.open()
    with file:
        lines = (
            file.read(2 * WHOLE).strip().split(b"\n") if start.startswith(b"`") else [file.read()]
        )
    return io.BytesIO(b"\n".join(line for line in lines if not line.startswith(b"`")))


def unfolded(thing: Any) -> Iterator[tuple[str, Any]]:
    """An object that is only a page or a set of tables gives what they hold; any other gives itself."""
    if (
        not isinstance(thing, dict)
        or thing.get("id")
        or thing.get("name")
        or "organization" in thing
    ):
        yield "", thing
        return
    lists = [key for key, value in thing.items() if isinstance(value, list) and is_list(key)]
    for key in lists:
        yield from (("" if key in PAGES else key, one) for one in thing[key])
    if not lists:
        yield "", thing


def is_list(key: str) -> bool:
    return key in PAGES or bool(kind_of(key))


def members(events: Events) -> Iterator[tuple[str, Any]]:
    """The same of a file too large to hold: its lists are given as they pass."""
    rest: dict[str, Any] = {}
    key, had_lists = "", False
    for prefix, event, value in events:
        if prefix == "" and event == "end_map":
            break
        if prefix == "":
            key = value
        elif event == "start_array" and is_list(key) and not (rest.get("id") or rest.get("name")):
            had_lists = True
            yield from items(events, "" if key in PAGES else key)
        else:
            rest[key] = built(events, event, value)
    if not had_lists:
        yield "", rest


def items(events: Events, name: str) -> Iterator[tuple[str, Any]]:
    """Each thing of a list, given before the next one is read."""
    for _prefix, event, value in events:
        if event == "end_array":
            return
        yield name, built(events, event, value)


def built(events: Events, event: str, value: Any) -> Any:
    """The thing that begins with this event."""
    builder = ObjectBuilder()
    builder.event(event, value)
    depth = int(event in OPENS)
    while depth:
        _prefix, event, value = next(events)
        builder.event(event, value)
        depth += (event in OPENS) - (event in CLOSES)
    return builder.value
