"""The hours of a record as a plain week, two spans a day, and back again."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

Span = tuple[str, str]  # "09:00", "17:00"; the second no later than the first: on the next day
Week = dict[int, list[Span]]  # ISO weekday → its spans
SPANS = (0, 1)


def week_of(hours: Iterable[Mapping[str, Any]]) -> tuple[Week, list[Mapping[str, Any]]]:
    """The plain week in these hours, and the lines that do not fit: seasons, notes, a third span."""
    week: Week = defaultdict(list)
    rest = []
    for line in hours:
        if line.keys() != {"days", "opens", "closes"} or any(
            len(week[int(day)]) > SPANS[-1] for day in line["days"]
        ):
            rest.append(line)
            continue
        for day in line["days"]:
            week[int(day)].append((line["opens"], line["closes"]))
    return {day: sorted(spans) for day, spans in week.items() if spans}, rest


def lines_of(week: Week) -> list[dict[str, str]]:
    """A week as records hold it: one line for days that are alike."""
    days: dict[Span, str] = defaultdict(str)
    for day in sorted(week):
        for span in week[day]:
            days[span] += str(day)
    lines = [{"days": days[span], "opens": span[0], "closes": span[1]} for span in days]
    return sorted(lines, key=lambda line: (line["days"], line["opens"]))
