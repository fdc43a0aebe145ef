"""Boxes to tick: languages, traits and needs, in groups that fold away on a small screen."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from alongside.directory.content.languages import language_name, offered
from alongside.directory.content.needs import areas, below
from alongside.directory.content.traits import traits_of

Groups = list[tuple[str, list[tuple[Any, str]]]]


class Boxes(forms.CheckboxSelectMultiple):
    template_name = "directory/typed/boxes.html"


def needs_offered(_have: Iterable[int]) -> Groups:
    """Each area with what is below it."""
    return [
        (
            area.name,
            [(area.number, area.name), *((one.number, one.name) for one in below(area.number))],
        )
        for area in areas()
    ]


def languages_offered(have: Iterable[str]) -> Groups:
    """The languages that can be searched for, and those that the record has besides."""
    codes = [*offered(), *(code for code in have if code not in offered())]
    named = sorted((language_name(code), code) for code in codes)
    return [(str(_("Languages spoken")), [(code, capfirst(name)) for name, code in named])]


def traits_offered(*groups: tuple[str, Any]) -> Callable[[Iterable[int]], Groups]:
    def offer(_have: Iterable[int]) -> Groups:
        return [
            (str(title), [(trait.number, capfirst(trait.name)) for trait in traits_of(group)])
            for group, title in groups
        ]

    return offer


AT_A_SITE = traits_offered(
    ("reach", _("How to reach you")),
    ("access", _("Access")),
    ("especially_for", _("Especially for")),
)
OF_A_SERVICE = traits_offered(
    ("cost", _("What it costs")),
    ("privacy", _("Privacy")),
    ("reach", _("How to reach you")),
    ("access", _("Access")),
    ("especially_for", _("Especially for")),
)


class ManyField(forms.TypedMultipleChoiceField):
    """Several of a list; what the record has and the list lacks stays as it is."""

    def __init__(self, offer: Callable[[Iterable[Any]], Groups], **options: Any) -> None:
        super().__init__(widget=Boxes, required=options.pop("required", False), **options)
        self.offer = offer
        self.others: list[Any] = []

    def about(self, have: list[Any]) -> None:
        """Make the boxes for a record that has these."""
        self.choices = self.offer(have)
        known = {value for _title, group in self.choices for value, _label in group}
        self.others = [one for one in have if one not in known]

    def clean(self, value: Any) -> list[Any]:
        return sorted([*super().clean(value), *self.others])
