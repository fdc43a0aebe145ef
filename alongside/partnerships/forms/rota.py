"""Who answers when: a time of the week, a day that differs, a colleague."""

from datetime import time
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from alongside.directory.hours import TIME_ZONES
from alongside.directory.models import Site
from alongside.directory.opening import zone_text
from alongside.directory.phones import read_phones
from alongside.lib.choices import listed, offer_rows
from alongside.lib.fields import clock_field, day_field
from alongside.orgs.models import Membership, Person
from alongside.orgs.roles import Can
from alongside.partnerships.forms.people import ColleagueField, colleagues
from alongside.partnerships.models import RotaChange, RotaMode, RotaRole, RotaTime
from alongside.partnerships.models.rota import WEEK, clinics_of_partners

FROM_AFAR = {RotaMode.CHAT, RotaMode.VIDEO}
SECURE = URLValidator(schemes=["https"])
EXTRA = "extra"  # not a day that differs, but one more


class ClinicField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A place of a partner, with whose it is."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.organization.name}: {obj.name}"


class RotaTimeForm(forms.Form):
    needed_at_times = {"line", "clinic"}
    role = forms.ChoiceField(label=_("Who answers, by role"), choices=listed(RotaRole.choices))
    mode = forms.ChoiceField(
        label=_("How"), choices=listed(RotaMode.choices), widget=forms.RadioSelect
    )
    line = forms.CharField(
        label=_("Line"),
        max_length=200,
        required=False,
        help_text=_(
            "A phone number. For chat and video, an address that begins with https://. Partners see it."
        ),
    )
    clinic = ClinicField(
        label=_("At which partner's place"),
        queryset=Site.objects.none(),
        required=False,
        empty_label=_("Nowhere: by phone, chat or video"),
        help_text=_(
            "Needed for somebody on site. Only that partner reads it, and only on that day."
        ),
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On which days"),
        coerce=int,
        choices=[(day, WEEKDAYS[day - 1]) for day in WEEK],
        widget=forms.CheckboxSelectMultiple,
    )
    starts = clock_field(label=_("Begins at"))
    ends = clock_field(
        label=_("Ends at"),
        help_text=_(
            "When it ends before it begins, it ends on the next day. The same time twice means day and night."
        ),
    )
    time_zone = forms.ChoiceField(
        label=_("By the clock of"), choices=[(zone, zone_text(zone)) for zone in TIME_ZONES]
    )
    holder = ColleagueField(
        label=_("Who"),
        queryset=Membership.objects.none(),
        required=False,
        empty_label=_("Nobody by name: the role answers"),
    )
    shown_as = forms.CharField(
        label=_("Name that partners see"),
        max_length=60,
        required=False,
        help_text=_(
            "Only for yourself: everybody chooses their own. Leave it empty and partners see the role."
        ),
    )
    valid_from = day_field(label=_("First day"))
    valid_until = day_field(
        label=_("Last day"), required=False, help_text=_("Leave it empty when it goes on.")
    )

    def __init__(self, *args: Any, by: Person, one: RotaTime | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own, self.one = by.session_membership, one
        offer_rows(self, "holder", colleagues(by.here))
        places = clinics_of_partners(by.here).order_by("organization__name", "name", "pk")
        offer_rows(self, "clinic", places)
        if not by.can(Can.KEEP_ROTA, at=by.here):
            del self.fields["holder"]

    @property
    def whose(self) -> Membership | None:
        """Whose it would be."""
        if "holder" in self.fields:
            return self.cleaned_data.get("holder")
        return self.one.holder if self.one else None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        given["line_link"] = ""
        if given.get("mode") == RotaMode.ON_SITE:
            self.clean_on_site(given)
        else:
            given["clinic"] = None
        if "line" in given and "mode" in given:
            self.clean_line_by_mode(given)
        first, last = given.get("valid_from"), given.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", _("The last day is not before the first."))
        self.clean_name(given)
        return given

    def clean_on_site(self, given: dict[str, Any]) -> None:
        """The clock is that of the place."""
        clinic = given.get("clinic")
        if clinic is None and "clinic" not in self.errors:
            self.add_error("clinic", _("Choose where they sit."))
        if clinic and clinic.time_zone in TIME_ZONES:
            given["time_zone"] = clinic.time_zone

    def clean_line_by_mode(self, given: dict[str, Any]) -> None:
        """A number as people read it and as telephones dial it, or an address."""
        line = given["line"]
        if given["mode"] in FROM_AFAR:
            if not is_address(line):
                self.add_error("line", _("Write an address that begins with https://."))
            given["line_link"] = line
        elif line or given["mode"] == RotaMode.PHONE:
            phones, _note = read_phones(line)
            if len(phones) != 1:
                self.add_error("line", _("Write one phone number, with its area code."))
            else:
                given["line"], given["line_link"] = phones[0].text, phones[0].link

    def clean_name(self, given: dict[str, Any]) -> None:
        """Nobody chooses it for somebody else; what they chose themselves is not shown to be changed here."""
        is_own = self.whose is not None and self.whose == self.own
        if not is_own and given.pop("shown_as", ""):
            words = _("Everybody chooses this for themselves. Leave it empty.")
            self.add_error("shown_as", words)


def is_address(line: str) -> bool:
    try:
        SECURE(line)
    except ValidationError:
        return False
    return not urlsplit(line).username


def initial_of(one: RotaTime, own: Membership | None) -> dict[str, Any]:
    """What the form begins with. The name that a colleague chose is theirs to change."""
    said = {name: getattr(one, name) for name in RotaTimeForm.base_fields}
    said |= {"holder": one.holder_id, "clinic": one.clinic_id}
    return said if one.holder == own else said | {"shown_as": ""}


class ExceptionForm(forms.Form):
    needed_at_times = {"membership", "starts", "ends"}
    day = day_field(label=_("Day"))
    change = forms.ChoiceField(
        label=_("What is different"),
        choices=[*RotaChange.choices, (EXTRA, _("One more time, on this day only"))],
        widget=forms.RadioSelect,
    )
    membership = ColleagueField(
        label=_("Who answers"),
        queryset=Membership.objects.none(),
        required=False,
        empty_label=_("The same as always"),
        help_text=_("Needed when somebody else answers."),
    )
    starts = clock_field(
        label=_("Begins at"),
        required=False,
        help_text=_("Needed for other hours and for one more time."),
    )
    ends = clock_field(
        label=_("Ends at"),
        required=False,
        help_text=_("When it ends before it begins, it ends on the next day."),
    )

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "membership", colleagues(by.here))

    @property
    def hours(self) -> tuple[time, time] | None:
        starts, ends = self.cleaned_data.get("starts"), self.cleaned_data.get("ends")
        return (starts, ends) if starts is not None and ends is not None else None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        change = given.get("change")
        if change == RotaChange.SOMEBODY_ELSE and given.get("membership") is None:
            self.add_error("membership", _("Say who answers instead."))
        if change in {RotaChange.OTHER_HOURS, EXTRA}:
            for name in ("starts", "ends"):
                if given.get(name) is None and name not in self.errors:
                    self.add_error(name, _("Say from when and until when."))
        return given


class GiveForm(forms.Form):
    to = ColleagueField(label=_("To whom"), queryset=Membership.objects.none())

    def __init__(self, *args: Any, by: Person, one: RotaTime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = colleagues(by.here)
        if one.holder:
            others = others.exclude(pk=one.holder.pk)
        offer_rows(self, "to", others)


class TakeOverForm(forms.Form):
    """What a button to take over sends along: what was on the page."""

    day = forms.DateField()
    instead_of = forms.UUIDField(required=False)
