"""What people settle about a partnership: with whom, within which bounds, who stands for it."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from alongside.lib.choices import listed
from alongside.orgs.models import Membership, Organization
from alongside.partnerships.models import Item, Mode, Openness, Talk
from alongside.partnerships.models.agreements import LONGEST_RELEASE_DAYS, LONGEST_RESPONSE_HOURS
from alongside.partnerships.models.capacity import is_foreseen
from alongside.partnerships.models.talk import SAID


class BoundsForm(forms.Form):
    """The same bounds hold in both directions."""

    modes = forms.MultipleChoiceField(
        label=_("How people may be connected"),
        choices=listed(Mode.choices),
        initial=[Mode.CALL_TOGETHER, Mode.CALL_BACK],
        widget=forms.CheckboxSelectMultiple,
    )
    items = forms.MultipleChoiceField(
        label=_("What a sealed letter may hold, when the survivor permits it"),
        choices=listed(Item.choices),
        initial=[Item.NAME, Item.SAFE_CONTACT, Item.NEEDS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose none to work by voice alone."),
    )
    longest_release_days = forms.IntegerField(
        label=_("The longest a survivor's permission may last, in days"),
        initial=14,
        min_value=1,
        max_value=LONGEST_RELEASE_DAYS,
        help_text=_("From 1 to 90. Shorter is safer."),
    )
    response_hours = forms.IntegerField(
        label=_("A letter is opened within how many hours"),
        initial=24,
        min_value=1,
        max_value=LONGEST_RESPONSE_HOURS,
        help_text=_("From 1 to 168. Say what you can keep in a bad week."),
    )

    def clean_modes(self) -> list[str]:
        return [mode for mode in Mode.values if mode in self.cleaned_data["modes"]]

    def clean_items(self) -> list[str]:
        return [item for item in Item.values if item in self.cleaned_data["items"]]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        modes, items = given.get("modes", []), given.get("items")
        if Mode.CALL_BACK in modes and items is not None and Item.SAFE_CONTACT not in items:
            self.add_error("items", _("To call somebody back, a letter must hold a safe contact."))
        return given


class ProposeForm(BoundsForm):
    partner = forms.ModelChoiceField(
        label=_("With which organization"), queryset=Organization.objects.none()
    )
    field_order = ["partner"]

    def __init__(self, *args: Any, here: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Organization.objects.on_alongside().filter(same_as=None).exclude(pk=here.pk)
        self.fields["partner"].queryset = others.order_by("name", "pk")  # type: ignore[attr-defined]


class CapacityForm(forms.Form):
    openness = forms.ChoiceField(
        label=_("Can you take people now?"), choices=Openness.choices, widget=forms.RadioSelect
    )
    until = forms.DateField(
        label=_("Until when"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_(
            "The day you expect to have room again, within 60 days. Needed when you are full."
        ),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        until, openness = given.get("until"), given.get("openness")
        if openness == Openness.FULL and until is None and "until" not in self.errors:
            self.add_error("until", _("Say until when you are full."))
        if openness != Openness.OPEN and until and not is_foreseen(until):
            self.add_error("until", _("Choose a day after today, and within 60 days."))
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


class ColleagueField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Somebody who works here now, by name."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.person.name)


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
        for field in self.fields.values():
            field.queryset = colleagues(here)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("backup") and given.get("backup") == given.get("contact"):
            self.add_error("backup", _("Choose somebody else than the contact."))
        return given


def colleagues(here: Organization) -> QuerySet[Membership]:
    mine = Membership.objects.current().filter(organization=here)
    return mine.select_related("person").order_by("person__name", "pk")
