"""The one screen at the end of a start: where to go, who to be, what to try first."""

import json
from dataclasses import dataclass
from pathlib import Path

from alongside.config.start.progress import say
from alongside.config.start.surroundings import Surroundings
from alongside.lib.environment import text

SHOWN = 5  # codes of each person: the screen stays one screen
TRY_FIRST = (
    "Search near 60608, as anybody can, without an account.",
    "Sign in as the nurse, open a partner's page and call together.",
    "Send a letter; sign in as the advocate in another browser and open it.",
)

NO_MAIL = (
    "No e-mail leaves this server: invitations and notices are printed here instead, links included. "
    "Set EMAIL_BACKEND and EMAIL_HOST (docs/deploy.md).\n"
)


@dataclass(frozen=True)
class DemoPerson:
    """Somebody to sign in as, with everything their device would hold."""

    name: str
    organization: str
    role: str
    email: str
    password: str
    recovery_codes: list[str]
    passphrase: str = ""
    recovery_sheet: str = ""  # kept in the file, not on the screen


def people_file(data: Path) -> Path:
    return data / "demo_people.json"


def link_file(data: Path) -> Path:
    return data / "first_link"


def people(data: Path) -> list[DemoPerson]:
    """The demo's people as they were printed at first; none when there is no demo."""
    kept = people_file(data)
    return (
        [DemoPerson(**person) for person in json.loads(kept.read_text())] if kept.exists() else []
    )


def show(here: Surroundings, has_demo: bool) -> None:
    say(f"\nAlongside is at {here.public_url}\n")
    if has_demo:
        show_demo(here.data)
    elif link_file(here.data).exists():
        say("Nobody can sign in yet. The first administrator opens this link, once:\n")
        say(f"  {link_file(here.data).read_text()}\n")
    if not here.is_local and not text("EMAIL_BACKEND", ""):
        say(NO_MAIL)
    say("Ctrl-C stops everything.")


def show_demo(data: Path) -> None:
    found = people(data)
    if found:
        say(
            "Sign in with a password and a code; each code works once. The passphrase opens letters."
        )
    for person in found:
        say("\n".join(lines_about(person)))
    more = "More codes are" if found else "The demo's passwords were"
    say(f"{more} in {people_file(data)}\n")
    say("Try first:")
    for number, words in enumerate(TRY_FIRST, 1):
        say(f"  {number}. {words}")
    say()


def lines_about(person: DemoPerson) -> list[str]:
    lines = [
        f"  {person.name}, {person.role}, {person.organization}",
        f"    {person.email:<24}  password    {person.password}",
        f"    {'':<24}  codes       {' '.join(person.recovery_codes[:SHOWN])}",
    ]
    if person.passphrase:
        lines.append(f"    {'':<24}  passphrase  {person.passphrase}")
    return lines
