"""What somebody asks of a copy."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.directory.content.needs import areas
from alongside.directory.geography.counties import counties
from alongside.directory.geography.places import states
from alongside.directory.models import ANY_NEED, Copy
from alongside.lib import content
from alongside.lib.choices import listed, offer


def state_choices() -> list[tuple[str, str]]:
    return [("", str(_("All states"))), *((one.code, one.name) for one in states().values())]


def county_choices(area: str) -> list[tuple[str, str]]:
    found = [(one.fips, one.name) for one in counties().values() if one.state == area]
    return sorted(found, key=lambda one: one[1])


def need_choices() -> list[tuple[int, str]]:
    return [(ANY_NEED, str(_("Any need"))), *((one.number, one.name) for one in areas())]


class AreaForm(forms.Form):
    area = forms.ChoiceField(label=_("State"), choices=state_choices, required=False)


class CopyForm(forms.ModelForm):  # type: ignore[type-arg]
    form = forms.ChoiceField(
        label=_("What do you want to take along?"),
        choices=listed(Copy.Form.choices),
        initial=Copy.Form.BOOKLET,
        widget=forms.RadioSelect,
        help_text=_("An HSDS package always holds the whole directory, in English."),
    )
    counties = forms.MultipleChoiceField(
        label=_("Counties"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("None chosen means the whole state."),
    )
    need = forms.TypedChoiceField(label=_("Need"), choices=need_choices, coerce=int)
    language = forms.ChoiceField(
        label=_("Language"),
        choices=[("en", "English"), ("es", "Español")],
        widget=forms.RadioSelect,
    )
    is_large = forms.BooleanField(label=_("Large print (booklet)"), required=False)
    area = forms.ChoiceField(choices=state_choices, required=False, widget=forms.HiddenInput)

    class Meta:
        model = Copy
        fields = ("form", "counties", "need", "language", "is_large", "area")

    def __init__(self, typed: Any = None, *, area: str) -> None:
        super().__init__(typed, initial={"area": area, "language": content.language()})
        offer(self, "counties", county_choices(area))
        if not county_choices(area):
            del self.fields["counties"]
