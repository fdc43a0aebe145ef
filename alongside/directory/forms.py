"""What people look for, made clean, and what they write about their organization."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.directory.models import Profile

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
