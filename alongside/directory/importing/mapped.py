"""A row of any table under the mapping of its list: its place, its service."""

import re
from collections.abc import Mapping
from typing import Any

from alongside.directory.content.languages import language_codes
from alongside.directory.geography.places import NO_STATE, State, center_of_zip, state_at, states
from alongside.directory.importing.cells import Cells
from alongside.directory.importing.hrsa import setting_by_name
from alongside.directory.importing.meaning import needs_of, traits_named
from alongside.directory.importing.placing import Place
from alongside.directory.importing.records import point_in, state_called
from alongside.directory.importing.report import LeftOut
from alongside.directory.importing.times import hours_in
from alongside.directory.models import Setting
from alongside.directory.phones import Phone, read_phones, state_of_phone
from alongside.directory.private.confidential import (
    Asks,
    is_confidential,
    is_flagged,
    tells_of_shelter,
    untold,
)
from alongside.directory.sentences import sentence as _

NOT_WORDS = re.compile(r"[^a-z0-9]+")
LOCATED = re.compile(r"(-?\d{1,2}\.\d{3,})[,;\s]+[^\d-]{0,20}(-?\d{1,3}\.\d{3,})")

# Fields whose columns tell where a place is, or may.
TELL_PLACE = (
    "address_1",
    "address_2",
    "city",
    "postal_code",
    "latitude",
    "longitude",
    "description",
    "hours",
    "how_to_begin",
)


def plain(column: str) -> str:
    return NOT_WORDS.sub(" ", column.casefold()).strip()


class Own:
    """A row under its list's mapping."""

    def __init__(self, mapping: Mapping[str, str], cells: Cells) -> None:
        self.mapping, self.cells = mapping, cells

    def column(self, field: str) -> str:
        return self.mapping.get(field, "")

    def text(self, field: str) -> str:
        return self.cells.short(self.column(field), 200)

    def long(self, field: str, longest: int) -> str:
        return self.cells.long(self.column(field), longest).text

    def place(self) -> Place:
        if self.is_flagged():
            self.cells.secret = frozenset(map(self.column, TELL_PLACE))
        name = self.cells.required(self.column("name"), 200)
        postal_code = self.cells.postal_code(self.column("postal_code"))
        self.find_point()
        said = self.state(postal_code)
        phones, note = read_phones(self.text("phone"), said.code)
        if note:
            self.cells.repair(self.column("phone"), note)
        access = self.text("accessibility")
        told = (
            f"{self.column('accessibility')} {access}"
            if plain(access) in ("yes", "y", "true", "x")
            else access
        )
        is_remote = not any(
            self.text(field) for field in ("address_1", "city", "postal_code", "latitude")
        )
        more = {
            "description": self.long("description", 4000),
            "website": self.cells.website(self.column("website")),
            "languages": list(language_codes(self.text("languages"))),
            "traits": sorted(traits_named("access", told)),
            "other_phones": [
                {"text": one.text, "link": one.link, "note": ""} for one in phones[1:]
            ],
        } | self.hours()
        is_hidden = self.is_hidden(name, more["description"])
        state = said if said.code else self.guess(phones, is_called_only=is_hidden or is_remote)
        return Place(
            name=name,
            state=state,
            address_1=self.text("address_1"),
            address_2=self.text("address_2"),
            city=self.text("city")[:100],
            postal_code=postal_code,
            phone=phones[0] if phones else Place.phone,
            is_hidden=is_hidden,
            setting=Setting.REMOTE if is_remote else setting_by_name(name, state.code),
            points=(self.column("latitude"), self.column("longitude"), self.column("latitude")),
            more=more,
        )

    def state(self, postal_code: str) -> State:
        """The state that a row says, or its ZIP code or point; none where they say none."""
        if state := state_called(self.text("state")):
            return state
        latitude, longitude = self.column("latitude"), self.column("longitude")
        written = self.cells.number(latitude), self.cells.number(longitude)
        point = center_of_zip(postal_code[:5]) or point_in(states().values(), *written)
        found = state_called(state_at(*point)) if point and not self.text("state") else None
        return found or NO_STATE

    def guess(self, phones: list[Phone], *, is_called_only: bool) -> State:
        """The state of what names none: that of its telephone, or none. A place to go to is in one."""
        if not is_called_only:
            told = self.text("state") or "“”"
            raise LeftOut(self.column("state"), _("No state or territory is called %s.") % told)
        code = next(filter(None, map(state_of_phone, phones)), "")
        taken = _("It names no state. It is taken to be in %s.")
        unknown = _("It names no state. It is found by its words.")
        self.cells.repair(self.column("state"), taken % states()[code].name if code else unknown)
        return states().get(code, NO_STATE)

    def find_point(self) -> None:
        """A point inside a sentence, where its column is one."""
        found = LOCATED.search(self.cells.cells.get(self.column("latitude"), ""))
        if found and self.column("latitude"):
            points = {
                self.column("longitude") or "longitude": found[2],
                self.column("latitude"): found[1],
            }
            self.cells.cells = {**self.cells.cells, **points}
            self.mapping = {**self.mapping, "longitude": self.column("longitude") or "longitude"}

    def is_hidden(self, name: str, description: str) -> bool:
        names, lines = (
            f"{name} {self.text('organization')}",
            f"{self.text('address_1')} {self.text('address_2')}",
        )
        return self.is_flagged() or is_confidential(names, lines) or tells_of_shelter([description])

    def is_flagged(self) -> bool:
        """Whether a column says that the address is not shown."""
        said = self.text("is_public")
        return is_flagged(self.cells.cells) or (bool(said) and Asks.TO_SHOW.is_declined(said))

    def hours(self) -> dict[str, Any]:
        text = self.long("hours", 1000)
        found = hours_in(text)
        return {"hours": found or [], "hours_text": "" if found else text}

    def service(self, place: Place) -> dict[str, Any]:
        """What is done there; nothing where a row says no more than its place does."""
        terms = [
            {"name": one.strip()}
            for one in re.split(r"[,;|\n]", self.long("needs", 1000))
            if one.strip()
        ]
        needs = needs_of(terms, place.name, place.more["description"])
        longest = {"eligibility": 2000, "cost": 1000, "how_to_begin": 2000}
        told = {field: self.long(field, many) for field, many in longest.items()}
        if not needs:
            no = _("None of the needs here is named in it. It is found by its words.")
            self.cells.repair(self.column("needs"), no)
        if not needs and not any(told.values()):
            return {}
        name = place.name
        if place.is_hidden:
            told = {field: untold(text, place.words) for field, text in told.items()}
            name = untold(name, place.words) or str(_("Confidential service"))
        traits = set(traits_named("cost", told["cost"])) | traits_named(
            "reach", told["how_to_begin"]
        )
        traits |= traits_named("especially_for", f"{place.name}. {told['eligibility'][:200]}")
        return told | {"name": name, "needs": needs, "traits": sorted(traits)}
