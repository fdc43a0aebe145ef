"""Telephone numbers as lists write them, made ones that people read and telephones dial."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

import phonenumbers
from phonenumbers import (
    NumberParseException,
    PhoneNumber,
    PhoneNumberFormat,
    PhoneNumberMatcher,
)

from alongside.directory.sentences import sentence as _
from alongside.lib.facts import rows

# Places in free association with the United States have country codes of their own.
OWN_COUNTRY_CODE = {"FM", "MH", "PW"}


@dataclass(frozen=True)
class Phone:
    text: str = ""  # "(541) 484-4800 ext. 54134"
    link: str = ""  # "tel:+1-541-484-4800;ext=54134"


NO_PHONE = Phone()
OPTION = re.compile(
    r"\s*(?:xopt|x?\s*opt(?:ion)?)\s*(?=\d)", re.IGNORECASE
)  # "press 2" is dialed after it


def read_phone(written: str, state: str = "") -> tuple[Phone, str]:
    """The number that was written, and what had to be repaired, in words; no number when it is none."""
    if not written:
        return NO_PHONE, ""
    phone, repeats = formatted(written, state if state in OWN_COUNTRY_CODE else "US")
    if phone is None:
        return NO_PHONE, _("No telephone has the number %s. It was left out.") % written
    if repeats:
        return phone, _("The extension of %s repeats the number. It was left out.") % written
    return phone, ""


def read_phones(written: str, state: str = "") -> tuple[list[Phone], str]:
    """Every number in a cell that may hold several, or one of three digits, and what had to be repaired."""
    short = re.fullmatch(r"\D{0,6}([2-9]11|988)\D{0,6}", written)
    if short:
        return [Phone(short[1], f"tel:{short[1]}")], ""
    phone, note = read_phone(OPTION.sub(" ext. ", written), state)
    if phone.link:
        return [phone], note
    found = [formatted(match.raw_string, "US")[0] for match in PhoneNumberMatcher(written, "US")]
    phones = [phone for phone in found if phone]
    return phones, "" if phones else note


@lru_cache(maxsize=2000)  # in a list, neighbors share numbers
def formatted(written: str, region: str) -> tuple[Phone | None, bool]:
    """The number, and whether its extension was nothing but its own digits."""
    try:
        number = phonenumbers.parse(written, region)
    except NumberParseException:
        return None, False
    if not phonenumbers.is_valid_number(number):
        return None, False
    if repeats := repeats_itself(number):
        number.extension = None
    text = phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)
    return Phone(text, phonenumbers.format_number(number, PhoneNumberFormat.RFC3966)), repeats


@cache
def area_codes() -> dict[str, str]:
    return {row["code"]: row["state"] for row in rows("area_codes.csv")}


def state_of_phone(phone: Phone) -> str:
    """The state that a number's area code is given out in; blank where it is none or free of charge."""
    return area_codes().get(phone.link.removeprefix("tel:+1-")[:3], "")


def repeats_itself(number: PhoneNumber) -> bool:
    """Some lists hold the last digits of the number, or all of them, as its extension."""
    extension = number.extension or ""
    return len(extension) >= 4 and str(number.national_number).endswith(extension)
