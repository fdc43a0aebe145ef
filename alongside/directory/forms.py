"""What people look for, made clean, and what they write about their organization."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from alongside.directory.models import Profile, Source
from alongside.lib.uploads import LARGEST

LISTS = (".csv", ".tsv", ".txt", ".xlsx", ".zip", ".json")

# The languages offered to choose from; an address may name any other by its ISO 639 code.
LANGUAGES = {
    "es": _("Spanish"),
    "zh": _("Chinese"),
    "vi": _("Vietnamese"),
    "ar": _("Arabic"),
    "fr": _("French"),
    "ht": _("Haitian Creole"),
    "ko": _("Korean"),
    "pt": _("Portuguese"),
    "ru": _("Russian"),
    "so": _("Somali"),
    "tl": _("Tagalog"),
}


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's own is not generic at run time
    class Meta:
        model = Profile
        fields = (
            "what_we_do",
            "who_answers",
            "what_happens_next",
            "cost",
            "languages",
            "getting_there",
            "phone",
        )
        widgets = {
            name: forms.Textarea(attrs={"rows": 3})
            for name in ("what_we_do", "who_answers", "what_happens_next", "getting_there")
        }
        help_texts = {
            "what_we_do": _("No names of people you serve."),
            "phone": _("The number that partners call while the person is still in the room."),
        }


class ListForm(forms.Form):
    """A list to bring in. What is in it the worker finds out."""

    file = forms.FileField(
        label=_("The file"),
        help_text=_("CSV, Excel (XLSX), ZIP or JSON, up to 20 megabytes."),
        error_messages={
            "required": _(
                "Choose a file of up to 20 megabytes. For a larger one, ask whoever runs this server to use: "
                "alongside import FILE"
            ),
            "empty": _("This file is empty."),
        },
        widget=forms.FileInput(attrs={"accept": ",".join(LISTS)}),
    )
    source = forms.ModelChoiceField(
        Source.objects.order_by("name"),
        label=_("Whose list is it?"),
        required=False,
        empty_label=_("A new one, or find out from the file"),
        help_text=_("A list that was here before takes over what changed since."),
    )
    name = forms.CharField(
        label=_("What do you call it?"),
        max_length=200,
        required=False,
        help_text=_("For a new list, such as: Shelters of Cook County."),
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["source"].label_from_instance = lambda source: source.name  # type: ignore[attr-defined]

    def clean_file(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if PurePath(file.name or "").suffix.casefold() not in LISTS:
            raise forms.ValidationError(
                _("This is no CSV, XLSX, ZIP or JSON file. Save the list as one of these.")
            )
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(self.fields["file"].error_messages["required"])
        return file
