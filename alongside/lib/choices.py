"""Choices as a form lists them."""

from collections.abc import Iterable
from typing import Any, cast

from django.db.models import QuerySet
from django.forms import BaseForm, ChoiceField, ModelChoiceField
from django.utils.text import capfirst


def listed(choices: Iterable[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """Each label with a capital: the same words stand in the middle of sentences elsewhere."""
    return [(value, capfirst(label)) for value, label in choices]


def offer(form: BaseForm, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """What a form's own field lets people choose from is known only when the form is made."""
    cast(ChoiceField, form.fields[name]).choices = list(choices)


def offer_rows(form: BaseForm, name: str, rows: QuerySet[Any]) -> None:
    """The same of a field from which people choose rows."""
    cast("ModelChoiceField[Any]", form.fields[name]).queryset = rows
