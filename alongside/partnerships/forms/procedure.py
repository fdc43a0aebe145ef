"""One way to reach the other side, as a champion writes it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from alongside.lib.choices import listed, offer
from alongside.partnerships.models import HeldKind, Mode, Partnership, Who
from alongside.partnerships.models.procedure import LONGEST_SHORT, LONGEST_TEXT, WaySaid
from alongside.partnerships.procedures import (
    bounds_in_force,
    newest_number,
    newest_ways,
    objection_to,
    sites_of,
)

NO_NAMES = _("No names of people you serve.")


def text(**options: Any) -> forms.CharField:
    return forms.CharField(
        max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 3}), **options
    )


class WayForm(forms.Form):
    """A new way, or the way with a key as the newest version has it."""

    on = forms.IntegerField(widget=forms.HiddenInput)
    caller_id = forms.TypedChoiceField(label=_("Who calls"), coerce=UUID, widget=forms.RadioSelect)
    who_calls = forms.ChoiceField(label=_("Their role"), choices=listed(Who.choices))
    who_answers = forms.ChoiceField(
        label=_("Whom they ask for on the other side"), choices=listed(Who.choices)
    )
    site_id = forms.TypedChoiceField(
        label=_("At which place of the health center"),
        coerce=UUID,
        required=False,
        empty_value=None,
    )
    hours = forms.CharField(
        label=_("When"),
        max_length=LONGEST_SHORT,
        help_text=_("For instance: Monday to Friday, 8 to 5. Or: day and night."),
    )
    mode = forms.ChoiceField(label=_("How"), help_text=_("Only what your agreement has."))
    line = forms.CharField(
        label=_("The number to call, or the room"),
        max_length=LONGEST_SHORT,
        help_text=_(
            "A line that somebody answers, not a person's own phone. No names of people you serve."
        ),
    )
    say = text(
        label=_("What to say"),
        help_text=_("Two sentences that work on the phone. No names of people you serve."),
    )
    when_nobody = text(
        label=_("When nobody answers"),
        help_text=_("Who is next, and after how long. No names of people you serve."),
    )
    held_kinds = forms.MultipleChoiceField(
        label=_("Which held times may be offered"),
        choices=listed(HeldKind.choices),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The page prints those that the health center holds now."),
    )

    def __init__(
        self, *args: Any, partnership: Partnership, key: UUID | None = None, **kwargs: Any
    ) -> None:
        self.partnership, self.key = partnership, key
        self.newest = newest_ways(partnership)
        kwargs["initial"] = {"on": newest_number(partnership)} | dict(self.way_now or {})
        super().__init__(*args, **kwargs)
        sides = [one.organization for one in partnership.sides.values()]
        offer(self, "caller_id", [(one.pk, one.name) for one in sides])
        sites = [(site.pk, site.name) for site in sites_of(partnership)]
        offer(self, "site_id", [("", _("Everywhere")), *sites])
        bounds = bounds_in_force(partnership)
        modes = [mode for mode in Mode if bounds and mode in bounds.modes]
        offer(self, "mode", [(mode.value, capfirst(str(mode.label))) for mode in modes])
        if Mode.HELD_TIME not in modes:
            del self.fields["held_kinds"]

    @property
    def way_now(self) -> WaySaid | None:
        """The way as the newest version has it."""
        return next((way for way in self.newest if way["key"] == self.key), None)

    @property
    def ways(self) -> Sequence[WaySaid]:
        """All ways of the version that this one makes."""
        said: Any = {"held_kinds": []} | self.cleaned_data | {"key": self.key or uuid4()}
        del said["on"]
        if self.key is None:
            return [*self.newest, said]
        return [said if way["key"] == self.key else way for way in self.newest]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        on = newest_number(self.partnership)
        if "on" in given and given["on"] != on:
            self.data = data_with(self.data, on)  # whoever presses again has been told
            self.add_error(
                None,
                _(
                    "The procedure has changed since you opened this page. Look at the newest version, then save again."
                ),
            )
        elif not self.errors and (objection := objection_to(self.ways, self.partnership)):
            self.add_error(None, objection)
        return given


def data_with(posted: Any, on: int) -> Any:
    """What was typed, for another version."""
    typed = posted.copy()
    typed["on"] = str(on)
    return typed
