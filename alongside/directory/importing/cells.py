"""The cells of one row, each read as what it should be; what is repaired on the way is noted."""

import html
import math
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from alongside.directory.importing.report import LeftOut
from alongside.directory.phones import NO_PHONE, Phone, read_phone

# How lists write that there is nothing.
BLANK = {"na", "n/a", "null", "none", "nan", "-", "unknown", "not available"}
is_web_address = URLValidator(schemes=["http", "https"])


def clean(written: str) -> str:
    """Text in one line: no control signs, no double spaces, no HTML entities."""
    seen = html.unescape(written).replace("\\n", " ")
    if not seen.isprintable():
        seen = "".join(sign if sign.isprintable() else " " for sign in seen)
    return " ".join(seen.split())


class Cells:
    def __init__(self, cells: Mapping[str, str], repair: Callable[[str, str], None]) -> None:
        self.cells, self.repair = cells, repair

    def text(self, column: str) -> str:
        return clean(self.cells.get(column, ""))

    def optional(self, column: str, longest: int) -> str:
        """Text that may be missing, however that is written."""
        text = self.text(column)
        if text.casefold() in BLANK:
            return ""
        if len(text) > longest:
            raise LeftOut(column, _("It has more than %(number)s letters.") % {"number": longest})
        return text

    def required(self, column: str, longest: int) -> str:
        text = self.optional(column, longest)
        if not text:
            raise LeftOut(column, _("It is blank."))
        return text

    def number(self, column: str) -> float | None:
        try:
            number = float(self.text(column))
        except ValueError:
            return None
        return number if math.isfinite(number) else None

    def phone(self, column: str, state: str) -> Phone:
        phone, note = read_phone(self.optional(column, 60), state)
        if note:
            self.repair(column, note)
        return phone or NO_PHONE

    def website(self, column: str) -> str:
        """A web address, with https:// where the list leaves the beginning out."""
        written = self.optional(column, 290)
        if not written:
            return ""
        address = written if "://" in written else f"https://{written}"
        try:
            is_web_address(address)
        except ValidationError:
            self.repair(column, _("This is no web address: %s. It was left out.") % written)
            return ""
        return address

    def postal_code(self, column: str) -> str:
        """ZIP or ZIP+4. Spreadsheets lose the zeros in front."""
        written = self.optional(column, 20).replace(" ", "")
        code, dash, rest = written.partition("-")
        if not code or (code.isascii() and code.isdigit() and 3 <= len(code) <= 5):
            return code.zfill(5) + dash + rest[:4] if code else ""
        self.repair(column, _("This is no ZIP code: %s. It was left out.") % written)
        return ""

    def day(self, column: str) -> date | None:
        """A date as Americans write it: month, day, year. One far ahead is a slip, and none."""
        try:
            day = datetime.strptime(f"{self.text(column)} +0000", "%m/%d/%Y %z").date()
        except ValueError:
            return None
        return day if day < localdate() + timedelta(days=366) else None
