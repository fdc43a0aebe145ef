"""Sentences that are kept as they stand in the code, with their values, and said in the reader's language."""

from collections.abc import Callable, Mapping
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext

Values = tuple[Any, ...] | dict[str, Any]


class Sentence(str):
    """A sentence in the language of whoever makes or reads it, which remembers what it was made of."""

    template: str
    values: Values

    def __new__(cls, template: str, values: Values = ()) -> Self:
        said = gettext(template)
        self = super().__new__(cls, said % values if values else said)
        self.template, self.values = template, values
        return self

    def __mod__(self, values: Any) -> "Sentence":
        told = dict(values) if isinstance(values, Mapping) else values
        return Sentence(self.template, told if isinstance(told, tuple | dict) else (told,))

    def with_values(self, change: Callable[[str], str]) -> "Sentence":
        """The same of other values: of those that are words."""
        if isinstance(self.values, dict):
            told = {name: changed(value, change) for name, value in self.values.items()}
            return Sentence(self.template, told)
        return Sentence(self.template, tuple(changed(value, change) for value in self.values))


def changed(value: Any, change: Callable[[str], str]) -> Any:
    return change(value) if isinstance(value, str) else value


def sentence(template: str) -> Sentence:
    """Used like gettext, and found by whoever collects words to translate."""
    return Sentence(template)


class SentenceField(models.JSONField):
    """Kept as the sentence in the code and its values."""

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if isinstance(value, Sentence):
            values = value.values
            value = [value.template, values if isinstance(values, dict) else list(values)]
        elif isinstance(value, str):
            value = [value, []]
        return super().get_db_prep_value(value, connection, prepared)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        told = super().from_db_value(value, expression, connection)
        if not isinstance(told, list):
            return told
        template, values = told
        return Sentence(template, values if isinstance(values, dict) else tuple(values))
