"""What anybody types who says what is wrong: a field of a closed list, and a few words about it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.directory.content.languages import language_codes, language_name
from alongside.directory.keeping.correctable import Thing, fields_of, hides_a_place, names_a_place
from alongside.directory.phones import read_phone
from alongside.lib.choices import offer

LONGEST = 500  # letters


class CorrectionForm(forms.Form):
    field = forms.ChoiceField(label=gettext_lazy("What is wrong?"), widget=forms.RadioSelect)
    value = forms.CharField(
        label=gettext_lazy("What is right?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text=gettext_lazy("At most 500 letters. No names of people, and nothing about you."),
    )

    def __init__(self, data: Any = None, *, thing: Thing) -> None:
        super().__init__(data)
        self.thing = thing
        offered = [(field, str(name).capitalize()) for field, name in fields_of(thing).items()]
        offer(self, "field", offered)

    def clean_value(self) -> str:
        """Kindly declined: what is too long, an e-mail address, and a place that is private."""
        typed: str = self.cleaned_data["value"]
        field = self.cleaned_data.get("field", "")
        if len(typed) > LONGEST:
            raise ValidationError(
                _("This is %(number)s letters long. Please say it in 500.") % {"number": len(typed)}
            )
        if "@" in typed:
            raise ValidationError(
                _("Please leave e-mail addresses out: they often lead to a person.")
            )
        if field and field != "closed" and not typed:
            raise ValidationError(_("Write what is right."))
        if field == "phone":
            return self.number_in(typed)
        return self.without_place(field, typed) if hides_a_place(self.thing) else typed

    def number_in(self, typed: str) -> str:
        phone, _note = read_phone(typed, getattr(self.thing, "state", ""))
        if not phone.text:
            raise ValidationError(_("No telephone has this number. Look at it again."))
        return phone.text

    def without_place(self, field: str, typed: str) -> str:
        """Of a private place only what is surely no place is kept: names of languages, hours, a number."""
        if field == "closed":
            return ""
        if field == "languages":
            names = ", ".join(language_name(code) for code in language_codes(typed))
            if not names:
                raise ValidationError(_("Write languages, such as Spanish, Somali."))
            return names
        if names_a_place(typed):
            raise ValidationError(
                _("This looks like an address. Where they are is private: please leave it out.")
            )
        return typed
