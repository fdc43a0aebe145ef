"""What a member asks all members."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.directory.clocks import today_at
from alongside.lib.choices import listed, offer_rows
from alongside.lib.fields import day_field
from alongside.orgs.models import Organization
from alongside.partnerships.forms.groups import others_here
from alongside.partnerships.models import About, HowDecided, Partnership
from alongside.partnerships.models.states import LONGEST_PURPOSE
from alongside.partnerships.models.votes import LONGEST_DAYS, LONGEST_QUESTION

USUAL = timedelta(days=14)
# What has to be filled in for each.
NEEDED = {About.OTHER: "asked", About.ADMIT: "candidate", About.PURPOSE: "new_purpose"}


class QuestionForm(forms.Form):
    needed_at_times = {*NEEDED.values()}
    about = forms.ChoiceField(
        label=_("If it passes"),
        choices=listed(About.choices),
        initial=About.OTHER,
        widget=forms.RadioSelect,
    )
    asked = forms.CharField(
        label=_("What you ask"),
        max_length=LONGEST_QUESTION,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Needed when the members act on it themselves. Ask so that yes or no is an answer. "
            "No names of people you serve."
        ),
    )
    candidate = forms.ModelChoiceField(
        label=_("Who should be asked to join"),
        queryset=Organization.objects.none(),
        required=False,
        help_text=_("Needed when another organization is asked to join."),
    )
    new_purpose = forms.CharField(
        label=_("The new purpose"),
        max_length=LONGEST_PURPOSE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed when the purpose changes. No names of people you serve."),
    )
    way = forms.ChoiceField(
        label=_("It passes when"),
        choices=listed(HowDecided.choices),
        initial=HowDecided.CONSENSUS,
        widget=forms.RadioSelect,
    )
    closes_on = day_field(
        label=_("The last day to vote"), help_text=_("After today, and within 60 days.")
    )

    def __init__(self, *args: Any, here: Organization, group: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "candidate", others_here(here, group))
        self.today = today_at(here)
        self.fields["closes_on"].initial = self.today + USUAL

    def clean(self) -> dict[str, Any]:
        """Only what belongs to the kind of question is kept."""
        given = super().clean() or {}
        about = given.get("about")
        needed = NEEDED.get(About(about)) if about else None
        if needed and not given.get(needed) and needed not in self.errors:
            self.add_error(needed, _("This is needed for what you ask."))
        for name, empty in (("asked", ""), ("candidate", None), ("new_purpose", "")):
            if name != needed:
                given[name] = empty
        day = given.get("closes_on")
        if day and not self.today < day <= self.today + timedelta(days=LONGEST_DAYS):
            self.add_error("closes_on", _("Choose a day after today, and within 60 days."))
        return given
