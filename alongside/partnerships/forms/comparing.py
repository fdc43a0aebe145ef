"""Which two texts of a draft."""

from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.lib.choices import offer
from alongside.partnerships.models import Edition, Wording

NOW = "now"


class CompareForm(forms.Form):
    before = forms.ChoiceField(label=gettext_lazy("The earlier text"))
    after = forms.ChoiceField(label=gettext_lazy("The later text"))

    def __init__(self, *given: Any, draft: Wording, **named: Any) -> None:
        super().__init__(*given, **named)
        made = draft.editions.select_related("made_by").defer("passages", "terms")
        told = [(str(one.number), told_of(one)) for one in made.order_by("number")]
        offer(self, "before", told)
        offer(self, "after", [*told, (NOW, _("The draft as it is now"))])
        self.fields["before"].initial = told[-1][0] if told else None
        self.fields["after"].initial = NOW


def told_of(edition: Edition) -> str:
    return _("Edition %(number)s, %(name)s, %(day)s") % {
        "number": edition.number,
        "name": edition.made_by.name,
        "day": date_format(edition.made_at, "DATE_FORMAT"),
    }
