"""How one side wants to be talked to: what goes by phone, by meeting, by letter, and never by e-mail."""

from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST = 300  # letters: what fits on a card


class Talk(models.Model):
    """One side's card. Its partner reads it."""

    member = models.OneToOneField(
        "partnerships.Member", models.CASCADE, primary_key=True, related_name="talk"
    )
    who_answers = models.CharField(_("Who answers"), max_length=LONGEST, blank=True)
    by_phone = models.CharField(_("By phone"), max_length=LONGEST, blank=True)
    by_meeting = models.CharField(_("When we meet"), max_length=LONGEST, blank=True)
    by_letter = models.CharField(_("By sealed letter"), max_length=LONGEST, blank=True)
    never_by_email = models.CharField(_("Never by e-mail"), max_length=LONGEST, blank=True)

    class Privacy:
        routine = {"member"}
        sealed: set[str] = set()

    @property
    def lines(self) -> list[tuple[str, str]]:
        """What was said, each with what it is about."""
        told = [(field, getattr(self, field.name)) for field in self._meta.fields]
        return [
            (str(field.verbose_name), said) for field, said in told if field.name in SAID and said
        ]


SAID = ("who_answers", "by_phone", "by_meeting", "by_letter", "never_by_email")
