"""Plain words, and areas served, as they are typed."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.directory.geography.areas import area_name
from alongside.directory.geography.counties import county_called
from alongside.directory.geography.places import states
from alongside.directory.searching.near import state_code

WHOLE_COUNTRY = {"us", "usa", "united states", "estados unidos"}


def words(value: Any) -> Any:
    """A value as a form gives it back: no space around, one kind of line end, lists in order."""
    if isinstance(value, str):
        return "\n".join(value.splitlines()).strip()
    return sorted(value) if isinstance(value, list) and not any_lines(value) else value


def any_lines(value: list[Any]) -> bool:
    return any(isinstance(one, dict) for one in value)


class Words(forms.CharField):
    """One line, or as many as `rows` says."""

    def __init__(self, label: Any, longest: int, *, rows: int = 0, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
        required = options.pop("required", False)
        super().__init__(
            label=label, max_length=longest, required=required, widget=widget, **options
        )

    def to_python(self, value: Any) -> Any:
        return words(super().to_python(value))


class AreasField(forms.CharField):
    """States, the whole country, or names of tribal lands and counties: one a line."""

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("Areas you serve"),
            required=False,
            max_length=4000,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=gettext_lazy(
                "One a line: a state, a county with its state, the name of a tribal land, or United States."
            ),
        )

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(map(area_name, value)) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        lines = [" ".join(line.split()) for line in super().clean(value).splitlines()]
        areas = sorted({area_code(line) for line in lines if line})
        if any(len(area) > 100 for area in areas):
            raise ValidationError(_("One area a line, in at most 100 letters."))
        return areas


def area_code(written: str) -> str:
    """US, a state's letters, a county's FIPS; else the name as it was written."""
    if written.casefold() in WHOLE_COUNTRY:
        return "US"
    code = state_code(written)
    if code in states():
        return code
    name, _comma, state = written.rpartition(",")
    return county_called(name, state_code(state.strip())) or written
