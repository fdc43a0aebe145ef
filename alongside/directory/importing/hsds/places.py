"""What has to be known around a location before it can be read: whether it is kept secret, in which state it is."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from alongside.directory.geography.places import State, center_of_zip, state_at, states
from alongside.directory.importing.cells import Cells
from alongside.directory.importing.hsds.parts import of_kind
from alongside.directory.importing.records import point_in, state_called
from alongside.directory.importing.staging import Main, Staging, unpacked
from alongside.directory.importing.texts import clean
from alongside.directory.phones import read_phones, state_of_phone
from alongside.directory.private.confidential import (
    is_confidential,
    is_flagged,
    seems_secret,
    tells_of_shelter,
)

ADDRESSES = """
SELECT m.cells, p.cells FROM main m JOIN part p ON p.owner = 'location' AND p.owner_id = m.id AND p.kind = 'address'
WHERE m.kind = 'location'
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
    is_crowded: bool
    state: State | None  # as it says itself
    guess: State | None  # where it says none: as those around it let one think

    @property
    def is_called_only(self) -> bool:
        """Whether nobody can go there."""
        return self.is_hidden or self.is_virtual

    @property
    def words(self) -> tuple[str, ...]:
        """What must not be told where it is hidden."""
        told = ("address_1", "address_2", "city", "postal_code")
        return tuple(value for name in told if (value := self.address.get(name, "").strip()))


class States:
    """The states that locations say they are in."""

    def __init__(self, locations: list[Main]) -> None:
        self.told = {main.id: state_told(main, address_of(main)) for main in locations}
        self.around: dict[str, set[State]] = defaultdict(set)
        for main in locations:
            self.around[main.organization].update(filter(None, [self.told[main.id]]))

    def of(self, main: Main) -> State | None:
        return self.told[main.id]

    def beside(self, main: Main) -> set[State]:
        """Those of all locations of its organization."""
        return self.around[main.organization]


class Surroundings:
    def __init__(self, staging: Staging) -> None:
        self.crowded: set[str] = set()  # points that stand for places in several ZIP codes
        self.home = self.look_around(staging)
        self.hidden: dict[str, tuple[str, ...]] = {}
        self.hidden_at: dict[str, list[str]] = {}  # by organization
        self.open_at: set[str] = set()

    def look_around(self, staging: Staging) -> State | None:
        """Note the points of which one place at most is right; the state that nearly all of a list is in."""
        states: Counter[str] = Counter()
        zips: dict[str, str] = {}
        for location, address in staging.db.execute(ADDRESSES):
            cells, told = unpacked(location), unpacked(address)
            states[told.get("state_province", "").strip().upper()] += 1
            point, code = point_of(cells), told.get("postal_code", "")[:5]
            if cells.get("latitude") and zips.setdefault(point, code) != code:
                self.crowded.add(point)
        return home_of(states.most_common())

    def seen(self, main: Main, services: list[Main], organization: str, states: States) -> Seen:
        """A location, and which states it and its organization's locations say."""
        address, state = address_of(main), states.of(main)
        is_virtual = main.cells.get("location_type", "").casefold() == "virtual" or (
            main.cells.get("virtual", "").casefold() == "true"
        )
        found = Seen(
            main,
            address,
            services,
            organization,
            is_hidden=is_secret(main, address, services, organization, is_virtual=is_virtual),
            is_virtual=is_virtual or not (address or main.cells.get("latitude")),
            is_crowded=point_of(main.cells) in self.crowded,
            state=state,
            guess=None,
        )
        if state is None:
            found.guess = self.guess(found, states.beside(main))
        if found.is_hidden:
            self.hidden[main.id] = found.words
            self.hidden_at.setdefault(main.organization, []).extend(found.words)
        else:
            self.open_at.add(main.organization)
        return found

    def guess(self, seen: Seen, beside: set[State]) -> State | None:
        """That of its organization's other places, of its telephone where it is only called, or of the list."""
        if len(beside) == 1:
            return next(iter(beside))
        by_phone = state_by_phone([seen.main, *seen.services]) if seen.is_called_only else None
        return by_phone or self.home

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


def point_of(cells: dict[str, str]) -> str:
    return f"{cells.get('latitude')},{cells.get('longitude')}"


def home_of(counted: list[tuple[str, int]]) -> State | None:
    """The state that nearly all of a list is in."""
    known = [(state_called(name), many) for name, many in counted]
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


def state_told(main: Main, address: dict[str, str]) -> State | None:
    """The state of a location: as it says, or as its ZIP code or its point do."""
    if state := state_called(state_said(main, address)):
        return state
    point = center_of_zip(address.get("postal_code", "").strip()[:5]) or point_told(main)
    return state_called(state_at(*point)) if point else None


def state_said(main: Main, address: dict[str, str]) -> str:
    return address.get("state_province") or address.get("region") or main.cells.get("state", "")


def point_told(main: Main) -> tuple[float, float] | None:
    cells = Cells(main.cells, lambda *_note: None)
    return point_in(states().values(), cells.number("latitude"), cells.number("longitude"))


def state_by_phone(mains: Iterable[Main]) -> State | None:
    """The state of the first telephone that has an area code."""
    for main in mains:
        for part in of_kind(main, "phone"):
            phones, _note = read_phones(clean(part.cells.get("number", "")))
            if state := next(filter(None, map(state_of_phone, phones)), ""):
                return states()[state]
    return None
