"""Within which bounds two organizations refer to each other."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.lib.choices import listed, offer_rows
from alongside.orgs.models import Organization
from alongside.partnerships.forms.groups import others_here
from alongside.partnerships.models import Item, Mode
from alongside.partnerships.models.agreements import (
    LONGEST_RELEASE_DAYS,
    LONGEST_RESPONSE_HOURS,
    MOST_HELD_TIMES,
)


def number(within: range, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(min_value=within.start, max_value=within[-1], **options)


class BoundsForm(forms.Form):
    """The same bounds hold in both directions."""

    modes = forms.MultipleChoiceField(
        label=_("How people may be connected"),
        choices=listed(Mode.choices),
        initial=[Mode.CALL_TOGETHER, Mode.CALL_BACK],
        widget=forms.CheckboxSelectMultiple,
    )
    items = forms.MultipleChoiceField(
        label=_("What a sealed letter may hold, when the survivor permits it"),
        choices=listed(Item.choices),
        initial=[Item.NAME, Item.SAFE_CONTACT, Item.NEEDS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose none to work by voice alone."),
    )
    longest_release_days = number(
        range(1, LONGEST_RELEASE_DAYS + 1),
        initial=14,
        label=_("The longest a survivor's permission may last, in days"),
        help_text=_("From 1 to 90. Shorter is safer."),
    )
    response_hours = number(
        range(1, LONGEST_RESPONSE_HOURS + 1),
        initial=24,
        label=_("A letter is opened within how many hours"),
        help_text=_("From 1 to 168. Say what you can keep in a bad week."),
    )
    held_times_a_week = number(
        range(MOST_HELD_TIMES + 1),
        initial=0,
        label=_("How many times the health center holds open each week"),
        required=False,
        help_text=_("For people the program sends. 0 when none are held."),
    )

    def clean_held_times_a_week(self) -> int:
        return self.cleaned_data["held_times_a_week"] or 0

    def clean_modes(self) -> list[str]:
        return [mode for mode in Mode.values if mode in self.cleaned_data["modes"]]

    def clean_items(self) -> list[str]:
        return [item for item in Item.values if item in self.cleaned_data["items"]]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        modes, items = given.get("modes", []), given.get("items")
        if Mode.CALL_BACK in modes and items is not None and Item.SAFE_CONTACT not in items:
            self.add_error("items", _("To call somebody back, a letter must hold a safe contact."))
        return given


class ProposeForm(BoundsForm):
    partner = forms.ModelChoiceField(
        label=_("With which organization"), queryset=Organization.objects.none()
    )
    field_order = ["partner"]

    def __init__(self, *args: Any, here: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "partner", others_here(here))
