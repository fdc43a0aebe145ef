"""What people type who say that a record is theirs, and what the host says about it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.lib.choices import listed
from alongside.orgs.models import Kind, Rule


class ClaimForm(forms.Form):
    name = forms.CharField(
        label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Work e-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class CalledForm(forms.Form):
    called = forms.BooleanField(
        label=_("I called a number that I found outside Alongside and spoke with them.")
    )


class ApproveForm(CalledForm):
    kind = forms.ChoiceField(label=_("What it is"), choices=listed(Kind.choices))
    rule = forms.ChoiceField(
        label=_("The confidentiality rule that binds it"),
        choices=listed(Rule.choices),
        help_text=_(
            "A program that serves survivors is nearly always bound by VAWA. Ask before you choose."
        ),
    )

    field_order = ("kind", "rule", "called")
