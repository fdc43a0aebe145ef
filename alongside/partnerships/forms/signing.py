"""What people type when an agreement is signed."""

from datetime import date
from typing import Any
from uuid import UUID

from allauth.mfa.base.forms import BaseAuthenticateForm
from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from alongside.lib.choices import offer_rows
from alongside.lib.fields import day_field
from alongside.lib.uploads import LARGEST
from alongside.orgs.models import Membership, Organization, Person
from alongside.orgs.roles import Can
from alongside.partnerships.forms.people import ColleagueField
from alongside.partnerships.models import Agreement, Media, Signatory, Wording
from alongside.partnerships.models.days import today_of
from alongside.partnerships.papers.scans import NoScan, media_of

DAY = "day_"  # begins the name of a field for the day of one signature


class SignatoryForm(forms.Form):
    needed_at_times = {"membership", "name"}
    membership = ColleagueField(
        label=_("Who signs"),
        queryset=Membership.objects.none(),
        required=False,
        empty_label=_("Somebody who is not in this list, on paper"),
        help_text=_("People here who may sign agreements."),
    )
    name = forms.CharField(
        label=_("Name, when they are not in the list"), max_length=100, required=False
    )
    title = forms.CharField(
        label=_("Their title"),
        max_length=100,
        help_text=_("As it stands beside the signature, such as: Executive Director."),
    )

    def __init__(self, *args: Any, here: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "membership", able_to_sign(here))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("membership") and not given.get("name"):
            self.add_error("name", _("Choose somebody from the list, or write a name."))
        return given


def able_to_sign(here: Organization) -> QuerySet[Membership]:
    able = Membership.objects.current().with_power(Can.SIGN_AGREEMENTS)
    return able.filter(organization=here).select_related("person").order_by("person__name", "pk")


class SignForm(BaseAuthenticateForm):  # type: ignore[misc]  # the library's check of codes, each once
    """Two statements, the text that was read, and the second factor of this moment."""

    sha256 = forms.CharField(widget=forms.HiddenInput)
    may_sign = forms.BooleanField()
    means_it = forms.BooleanField(
        label=_("I mean this as my signature, and I agree to sign electronically.")
    )
    field_order = ["sha256", "may_sign", "means_it", "code"]

    def __init__(self, *args: Any, person: Person, signatory: Signatory, **kwargs: Any) -> None:
        super().__init__(*args, user=person, **kwargs)
        words = _("I may sign for %(organization)s as %(title)s.") % {
            "organization": signatory.organization.name,
            "title": signatory.title,
        }
        self.fields["may_sign"].label = words
        code = self.fields["code"]
        code.label = _("Your second factor, now")
        code.help_text = _("The six digits from your authenticator app, or a recovery code.")
        code.widget.attrs.pop("placeholder", None)

    def clean_code(self) -> str:
        """Asked last, so that a code is not used up while a statement is missing."""
        if self.errors:
            raise forms.ValidationError(_("Type the code again when everything else is right."))
        checked: str = super().clean_code()
        return checked

    @property
    def statements(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("sha256", "may_sign", "means_it")}


class ScanForm(forms.Form):
    """A scan, and the day beside each signature on it."""

    file = forms.FileField(
        label=_("The scan"),
        help_text=_("PDF, JPEG or PNG, up to 20 megabytes."),
        error_messages={
            "required": _("Choose a file of up to 20 megabytes."),
            "empty": _("This file is empty."),
        },
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )

    def __init__(self, *args: Any, wording: Wording, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        for one in wording.signatories.in_order().unsigned():
            label = _("Day beside the signature of %(name)s, %(title)s, %(organization)s")
            self.fields[f"{DAY}{one.pk}"] = day_field(
                label=label
                % {"name": one.name, "title": one.title, "organization": one.organization.name},
                required=False,
            )

    def clean_file(self) -> bytes:
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(self.fields["file"].error_messages["required"])
        content: bytes = file.read()
        try:
            self.kind = media_of(content)
        except NoScan as no:
            raise forms.ValidationError(str(no)) from None
        return content

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name, day in list(given.items()):
            if name.startswith(DAY) and day and day > self.today:
                self.add_error(name, _("A day on paper cannot lie in the future."))
        if not self.errors and not self.days:
            raise forms.ValidationError(_("Write the day beside at least one signature."))
        return given

    kind: Media = Media.PDF  # found by its content

    @property
    def days(self) -> dict[UUID, date]:
        told = {name: day for name, day in self.cleaned_data.items() if name.startswith(DAY)}
        return {UUID(name.removeprefix(DAY)): day for name, day in told.items() if day}


class RenewForm(forms.Form):
    starts_on = day_field(label=_("First day"))
    ends_on = day_field(
        label=_("Last day"),
        required=False,
        help_text=_("Without one it holds until somebody ends it."),
    )

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partnership = agreement.partnership
        if agreement.ends_on:  # and the text says so
            self.fields["ends_on"].required = True
            self.fields["ends_on"].help_text = ""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        starts, ends = given.get("starts_on"), given.get("ends_on")
        if starts and ends and ends <= max(starts, today_of(self.partnership)):
            self.add_error("ends_on", _("The last day comes after the first, and after today."))
        return given


class NoticeForm(forms.Form):
    last_day = day_field(label=_("Last day"))

    def __init__(self, *args: Any, earliest: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.earliest = earliest

    def clean_last_day(self) -> date:
        chosen: date = self.cleaned_data["last_day"]
        if chosen < self.earliest:
            raise forms.ValidationError(_("Choose the earliest day named above, or a later one."))
        return chosen
