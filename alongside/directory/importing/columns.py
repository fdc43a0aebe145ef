"""The form that asks what each column of a table means."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from alongside.directory.importing.mapping import FIELDS, suggest_mapping

SHOWN = 60  # letters of a value


class ColumnsForm(forms.Form):
    """A choice for each column, beside what stands in its first rows."""

    every_field_is_a_choice = True  # to leave a column out is one: none is called optional

    def __init__(
        self,
        data: Any,
        *,
        header: Sequence[str],
        sample: Sequence[Mapping[str, str]],
        known: Mapping[str, str],
    ) -> None:
        self.header = [column for column in dict.fromkeys(header) if column]
        found = {field: column for field, column in known.items() if column in self.header}
        self.means = {
            column: field for field, column in (found or suggest_mapping(header, sample)).items()
        }
        super().__init__(data)
        fields = [("", _("Leave it out")), *((name, label) for name, (label, _w) in FIELDS.items())]
        for number, column in enumerate(self.header):
            values = [row[column] for row in sample if row.get(column)]
            self.fields[f"column{number}"] = forms.ChoiceField(
                choices=fields,
                required=False,
                label=column,
                help_text=" · ".join(value[:SHOWN] for value in dict.fromkeys(values)),
                initial=self.means.get(column, ""),
            )

    @property
    def mapping(self) -> dict[str, str]:
        """Field → column, as it is chosen now."""
        chosen = {
            column: self[f"column{number}"].value() or ""
            for number, column in enumerate(self.header)
        }
        return {field: column for column, field in chosen.items() if field in FIELDS}

    def clean(self) -> dict[str, Any]:
        chosen = [field for field in self.cleaned_data.values() if field]
        for field in dict.fromkeys(chosen):
            if chosen.count(field) > 1:
                label = FIELDS[field][0]
                raise forms.ValidationError(
                    _("Two columns are “%s”. Choose the better one of them.") % label
                )
        if "name" not in chosen:
            raise forms.ValidationError(
                _("Which column holds the name of the place? Without it we cannot read the list.")
            )
        if not {"state", "postal_code"} & set(chosen):
            raise forms.ValidationError(
                _("Which column holds the state, or the ZIP code? One of them is needed.")
            )
        return self.cleaned_data
