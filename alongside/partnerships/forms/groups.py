"""A group of three or more: what it is for, and whom to ask."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from alongside.lib.choices import offer_rows
from alongside.orgs.models import Organization
from alongside.partnerships.models import Partnership
from alongside.partnerships.models.states import LONGEST_NAME, LONGEST_PURPOSE


def others_here(here: Organization, group: Partnership | None = None) -> QuerySet[Organization]:
    """Organizations that can be asked to join."""
    others = Organization.objects.on_alongside().filter(same_as=None).exclude(pk=here.pk)
    if group:
        members = group.members.filter(left_at=None)
        others = others.exclude(pk__in=members.values("organization"))
    return others.order_by("name", "pk")


class GroupForm(forms.Form):
    name = forms.CharField(
        label=_("What the group is called"),
        max_length=LONGEST_NAME,
        help_text=_("For instance: Lake County response team."),
    )
    purpose = forms.CharField(
        label=_("What it is for"),
        max_length=LONGEST_PURPOSE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What you want to reach together. No names of people you serve."),
    )
    invited = forms.ModelMultipleChoiceField(
        label=_("Whom to ask"),
        queryset=Organization.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("At least two others. Each answers for itself."),
    )

    def __init__(self, *args: Any, here: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "invited", others_here(here))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if len(given.get("invited") or []) == 1:
            self.add_error("invited", _("Choose at least two others."))
        return given


class InviteForm(forms.Form):
    organization = forms.ModelChoiceField(
        label=_("Which organization"), queryset=Organization.objects.none()
    )

    def __init__(self, *args: Any, here: Organization, group: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "organization", others_here(here, group))
