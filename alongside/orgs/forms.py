"""What people type about organizations and people."""

from typing import Any

from allauth.account import forms as account
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from alongside.orgs.models import Kind, Organization, Rule
from alongside.orgs.roles import Role


class SaidOnce:
    """A form of the library with each thing said once: no label again in its box, no second way out."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in {"password", "oldpassword"}:
                field.help_text = ""


class SignInForm(SaidOnce, account.LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Work e-mail")


class OnceMoreForm(SaidOnce, account.ReauthenticateForm):  # type: ignore[misc]
    pass


class ChangePasswordForm(SaidOnce, account.ChangePasswordForm):  # type: ignore[misc]
    pass


class ForgottenPasswordForm(SaidOnce, account.ResetPasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Work e-mail")


class NewPasswordForm(SaidOnce, account.ResetPasswordKeyForm):  # type: ignore[misc]
    pass


class RolesField(forms.MultipleChoiceField):
    """One or more roles."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=Role.choices, widget=forms.CheckboxSelectMultiple, label=_("Roles"), **kwargs
        )


class InvitationForm(forms.Form):
    email = forms.EmailField(label=_("Work e-mail"))
    roles = RolesField()


class RolesForm(forms.Form):
    roles = RolesField()


class AcceptForm(forms.Form):
    name = forms.CharField(label=_("Your name"), max_length=100)
    password = forms.CharField(
        label=_("Choose a password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. A few words in a row work well."),
    )

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password


class AdmitForm(forms.Form):
    name = forms.CharField(label=_("Name of the organization"), max_length=200)
    kind = forms.ChoiceField(label=_("What it is"), choices=Kind.choices)
    rule = forms.ChoiceField(
        label=_("The confidentiality rule that binds it"),
        choices=Rule.choices,
        help_text=_(
            "A program that serves survivors is nearly always bound by VAWA. Ask before you choose."
        ),
    )
    email = forms.EmailField(label=_("Work e-mail of its first administrator"))
    called = forms.BooleanField(
        label=_("I called a number that I found outside Alongside and spoke with them.")
    )

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if Organization.objects.on_alongside().filter(name__iexact=name).exists():
            raise forms.ValidationError(
                _("An organization with this name is already on Alongside.")
            )
        return name
