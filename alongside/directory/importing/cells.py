"""The cells of one row, each read as what it should be; what is repaired on the way is noted."""

import math
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.timezone import localdate

from alongside.directory.importing.report import LeftOut
from alongside.directory.importing.texts import BLANK, EMAIL, Said, clean, said
from alongside.directory.phones import NO_PHONE, Phone, read_phone
from alongside.directory.sentences import sentence as _

is_web_address = URLValidator(schemes=["http", "https"])
DAYS = ("%m/%d/%Y", "%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%m/%d/%y")
Repair = Callable[[str, str], None]  # told the column, and what was done


class Cells:
    def __init__(self, cells: Mapping[str, str], repair: Repair) -> None:
        self.cells, self.repair = cells, repair
        # Of a place kept secret: the columns that tell where it is, as somebody said of this list.
        self.secret: frozenset[str] = frozenset()

    def text(self, column: str) -> str:
        written = self.cells.get(column, "")
        return clean(written) if written else ""

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

    def short(self, column: str, longest: int) -> str:
        """One line, cut where it is too long."""
        text = self.text(column)
        if "@" in text:
            text = " ".join(EMAIL.sub("", text).split())
        if len(text) > longest:
            self.repair(column, _("It was cut after %(number)s letters.") % {"number": longest})
            text = text[: longest - 1] + "…"
        return "" if text.casefold() in BLANK else text

    def long(self, column: str, longest: int) -> Said:
        """A longer text; what was taken out of it is noted."""
        written = self.cells.get(column, "")
        if not written:
            return Said("")
        text = said(written, longest)
        if text.emails:
            self.repair(column, _("E-mail addresses were left out."))
        if text.is_cut:
            self.repair(column, _("It was cut after %(number)s letters.") % {"number": longest})
        return text

    def number(self, column: str) -> float | None:
        try:
            number = float(self.cells.get(column, ""))
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
        written = self.optional(column, 2000)
        first = (
            written.replace(",", " ").replace(";", " ").split()[0] if written.strip(" ,;") else ""
        )
        address = web_address(first)
        if written and not address:
            self.repair(column, _("This is no web address: %s. It was left out.") % written[:200])
        elif first != written:
            self.repair(column, _("Only the first of several web addresses was kept."))
        return address

    def postal_code(self, column: str) -> str:
        """ZIP or ZIP+4. Spreadsheets lose the zeros in front."""
        written = self.optional(column, 200).replace(" ", "")
        code, dash, rest = written.removesuffix(".0").partition("-")
        if len(code) == 9 and code.isascii() and code.isdigit():
            code, dash, rest = code[:5], "-", code[5:]
        if not code or (code.isascii() and code.isdigit() and 3 <= len(code) <= 5):
            return code.zfill(5) + dash + rest[:4] if code else ""
        self.repair(column, _("This is no ZIP code: %s. It was left out.") % written[:20])
        return ""

    def day(self, column: str) -> date | None:
        """A date as Americans write it, or as machines do. One far ahead is a slip, and none."""
        day = day_of(self.text(column))
        return day if day and day < localdate() + timedelta(days=366) else None


@lru_cache(maxsize=5000)
def web_address(written: str) -> str:
    """The address with its beginning; blank when it is none."""
    if not written:
        return ""
    address = written if "://" in written else f"https://{written}"
    try:
        is_web_address(address)
    except ValidationError:
        return ""
    return address if len(address) <= 300 else ""


@lru_cache(maxsize=5000)
def day_of(written: str) -> date | None:
    text = written.removesuffix("Z").split(".")[0].split("+")[0]
    for form in DAYS:
        try:
            return datetime.strptime(f"{text} +0000", f"{form} %z").date()
        except ValueError:
            continue
    return None
