"""Which times a health center keeps open for a partner's people."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from alongside.directory.models import Site
from alongside.directory.typed.choices import ManyField, languages_offered
from alongside.lib.choices import listed, offer, offer_rows
from alongside.lib.fields import clock_field, day_field
from alongside.orgs.models import Organization
from alongside.partnerships.holding import days_ahead, objection_to
from alongside.partnerships.models import (
    Agreement,
    HeldKind,
    HeldTime,
    Member,
    Mode,
    Partnership,
    State,
)
from alongside.partnerships.models.held_times import LONGEST_MINUTES, SHORTEST_MINUTES, Held

ONCE = "0"


class HeldTimeForm(forms.Form):
    site = forms.ModelChoiceField(label=_("At which place"), queryset=Site.objects.none())
    kind = forms.ChoiceField(label=_("What it is for"), choices=listed(HeldKind.choices))
    weekday = forms.ChoiceField(label=_("How often"))
    from_day = day_field(
        label=_("First day"), help_text=_("For one time only: that day. The place's own calendar.")
    )
    until_day = day_field(
        label=_("Last day"), required=False, help_text=_("Leave it empty for no end.")
    )
    starts_at = clock_field(label=_("Begins at"), help_text=_("By the clock at the place."))
    minutes = forms.IntegerField(
        label=_("How many minutes"),
        initial=30,
        min_value=SHORTEST_MINUTES,
        max_value=LONGEST_MINUTES,
    )
    languages = ManyField(languages_offered, label=_("An interpreter is there for"))

    def __init__(
        self, *args: Any, here: Organization, held: HeldTime | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.here, self.held = here, held
        own = Site.objects.listed().filter(organization=here, is_confidential=False)
        offer_rows(self, "site", own.order_by("name", "pk"))
        every = [(str(n + 1), _("Every %(day)s") % {"day": day}) for n, day in WEEKDAYS.items()]
        offer(self, "weekday", [*every, (ONCE, _("Once, on the first day"))])
        cast(ManyField, self.fields["languages"]).about(held.languages if held else [])

    @property
    def said(self) -> Held:
        given = self.cleaned_data
        weekday = None if given["weekday"] == ONCE else int(given["weekday"])
        return {
            "site": given["site"],
            "weekday": weekday,
            "from_day": given["from_day"],
            "until_day": given["until_day"] if weekday else given["from_day"],
            "starts_at": given["starts_at"],
            "minutes": given["minutes"],
            "kind": given["kind"],
            "languages": given["languages"],
        }

    @property
    def settled(self) -> Partnership:
        return self.held.partnership if self.held else self.cleaned_data["partnership"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors:
            proposed = HeldTime(partnership=self.settled, organization=self.here, **self.said)
            if objection := objection_to(proposed, instead_of=self.held):
                self.add_error(None, objection)
        return given


class PartnershipField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A partnership by the name of the partner."""

    names: dict[Any, str] = {}

    def label_from_instance(self, obj: Any) -> str:
        return self.names[obj.pk]


class PublishForm(HeldTimeForm):
    partnership = PartnershipField(
        label=_("For the people of which partner"),
        queryset=Partnership.objects.none(),
        help_text=_("Only partners whose agreement has held times."),
    )
    field_order = ["partnership"]

    def __init__(self, *args: Any, here: Organization, **kwargs: Any) -> None:
        super().__init__(*args, here=here, held=None, **kwargs)
        names = partners_with_held_times(here)
        field = cast(PartnershipField, self.fields["partnership"])
        field.names = names
        field.queryset = Partnership.objects.filter(pk__in=names)


def partners_with_held_times(here: Organization) -> dict[Any, str]:
    """The active partnerships whose agreement in force has held times, and the partner's name."""
    allowing = Agreement.objects.in_force().filter(modes__contains=[Mode.HELD_TIME])
    partners = Member.objects.partners_of(here).filter(
        partnership__state=State.ACTIVE, partnership__in=allowing.values("partnership")
    )
    return {one.partnership_id: one.organization.name for one in partners}


class DayForm(forms.Form):
    """One of the next days of a held time."""

    day = forms.TypedChoiceField(coerce=date.fromisoformat)

    def __init__(self, *args: Any, held: HeldTime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = days_ahead(held)
        offer(self, "day", [(day.isoformat(), date_format(day, "DATE_FORMAT")) for day in days])
