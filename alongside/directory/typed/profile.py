"""What an organization says of itself, and whom it is there for above all."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.directory.forms import ProfileForm
from alongside.directory.typed.choices import ManyField, traits_offered


class OwnWordsForm(ProfileForm):
    traits = ManyField(
        traits_offered(("especially_for", _("Especially for"))),
        label=_("Whom you are there for above all"),
        coerce=int,
        help_text=_("Say it only of what you truly offer. People searching are never asked."),
    )

    class Meta(ProfileForm.Meta):
        fields: Any = (*ProfileForm.Meta.fields, "traits")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["traits"]
        field.about(self.instance.traits)
