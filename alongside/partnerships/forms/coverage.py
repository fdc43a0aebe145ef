"""A text to look at: pasted, or a file that is read and forgotten."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from alongside.partnerships.coverage.documents import LARGEST_FILE, Unreadable, text_in

LONGEST_PASTED = 60_000  # letters: what fits into a form whatever they are


class TextForm(forms.Form):
    needed_at_times = {"file", "text"}
    file = forms.FileField(
        label=_("A file"),
        required=False,
        help_text=_("TXT, MD, DOCX or PDF, up to 20 megabytes."),
        error_messages={"empty": _("This file is empty.")},
        widget=forms.FileInput(attrs={"accept": ".txt,.md,.docx,.pdf"}),
    )
    text = forms.CharField(
        label=_("Or the text itself"),
        required=False,
        max_length=LONGEST_PASTED,
        help_text=_("Paste it here. No names of people you serve."),
        widget=forms.Textarea(attrs={"rows": 10}),
    )

    def clean_file(self) -> str:
        """What the file says."""
        file: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if file is None:
            return ""
        if (file.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(_("This file is larger than 20 MB."))
        try:
            return text_in(file.read())
        except Unreadable as why:
            raise forms.ValidationError(str(why)) from why

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not self.errors and not (told["file"] or told["text"]):
            raise forms.ValidationError(
                _("Choose a file of up to 20 megabytes, or paste the text.")
            )
        return told

    @property
    def given(self) -> str:
        return str(self.cleaned_data["file"] or self.cleaned_data["text"])
