"""A partner without an account, as one's own organization writes it down."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.directory.phones import read_phone
from alongside.orgs.models import Organization
from alongside.partnerships.models import OutsidePartner


class OutsideForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's own is not generic at run time
    listed_as = forms.ModelChoiceField(
        queryset=Organization.objects.filter(admitted_at=None, same_as=None),
        required=False,
        widget=forms.HiddenInput,
    )

    class Meta:
        model = OutsidePartner
        fields = (
            "listed_as",
            "name",
            "kind",
            "contact",
            "phone",
            "email",
            "they_give",
            "we_give",
        )
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in ("they_give", "we_give")}
        help_texts = {
            "kind": _("For instance: church, college, food bank."),
            "contact": _("Whom to ask for there."),
            "they_give": _("For instance: a room on Mondays. No names of people you serve."),
            "we_give": _("For instance: a training each year. No names of people you serve."),
        }

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        phone, _note = read_phone(given.get("phone", ""))
        if given.get("phone") and not phone.link:
            self.add_error("phone", _("This is no telephone number. Write it with its area code."))
        given["phone"], given["phone_link"] = phone.text or given.get("phone", ""), phone.link
        return given
