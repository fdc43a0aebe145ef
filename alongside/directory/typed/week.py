"""A week to fill in: seven days, two spans each. What closes no later than it opens closes the next day."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.directory.week import SPANS, Week, lines_of, week_of

WEEKDAYS_ISO = range(1, 8)
Boxes = dict[tuple[int, int], tuple[str, str]]  # day and span → what is typed


class WeekWidget(forms.Widget):
    """Two pairs of times for each day."""

    template_name = "directory/typed/week.html"
    use_fieldset = True

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Boxes:
        return {
            (day, span): (
                data.get(f"{name}_{day}_{span}_opens", ""),
                data.get(f"{name}_{day}_{span}_closes", ""),
            )
            for day in WEEKDAYS_ISO
            for span in SPANS
        }

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return not any(key.startswith(f"{name}_") for key in data)

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_1_0_opens"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        boxes = value if isinstance(value, dict) else boxes_of(value or [])
        context["week"] = [
            {
                "name": WEEKDAYS[day - 1],
                "spans": [
                    {"key": f"{name}_{day}_{span}", "typed": boxes[day, span]} for span in SPANS
                ],
            }
            for day in WEEKDAYS_ISO
        ]
        return context


def boxes_of(hours: list[dict[str, Any]]) -> Boxes:
    """What stands in the boxes of a record's hours; midnight at a day's end is 00:00 there."""
    week, _rest = week_of(hours)
    boxes = {}
    for day in WEEKDAYS_ISO:
        spans = week.get(day, [])
        for number in SPANS:
            opens, closes = spans[number] if number < len(spans) else ("", "")
            boxes[day, number] = (opens, closes.replace("24:00", "00:00"))
    return boxes


class WeekField(forms.Field):
    """Hours as records hold them; lines that fit no plain week stay as they are."""

    widget = WeekWidget

    def __init__(self, **options: Any) -> None:
        hint = gettext_lazy(
            "Leave a day empty when nobody is there. Open past midnight: 22:00 to 06:00 ends on the next day. "
            "Day and night: 00:00 to 00:00."
        )
        super().__init__(label=gettext_lazy("Hours"), required=False, help_text=hint, **options)
        self.rest: list[Mapping[str, Any]] = []

    def about(self, hours: list[dict[str, Any]]) -> list[Mapping[str, Any]]:
        """Make the week for a record's hours; the lines that fit no plain week."""
        self.rest = week_of(hours)[1]
        return self.rest

    def clean(self, boxes: Boxes) -> list[dict[str, Any]]:
        week: Week = {}
        for (day, _span), typed in boxes.items():
            if any(typed):
                week.setdefault(day, []).append(span_of(day, *typed))
        return [*lines_of(week), *map(dict, self.rest)]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(boxes_of(initial or []) != data)


def span_of(day: int, opens: str, closes: str) -> tuple[str, str]:
    """Two times that were typed, both of them."""
    times = []
    for typed in (opens, closes):
        try:
            times.append(forms.TimeField().clean(typed).strftime("%H:%M"))
        except ValidationError as wrong:
            day_name = WEEKDAYS[day - 1]
            sentence = _("%(day)s: write both times, such as 09:00 and 17:00.") % {"day": day_name}
            raise ValidationError(sentence) from wrong
    return times[0], "24:00" if times[1] == "00:00" else times[1]
