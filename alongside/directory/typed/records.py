"""A site or a service as its keeper writes it. What is said here is changes, never the whole record."""

from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.directory.geography.places import states
from alongside.directory.keeping.putting_right import PLACE, TOGETHER
from alongside.directory.models import Listing, Service, Setting, Site
from alongside.directory.opening import week_lines
from alongside.directory.phones import read_phone
from alongside.directory.typed.choices import (
    AT_A_SITE,
    OF_A_SERVICE,
    ManyField,
    languages_offered,
    needs_offered,
)
from alongside.directory.typed.fields import AreasField, Words, words
from alongside.directory.typed.week import WeekField
from alongside.lib.choices import listed, offer, offer_rows

Record = Site | Service | Listing


class RecordForm(forms.Form):
    """What was shown travels along, signed: only what the person changed is written, over whatever it is by then."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Any = None, *, record: Record, only: str = "", proposed: str = ""
    ) -> None:
        self.record = record
        super().__init__(data, initial={})
        if only:
            self.keep_only(only)
        self.were = {name: words(getattr(record, name)) for name in self.fields if name in self.own}
        for name, field in self.fields.items():
            if isinstance(field, ManyField):
                field.about(self.were[name])
        self.prepare_week()
        shown = {only: proposed} if proposed and isinstance(self.fields.get(only), Words) else {}
        signed = signing.dumps(self.were, salt=self.salt, compress=True)
        self.initial = self.were | shown | {"seen": signed}

    @property
    def own(self) -> set[str]:
        return {field.name for field in self.record._meta.concrete_fields}

    @property
    def salt(self) -> str:
        return f"alongside.directory.record.{self.record.pk}"

    def keep_only(self, group: str) -> None:
        """The fields of one correction."""
        kept = {group, *TOGETHER.get(group, ()), "seen"}
        self.fields = {name: field for name, field in self.fields.items() if name in kept}

    def prepare_week(self) -> None:
        """Hours that fit no plain week stay, unless somebody says otherwise."""
        week = self.fields.get("hours")
        if isinstance(week, WeekField) and (
            rest := [dict(line) for line in week.about(self.were["hours"])]
        ):
            told = "; ".join(f"{days}: {times}" for days, times in week_lines(rest, localdate()))
            label = _("Take these other hours away: %s") % (told or _("at other times of the year"))
            self.fields["no_rest"] = forms.BooleanField(label=label, required=False)

    def clean_seen(self) -> dict[str, Any]:
        """What the form showed when it was opened."""
        try:
            shown: dict[str, Any] = signing.loads(self.cleaned_data["seen"], salt=self.salt)
        except signing.BadSignature:
            return self.were
        return shown

    def clean_phone(self) -> str:
        typed: str = self.cleaned_data["phone"]
        phone, _note = read_phone(typed, self.cleaned_data.get("state", ""))
        if typed and not phone.text:
            raise ValidationError(_("No telephone has this number. Look at it again."))
        return phone.text

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("no_rest"):
            rest = self.fields["hours"].rest  # type: ignore[attr-defined]
            said["hours"] = [line for line in said["hours"] if line not in rest]
        return said

    def changes(self) -> dict[str, Any]:
        """What differs from what was shown."""
        shown = self.cleaned_data["seen"]
        said = {name: self.cleaned_data[name] for name in shown if name in self.cleaned_data}
        return {name: value for name, value in said.items() if value != shown[name]}


class SiteForm(RecordForm):
    name = Words(gettext_lazy("Name"), 200, required=True)
    description = Words(gettext_lazy("What you do there"), 4000, rows=4)
    is_confidential = forms.BooleanField(
        label=gettext_lazy("Where this place is, is kept private"),
        required=False,
        help_text=gettext_lazy(
            "Its street, city and point are erased at once, everywhere here. Only the state, the phone "
            "and the areas you serve stay. Look that nothing else you write tells where it is."
        ),
    )
    address_1 = Words(gettext_lazy("Street and number"), 200)
    address_2 = Words(gettext_lazy("Suite, floor or building"), 200)
    city = Words(gettext_lazy("City"), 100)
    state = forms.ChoiceField(label=gettext_lazy("State"))
    postal_code = Words(gettext_lazy("ZIP code"), 10)
    sure = forms.BooleanField(
        label=gettext_lazy("We are sure that everybody may know this address."), required=False
    )
    setting = forms.ChoiceField(
        label=gettext_lazy("How it is open"), choices=listed(Setting.choices)
    )
    phone = Words(gettext_lazy("Phone"), 60)
    website = Words(gettext_lazy("Website"), 300)
    hours = WeekField()
    hours_text = Words(gettext_lazy("What else to know about the hours"), 1000, rows=2)
    languages = ManyField(languages_offered, label=gettext_lazy("Languages"))
    traits = ManyField(AT_A_SITE, label=gettext_lazy("What else is so there"), coerce=int)
    areas = AreasField()
    getting_there = Words(gettext_lazy("How to get there"), 1000, rows=2)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "state" in self.fields:
            named = [(code, state.name) for code, state in states().items()]
            offer(self, "state", named)
        if not self.record.is_confidential:  # type: ignore[union-attr]
            self.fields.pop("sure", None)

    def clean_website(self) -> str:
        return website(self.cleaned_data["website"])

    def clean(self) -> dict[str, Any]:
        """A private place has no address; one that becomes public has all of it, and somebody is sure."""
        said = super().clean()
        if said.get("is_confidential"):
            said |= {name: "" for name in PLACE if name in self.fields}
        elif "sure" in self.fields and "is_confidential" in self.fields:
            self.require_whole_address(said)
        return said

    def require_whole_address(self, said: dict[str, Any]) -> None:
        for name in ("address_1", "city", "postal_code", "sure"):
            if not said.get(name):
                self.add_error(
                    name, _("Everybody will read where this place is. Write it anew, and be sure.")
                )


class ServiceForm(RecordForm):
    name = Words(gettext_lazy("Name"), 200, required=True)
    description = Words(gettext_lazy("What it is"), 4000, rows=4)
    needs = ManyField(
        needs_offered, label=gettext_lazy("What it helps with"), coerce=int, required=True
    )
    sites = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Where"),
        queryset=Site.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None ticked: at each of your places."),
    )
    eligibility = Words(gettext_lazy("Who may come"), 2000, rows=2)
    cost = Words(gettext_lazy("What it costs"), 1000, rows=2)
    how_to_begin = Words(gettext_lazy("How to begin"), 2000, rows=2)
    phone = Words(gettext_lazy("Phone"), 60)
    website = Words(gettext_lazy("Website"), 300)
    hours = WeekField()
    hours_text = Words(gettext_lazy("What else to know about the hours"), 1000, rows=2)
    languages = ManyField(languages_offered, label=gettext_lazy("Languages"))
    traits = ManyField(OF_A_SERVICE, label=gettext_lazy("What else is so"), coerce=int)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if isinstance(self.record, Service) and "sites" in self.fields:
            mine = Site.objects.listed().filter(organization=self.record.organization_id)
            offer_rows(self, "sites", mine.order_by("name", "pk"))
            if not self.record._state.adding:
                self.initial["sites"] = [site.pk for site in self.record.sites.all()]

    def clean_website(self) -> str:
        return website(self.cleaned_data["website"])


class OrganizationForm(RecordForm):
    """What may be put right of an organization by a correction."""

    name = Words(gettext_lazy("Name"), 200, required=True)
    phone = Words(gettext_lazy("Phone"), 60)
    website = Words(gettext_lazy("Website"), 300)

    def clean_website(self) -> str:
        return website(self.cleaned_data["website"])


def website(typed: str) -> str:
    """A web address that browsers open; nothing else becomes a link."""
    if not typed:
        return ""
    address = typed if "://" in typed else f"https://{typed}"
    return str(forms.URLField(max_length=300, assume_scheme="https").clean(address))
