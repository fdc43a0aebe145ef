"""Who stands for a side, how it wants to be talked to, whether it has room."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from alongside.lib.choices import offer_rows
from alongside.lib.fields import day_field
from alongside.orgs.models import Membership, Organization
from alongside.partnerships.models import Openness, Talk
from alongside.partnerships.models.capacity import is_foreseen
from alongside.partnerships.models.talk import SAID


class ColleagueField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Somebody who works here now, by name."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.person.name)


def colleagues(here: Organization) -> QuerySet[Membership]:
    mine = Membership.objects.current().filter(organization=here)
    return mine.select_related("person").order_by("person__name", "pk")


class PeopleForm(forms.Form):
    contact = ColleagueField(
        label=_("Contact"),
        queryset=Membership.objects.none(),
        required=False,
        help_text=_("Who your partner asks for. They see this name."),
    )
    backup = ColleagueField(
        label=_("Backup"),
        queryset=Membership.objects.none(),
        required=False,
        help_text=_("Who answers when the contact cannot."),
    )
    champion = ColleagueField(
        label=_("Champion"),
        queryset=Membership.objects.none(),
        required=False,
        help_text=_("Who looks after the partnership and compares the six words by voice."),
    )

    def __init__(self, *args: Any, here: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.fields:
            offer_rows(self, name, colleagues(here))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("backup") and given.get("backup") == given.get("contact"):
            self.add_error("backup", _("Choose somebody other than the contact."))
        return given


class TalkForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's own is not generic at run time
    class Meta:
        model = Talk
        fields = SAID
        widgets = {name: forms.Textarea(attrs={"rows": 2}) for name in SAID}
        help_texts = {
            "who_answers": _("By name or role, by day and by night. No names of people you serve."),
            "by_phone": _("For instance: whenever a person is with you."),
            "by_meeting": _("For instance: what works and what does not, never about one person."),
            "by_letter": _("For instance: what a survivor permitted, when a call is not enough."),
            "never_by_email": _(
                "For instance: names, addresses, anything about a person you serve."
            ),
        }


class CapacityForm(forms.Form):
    needed_at_times = {"until"}
    openness = forms.ChoiceField(
        label=_("Can you take people now?"), choices=Openness.choices, widget=forms.RadioSelect
    )
    until = day_field(
        label=_("Until when"),
        required=False,
        help_text=_(
            "The day you expect to have room again, within 60 days. Needed when you are full."
        ),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        until, openness = given.get("until"), given.get("openness")
        if openness == Openness.FULL and until is None and "until" not in self.errors:
            self.add_error("until", _("Say until when you are full."))
        if openness != Openness.OPEN and until and not is_foreseen(until, self.today):
            self.add_error("until", _("Choose a day after today, and within 60 days."))
        return given
