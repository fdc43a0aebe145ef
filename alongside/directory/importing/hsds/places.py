"""What has to be known around a location before it can be read: whether it is kept secret, in which state it is."""

from collections.abc import Iterable
from dataclasses import dataclass

from alongside.directory.importing.confidential import (
    is_confidential,
    is_flagged,
    seems_secret,
    tells_of_shelter,
)
from alongside.directory.importing.records import state_called
from alongside.directory.importing.staging import Main, Staging
from alongside.directory.places import State, center_of_zip, state_at

STATES = """
SELECT upper(trim(json_extract(cells, '$.state_province'))) AS state, count(*) AS many
FROM part WHERE kind = 'address' AND owner = 'location' GROUP BY 1 ORDER BY 2 DESC
"""
# Points that stand for places in several ZIP codes: one of them is right at most.
CROWDED = """
SELECT json_extract(m.cells, '$.latitude') || ',' || json_extract(m.cells, '$.longitude') AS point
FROM main m JOIN part p ON p.owner = 'location' AND p.owner_id = m.id AND p.kind = 'address'
WHERE m.kind = 'location' AND json_extract(m.cells, '$.latitude') IS NOT NULL
GROUP BY 1 HAVING count(DISTINCT substr(json_extract(p.cells, '$.postal_code'), 1, 5)) > 1
"""
NOT_A_PLACE = {"postal", "mailing", "mail", "billing"}
MOST = 0.8  # of a list's places in one state: those that name none are there, too


@dataclass
class Seen:
    """A location with what stands around it."""

    main: Main
    address: dict[str, str]
    services: list[Main]
    organization: str  # its name
    is_hidden: bool
    is_virtual: bool
    home: State | None  # the state of the list
    is_crowded: bool

    @property
    def words(self) -> tuple[str, ...]:
        """What must not be told where it is hidden."""
        told = ("address_1", "address_2", "city", "postal_code")
        return tuple(value for name in told if (value := self.address.get(name, "").strip()))


class Surroundings:
    def __init__(self, staging: Staging) -> None:
        self.home = home_of(staging.run(STATES))
        self.crowded = {point for (point,) in staging.run(CROWDED)}
        self.hidden: dict[str, tuple[str, ...]] = {}
        self.hidden_at: dict[str, list[str]] = {}  # by organization
        self.open_at: set[str] = set()

    def seen(self, main: Main, services: list[Main], organization: str) -> Seen:
        address = address_of(main)
        is_virtual = main.cells.get("location_type", "").casefold() == "virtual" or (
            main.cells.get("virtual", "").casefold() == "true"
        )
        point = f"{main.cells.get('latitude')},{main.cells.get('longitude')}"
        found = Seen(
            main,
            address,
            services,
            organization,
            is_hidden=is_secret(main, address, services, organization, is_virtual=is_virtual),
            is_virtual=is_virtual or not (address or main.cells.get("latitude")),
            home=self.home,
            is_crowded=point in self.crowded,
        )
        if found.is_hidden:
            self.hidden[main.id] = found.words
            self.hidden_at.setdefault(main.organization, []).extend(found.words)
        else:
            self.open_at.add(main.organization)
        return found

    def hidden_of(self, organization: str) -> tuple[str, ...] | None:
        """What no text of an organization must tell; of one that has open places, too, no street."""
        hidden = self.hidden_at.get(organization)
        if hidden and organization in self.open_at:
            return tuple(word for word in hidden if any(sign.isdigit() for sign in word))
        return tuple(hidden) if hidden is not None else None

    def hidden_words(self, places: Iterable[str]) -> tuple[str, ...] | None:
        """What the texts of a service must not tell; none where it is at no hidden place."""
        hidden = [self.hidden[place] for place in places if place in self.hidden]
        return tuple(word for words in hidden for word in words) if hidden else None


def home_of(counted: list[tuple[str | None, int]]) -> State | None:
    """The state that nearly all of a list is in."""
    known = [(state_called(name or ""), many) for name, many in counted]
    places = sum(many for state, many in known if state)
    first, many = next(((state, many) for state, many in known if state), (None, 0))
    return first if places and many >= MOST * places else None


def address_of(main: Main) -> dict[str, str]:
    """Where one can go; never where mail is sent."""
    found = [part.cells for part in main.parts if part.kind == "address"]
    physical = [
        one for one in found if one.get("address_type", "physical").casefold() not in NOT_A_PLACE
    ]
    told = ("address_1", "city", "postal_code")
    return next((one for one in physical if any(one.get(name) for name in told)), {})


def is_secret(
    main: Main,
    address: dict[str, str],
    services: list[Main],
    organization: str,
    *,
    is_virtual: bool,
) -> bool:
    """Whether a location is one whose place is not told: by a flag, its words, or a shelter without an address."""
    names = " ".join(
        (main.cells.get("name", ""), main.cells.get("alternate_name", ""), organization)
    )
    lines = " ".join(address.get(name, "") for name in ("address_1", "address_2", "attention"))
    if is_flagged(main.cells) or is_flagged(address) or is_confidential(names, lines):
        return True
    told = [service.cells.get(name, "") for service in services for name in ("name", "description")]
    if tells_of_shelter([main.cells.get("description", ""), *told]):
        return True
    if any(says_secret(part.cells) for part in main.parts if part.kind == "attribute"):
        return True
    if is_virtual:
        return seems_secret({"": " ".join([names, main.cells.get("description", ""), *told])}) or (
            "shelter" in " ".join([names, *told]).casefold()
        )
    return False


def says_secret(attribute: dict[str, str]) -> bool:
    """Whether an attribute says that a place is not told: by its words, or as a column would."""
    named = attribute.get("label") or attribute.get("term_name") or ""
    told = {named: attribute.get("value", "")}
    return is_flagged(told) or is_confidential("", " ".join(attribute.values()))


def state_of(seen: Seen) -> State | None:
    """The state of a location: as it says, or as its ZIP code, its point or the whole list do."""
    said = (
        seen.address.get("state_province")
        or seen.address.get("region")
        or seen.main.cells.get("state", "")
    )
    if state := state_called(said):
        return state
    center = center_of_zip(seen.address.get("postal_code", "").strip()[:5])
    if center:
        return state_called(state_at(*center))
    return seen.home
