"""What people write in a draft, and what is settled before its first word."""

import datetime
from pathlib import PurePath
from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from alongside.lib.choices import listed
from alongside.lib.fields import day_field
from alongside.partnerships.blanks import filled
from alongside.partnerships.clauses import clauses
from alongside.partnerships.coverage.documents import LARGEST_FILE, Unreadable, format_of
from alongside.partnerships.forms.bounds import BoundsForm
from alongside.partnerships.models import (
    Agreement,
    Bounds,
    Format,
    Frame,
    Given,
    Kind,
    Partnership,
    Passage,
)
from alongside.partnerships.models.days import today_of
from alongside.partnerships.models.drafting import LONGEST_REMARK
from alongside.partnerships.models.wordings import LONGEST_PASSAGE

NO_NAMES = _("No names of people you serve.")
DOCUMENTS = (".pdf", ".docx")


class Lines(forms.CharField):
    """Several lines, kept as one kind of line end, so that the same words are the same text."""

    def __init__(self, *, rows: int, **given: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **given)

    def to_python(self, value: Any) -> str:
        told = super().to_python(value) or ""
        return told.replace("\r\n", "\n").replace("\r", "\n")


class FrameForm(BoundsForm):
    """Kind, title, language, days and bounds. More than two members settle no bounds: referrals stay between two."""

    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=listed([(kind.value, kind.label) for kind in (Kind.MOU, Kind.MOA)]),
        initial=Kind.MOU,
        widget=forms.RadioSelect,
    )
    title = forms.CharField(label=_("Title"), max_length=200)
    language = forms.ChoiceField(
        label=_("The language in which it binds"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
    )
    starts_on = day_field(label=_("The first day"), required=False)
    ends_on = day_field(
        label=_("The last day"), required=False, help_text=_("Within three years is usual.")
    )
    field_order = ["kind", "title", "language", "starts_on", "ends_on"]

    def __init__(self, *given: Any, partnership: Partnership, **named: Any) -> None:
        super().__init__(*given, **named)
        self.partnership = partnership
        self.settles_bounds = len(partnership.sides) == 2
        if not self.settles_bounds:
            for name in BoundsForm.base_fields:
                del self.fields[name]

    def clean_ends_on(self) -> datetime.date | None:
        starts, ends = self.cleaned_data.get("starts_on"), self.cleaned_data["ends_on"]
        if ends and ends <= (starts or today_of(self.partnership)):
            raise forms.ValidationError(_("The last day comes after the first, and after today."))
        return ends  # type: ignore[no-any-return]  # of cleaned_data

    @property
    def frame(self) -> Frame:
        told = self.cleaned_data
        return Frame(
            kind=Kind(told["kind"]),
            title=told["title"],
            language=told["language"],
            starts_on=told["starts_on"],
            ends_on=told["ends_on"],
            bounds=self.bounds,
        )

    @property
    def bounds(self) -> Bounds:
        if not self.settles_bounds:
            return Agreement(modes=[], items=[]).bounds
        told = {name: self.cleaned_data[name] for name in BoundsForm.base_fields}
        return cast(Bounds, told)

    @property
    def beside(self) -> list[forms.BoundField]:
        """All fields but the clauses."""
        return [field for field in self if not field.name.startswith(CLAUSE)]


class TermsForm(FrameForm):
    """What can still change: kind and language stay."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for name in ("kind", "language"):
            self.fields[name].widget = forms.HiddenInput()


CLAUSE = "clause_"
LEAVE_OUT = ("", _("Leave it out"))


class StartForm(FrameForm):
    """For each clause of the library: which of its options, or none."""

    def __init__(self, *given: Any, known: dict[str, str], **named: Any) -> None:
        super().__init__(*given, **named)
        for clause in clauses().values():
            options = [(option.key, filled(option.text, known)) for option in clause.options]
            self.fields[f"{CLAUSE}{clause.number}"] = forms.ChoiceField(
                label=clause.title,
                choices=[*options, LEAVE_OUT],
                initial="" if clause.is_optional else options[0][0],
                required=False,
                help_text=clause.why,
                widget=forms.RadioSelect,
            )

    @property
    def clauses(self) -> list[forms.BoundField]:
        return [field for field in self if field.name.startswith(CLAUSE)]

    @property
    def options(self) -> dict[int, str]:
        told = self.cleaned_data.items()
        chosen = {name: key for name, key in told if name.startswith(CLAUSE) and key}
        return {int(name.removeprefix(CLAUSE)): key for name, key in chosen.items()}

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if not any(key for name, key in told.items() if name.startswith(CLAUSE)):
            raise forms.ValidationError(_("Choose at least one clause."))
        return told


class UploadForm(FrameForm):
    file = forms.FileField(
        label=_("The document"),
        help_text=_(
            "PDF or DOCX, up to 20 megabytes. It is kept as it is. No names of people you serve."
        ),
        error_messages={
            "required": _("Choose a document of up to 20 megabytes."),
            "empty": _("This file is empty."),
        },
        widget=forms.FileInput(attrs={"accept": ",".join(DOCUMENTS)}),
    )
    field_order = ["file", *FrameForm.field_order]

    def clean_file(self) -> Given:
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(self.fields["file"].error_messages["required"])
        content = file.read()
        try:
            found = Format(format_of(content))
        except Unreadable as why:
            raise forms.ValidationError(str(why)) from why
        return Given(name=named(file.name, found), content=content, format=found)


def named(name: str | None, found: Format) -> str:
    """What a file is called when it is fetched: its ending says what it is, whatever it was called."""
    stem = PurePath(name or "").stem[:150] or "agreement"
    return f"{stem}.{found}"


class PassageForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=200)
    text = Lines(
        label=_("Text"),
        rows=12,
        max_length=LONGEST_PASSAGE,
        help_text=_(
            "Words in braces, such as {site}, wait to be filled in. No names of people you serve."
        ),
    )


class EditForm(PassageForm):
    """Names the revision that was read."""

    revision = forms.IntegerField(widget=forms.HiddenInput)


class AddForm(PassageForm):
    """Where: after one that stands there, or first."""

    after = forms.ModelChoiceField(
        label=_("After which passage"),
        queryset=Passage.objects.none(),
        required=False,
        empty_label=_("First of all"),
    )

    def __init__(self, *given: Any, draft: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        after: Any = self.fields["after"]
        after.queryset = draft.passages.standing()
        after.label_from_instance = lambda passage: passage.title
        after.initial = after.queryset.last()


class RemarkForm(forms.Form):
    text = Lines(label=_("Remark"), rows=4, max_length=LONGEST_REMARK, help_text=NO_NAMES)


class SuggestForm(forms.Form):
    suggestion = Lines(
        label=_("The text as you suggest it"),
        rows=12,
        max_length=LONGEST_PASSAGE,
        help_text=NO_NAMES,
    )
    text = Lines(label=_("Why"), rows=3, max_length=LONGEST_REMARK, required=False)
