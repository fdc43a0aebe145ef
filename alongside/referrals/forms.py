"""The permission step: choices only, none of which identifies anyone."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.lib.choices import listed, offer
from alongside.partnerships.models import Agreement, Item, Mode
from alongside.referrals.models import Urgency
from alongside.referrals.models.releases import (
    Capacity,
    Explained,
    Form,
    Interpreter,
    Purpose,
    Signed,
)

LANGUAGES = [
    ("en", _("English")),
    ("es", _("Spanish")),
    ("zh", _("Chinese")),
    ("vi", _("Vietnamese")),
    ("ar", _("Arabic")),
    ("ht", _("Haitian Creole")),
    ("ru", _("Russian")),
    ("so", _("Somali")),
    ("tl", _("Tagalog")),
    ("ko", _("Korean")),
    ("pt", _("Portuguese")),
    ("fr", _("French")),
    ("ase", _("American Sign Language")),
    ("other", _("another language")),
]
NONE_YET = ("", _("Choose one"))
DEFAULT_DAYS = 14  # long enough to reach somebody, short enough to ask again


def many(**kwargs: Any) -> forms.CheckboxSelectMultiple:
    """Boxes that the sealing module gathers as a list."""
    return forms.CheckboxSelectMultiple(attrs={"data-many": ""}, **kwargs)


def radio(label: Any, choices: Any, **kwargs: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=listed(choices), widget=forms.RadioSelect, **kwargs
    )


def chosen(label: Any, choices: list[tuple[str, Any]], **kwargs: Any) -> forms.ChoiceField:
    """One of a list, none chosen beforehand: a form signed by hand says nothing that nobody said."""
    return forms.ChoiceField(label=label, choices=[NONE_YET, *listed(choices)], **kwargs)


class ReleaseForm(forms.Form):
    """What a survivor's signed form says: for whom, which items, how long, how it was explained and signed."""

    hidden = radio(
        _("Is there anybody, here or there, who should not see this?"),
        [("nobody", _("No")), ("somebody", _("Yes: I choose who opens it"))],
        help_text=_("Ask. Somebody here or there may know the person who hurts them."),
    )
    members = forms.MultipleChoiceField(label=_("Seal it only to"), required=False, widget=many())
    items = forms.MultipleChoiceField(label=_("What may be passed on"), widget=many())
    purpose = chosen(_("What for"), Purpose.choices)
    days = forms.IntegerField(label=_("For how many days"), min_value=1, initial=DEFAULT_DAYS)
    language = chosen(_("In which language"), LANGUAGES)
    explained = chosen(_("How it was explained"), Explained.choices)
    interpreter = chosen(
        _("Interpreter"),
        Interpreter.choices,
        help_text=_("Never a relative or a friend, and never a child."),
    )
    capacity = chosen(_("Who signed"), Capacity.choices)
    signed = chosen(_("How it was signed"), Signed.choices)
    form = radio(_("Where the signed form is"), Form.choices)
    independent = forms.BooleanField(
        label=_("They know that saying no changes nothing about the help they get here."),
    )

    def __init__(
        self, *args: Any, people: list[tuple[str, str]], bounds: Agreement | None = None
    ) -> None:
        """Shows what `bounds` allow; without them takes whatever there is, for an action to judge."""
        super().__init__(*args)
        offer(self, "items", self.allowed(bounds))
        if bounds:
            days = self.fields["days"]
            days.initial = min(DEFAULT_DAYS, bounds.longest_release_days)
            days.widget.attrs["max"] = bounds.longest_release_days
        offer(self, "members", people)
        if not people:
            del self.fields["members"]

    def allowed(self, bounds: Agreement | None) -> list[tuple[str, Any]]:
        """The items that may pass, with their words."""
        return listed((item, item.label) for item in Item if not bounds or item in bounds.items)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("hidden") == "somebody" and not given.get("members"):
            raise forms.ValidationError(
                _("Choose whom to seal it to. If nobody there may see it, call together instead.")
            )
        return given

    @property
    def elements(self) -> dict[str, Any]:
        """What the server keeps of the signed form."""
        names = ["items", "purpose", "explained", "language", "interpreter"]
        names += ["capacity", "signed", "form", "independent"]
        return {name: self.cleaned_data[name] for name in names}


class ReferralForm(ReleaseForm):
    """A first letter also says how to connect and how soon."""

    mode = chosen(_("How to connect"), [])
    urgency = radio(_("How soon"), Urgency.choices)
    field_order = ["mode", "urgency"]

    def __init__(self, *args: Any, bounds: Agreement | None = None, **kwargs: Any) -> None:
        super().__init__(*args, bounds=bounds, **kwargs)
        modes = listed((mode, mode.label) for mode in Mode if not bounds or mode in bounds.modes)
        offer(self, "mode", [NONE_YET, *modes])

    def allowed(self, bounds: Agreement | None) -> list[tuple[str, Any]]:
        """An outcome is told in a letter back."""
        return [one for one in super().allowed(bounds) if one[0] != Item.OUTCOME]
