"""What is promised, who answers for it, and what shows that it was kept."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.directory.clocks import today_at
from alongside.lib.choices import listed, offer, offer_rows
from alongside.lib.fields import day_field
from alongside.orgs.models import Membership, Organization, Person
from alongside.partnerships.forms.people import ColleagueField, colleagues
from alongside.partnerships.models import CommitmentKind, Partnership
from alongside.partnerships.models.commitments import DATED, LONGEST_WORDS, MOST_WEEKS, Promised


def answering(**options: Any) -> ColleagueField:
    return ColleagueField(
        label=_("Who answers for it on your side"), queryset=Membership.objects.none(), **options
    )


class PromiseForm(forms.Form):
    needed_at_times = {"words", "due_on", "every_weeks", "responsible"}
    kind = forms.ChoiceField(label=_("What is promised"), choices=listed(CommitmentKind.choices))
    words = forms.CharField(
        label=_("In your own words"),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed for something else. No names of people you serve."),
    )
    binds = forms.TypedMultipleChoiceField(
        label=_("Who promises it"), widget=forms.CheckboxSelectMultiple
    )
    due_on = day_field(
        label=_("Due on"),
        required=False,
        help_text=_(
            "Needed to train, to meet and for something else. For the others, the day you look at it together."
        ),
    )
    every_weeks = forms.IntegerField(
        label=_("Due again after how many weeks"),
        min_value=1,
        max_value=MOST_WEEKS,
        required=False,
        help_text=_("Needed to meet. Leave it empty for what is done once."),
    )
    responsible = answering(
        required=False, help_text=_("Needed where your side promises it. Both sides see this name.")
    )

    def __init__(self, *args: Any, partnership: Partnership, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.sides = {str(pk): one.organization for pk, one in partnership.sides.items()}
        offer(self, "binds", [(pk, one.name) for pk, one in self.sides.items()])
        offer_rows(self, "responsible", colleagues(by.here))

    @property
    def bound(self) -> list[Organization]:
        return [self.sides[pk] for pk in self.cleaned_data["binds"]]

    @property
    def promised(self) -> Promised:
        promised: Any = {
            name: self.cleaned_data[name] for name in ("kind", "words", "due_on", "every_weeks")
        }
        return promised  # type: ignore[no-any-return]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        kind, due_on = given.get("kind"), given.get("due_on")
        if due_on is None and "due_on" not in self.errors:
            if kind in DATED or given.get("every_weeks"):
                self.add_error("due_on", _("Say by which day."))
        elif due_on and due_on < today_at(self.by.here):
            self.add_error("due_on", _("Choose a day that is still to come."))
        self.clean_again(given)
        if kind == CommitmentKind.OTHER and not given.get("words") and "words" not in self.errors:
            self.add_error("words", _("Say in your own words what is promised."))
        ours = str(self.by.here.pk) in given.get("binds", [])
        if ours and not given.get("responsible") and "responsible" not in self.errors:
            self.add_error("responsible", _("Say who answers for it on your side."))
        return given

    def clean_again(self, given: dict[str, Any]) -> None:
        if "every_weeks" in self.errors:
            return
        kind, weeks = given.get("kind"), given.get("every_weeks")
        if kind == CommitmentKind.MEET_EVERY and not weeks:
            self.add_error("every_weeks", _("Say after how many weeks you meet again."))
        if kind == CommitmentKind.TRAIN_BY and weeks:
            self.add_error("every_weeks", _("Training by a day is due once. Leave this empty."))


class AnswerForm(forms.Form):
    """Who answers for it on one's own side; nobody where one's side promises nothing."""

    responsible = answering()

    def __init__(self, *args: Any, here: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "responsible", colleagues(here))


class KeepForm(forms.Form):
    day = day_field(label=_("On which day"))
    evidence = forms.CharField(
        label=_("What shows it"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "In words or as a link: who came, what was decided, where it is written. No names of people you serve."
        ),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if day > self.today:
            raise forms.ValidationError(_("Choose today or a day before."))
        return day
