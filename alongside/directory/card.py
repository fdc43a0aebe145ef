"""A wallet card: telephone numbers, and as much of a name as the person wants to be seen with."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from alongside.directory.models import Site
from alongside.lib.errors import Blocked
from alongside.lib.typesetting import typeset

MOST = 8
LONGEST = 48  # letters of a name: two lines of the card
TEMPLATE = Path(__file__).parent / "paper" / "card.typ"
WORD = re.compile(r"\w+")


class Shown(models.TextChoices):
    """What stands beside a number. Names may say what they are for, so first letters are the default."""

    LETTERS = "letters", gettext_lazy("First letters and the number")
    NAMES = "names", gettext_lazy("Names and the number")
    NUMBERS = "numbers", gettext_lazy("Only the number")


def card_of(sites: Iterable[UUID], shown: Shown) -> bytes:
    """A small PDF with up to eight numbers. Blocked where nothing that can be called was chosen."""
    lines = [line(site, shown) for site in with_phone(list(sites)[:MOST])]
    if not lines:
        raise Blocked(_("Choose at least one place that has a phone number. Then make the card."))
    return typeset(TEMPLATE, {"title": _("Card"), "lines": lines}, get_language() or "en")


def with_phone(chosen: list[UUID]) -> list[Site]:
    """In the order they were chosen."""
    found = Site.objects.listed().exclude(phone="").only("id", "name", "phone").in_bulk(chosen)
    return [found[pk] for pk in dict.fromkeys(chosen) if pk in found]


def line(site: Site, shown: Shown) -> Mapping[str, Any]:
    names = {Shown.LETTERS: letters(site.name), Shown.NAMES: short(site.name), Shown.NUMBERS: ""}
    return {"name": names[shown], "phone": site.phone}


def letters(name: str) -> str:
    """“Harbor House” as “HH”: capitals where there are some, else the first letter."""
    words = WORD.findall(name)
    return "".join(word[0] for word in words if word[0].isupper())[:4] or name[:1].upper()


def short(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"
