"""Whether two records may be one place: what agrees, what differs, and how likely it is."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from urllib.parse import urlsplit

from alongside.directory.duplicates.called import Called, nearness
from alongside.directory.geography.addresses import NO_ADDRESS, Address, same
from alongside.directory.models import Setting, Site

LIKELY = 0.7
NEAR = 0.1  # miles
FAR = 0.5  # miles: whatever the addresses look like, too far for one place
FARTHEST = 3.0  # miles between two geocoders' points of one address
TWO_THIRDS = 0.65  # of the words of their own
MOVING = {Setting.MOBILE, Setting.REMOTE}
# What each kind of agreement adds; what is unknown adds half.
NAME, PLACE, PHONE, WEBSITE = 0.4, 0.3, 0.25, 0.05


class Apart(Exception):
    """They are two places, whatever else agrees."""


@dataclass(frozen=True)
class Likeness:
    likelihood: float
    evidence: dict[str, bool | float]  # what is unknown is not in it


@dataclass(frozen=True)
class Seen:
    """A site as far as it is compared. `site.organization` is loaded with it."""

    site: Site

    @cached_property
    def called(self) -> Called:
        return Called(self.site.name)

    @cached_property
    def address(self) -> Address:
        if self.site.is_confidential or not self.site.address_1:
            return NO_ADDRESS
        return Address.read(f"{self.site.address_1} {self.site.address_2}")

    @cached_property
    def phones(self) -> set[str]:
        others = (phone.get("link", "") for phone in self.site.other_phones)
        return {link for link in (self.site.phone_link, *others) if link}

    @cached_property
    def host(self) -> str:
        return (urlsplit(self.site.website).hostname or "").removeprefix("www.")


def likeness(one: Seen, other: Seen, miles: float | None) -> Likeness | None:
    """How likely they are one place; none where they are surely two. `miles` lie between their points."""
    try:
        name = nearness_of_names(one, other)
        place, told = place_of(one, other, miles)
    except Apart:
        return None
    evidence: dict[str, bool | float] = {"name": round(name, 2)} | told
    phone, website = same_phone(one, other), same_host(one, other)
    evidence |= {
        what: is_so for what, is_so in (("phone", phone), ("website", website)) if is_so is not None
    }
    added = NAME * name + place + weighed(PHONE, phone) + weighed(WEBSITE, website)
    return Likeness(round(added, 3), evidence)


def weighed(weight: float, is_so: bool | None) -> float:
    return weight / 2 if is_so is None else weight * is_so


def nearness_of_names(one: Seen, other: Seen) -> float:
    """From two thirds to one; two numbers, two kinds of clinic or words of its own on both sides are two places."""
    numbers = one.called.numbers ^ other.called.numbers
    if numbers - one.address.words - other.address.words:
        raise Apart
    settings = {one.site.setting, other.site.setting}
    if one.called.kinds != other.called.kinds or (len(settings) > 1 and settings & MOVING):
        raise Apart
    near = nearness(
        one.called.without(other.site.organization.name, keep=other.called),
        other.called.without(one.site.organization.name, keep=one.called),
    )
    if near < TWO_THIRDS:
        raise Apart
    return near


def place_of(one: Seen, other: Seen, miles: float | None) -> tuple[float, dict[str, bool | float]]:
    """What their place adds, and what can be said of it. Two doors of one house are two places."""
    told: dict[str, bool | float] = {} if miles is None else {"miles": round(miles, 2)}
    address = same(one.address, other.address)
    if address and not same_town(one.site, other.site) and (miles is None or miles > NEAR):
        address = False
    if address is not None:
        told["address"] = address
    if one.address.unit and other.address.unit and one.address.unit != other.address.unit:
        raise Apart
    if miles is not None and miles > (FARTHEST if address else FAR):
        raise Apart
    return weight_of_place(address, miles), told


def weight_of_place(address: bool | None, miles: float | None) -> float:
    """Two house numbers are two places, however near: real lists have both, with one telephone."""
    if address is False:
        raise Apart
    if address:
        return PLACE
    return PLACE * 5 / 6 if miles is not None and miles <= NEAR else PLACE / 2


def same_town(one: Site, other: Site) -> bool:
    """The same ZIP code; where one is missing, the same city."""
    if one.postal_code and other.postal_code:
        return one.postal_code[:5] == other.postal_code[:5]
    cities = [site.city.casefold().replace(".", "") for site in (one, other)]
    return bool(cities[0]) and SequenceMatcher(None, cities[0], cities[1]).ratio() > 0.85


def same_phone(one: Seen, other: Seen) -> bool | None:
    """The same number. Two extensions of one switchboard are two numbers."""
    if not one.phones or not other.phones:
        return None
    if one.phones & other.phones:
        return True
    bare = {phone for phone in one.phones | other.phones if ";" not in phone}
    numbers = [{phone.partition(";")[0] for phone in each.phones} for each in (one, other)]
    return bool(numbers[0] & numbers[1] & bare)


def same_host(one: Seen, other: Seen) -> bool | None:
    return one.host == other.host if one.host and other.host else None
