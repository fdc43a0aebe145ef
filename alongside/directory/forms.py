"""What people look for, made clean, and what they write about their organization."""

import re

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from alongside.directory.models import ANY_NEED, Profile
from alongside.directory.needs import needs
from alongside.directory.search import LAST_PAGE, Wanted

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
LANGUAGE = re.compile(r"[a-z]{2,3}")


def wanted_in(asked: MultiValueDict[str, str]) -> Wanted:
    """What an address asks for. What makes no sense in it counts as not said."""
    need, page = number_in(asked, "need"), number_in(asked, "page")
    language = asked.get("language", "")
    return Wanted(
        need=need if need in needs() else ANY_NEED,
        language=language if LANGUAGE.fullmatch(language) else "",
        page=min(max(page, 1), LAST_PAGE),
    )


def number_in(asked: MultiValueDict[str, str], name: str) -> int:
    written = asked.get(name, "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 6 else 0


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
