"""What people type about leaving."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.lib.fields import day_field
from alongside.orgs.models.leaving import LONGEST


class LeavingForm(forms.Form):
    last_day = day_field(
        label=_("Last day"),
        help_text=_("From today on, and within a year. It can be changed until then."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_last_day(self) -> date:
        day: date = self.cleaned_data["last_day"]
        if not self.today <= day <= self.today + LONGEST:
            raise forms.ValidationError(_("Choose a last day from today on, and within a year."))
        return day
