"""The demo's people: invited, with passwords of this database alone and a second factor."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from alongside.config.demo.cast import Program
from alongside.config.start.demo import token_in
from alongside.lib.walls import within
from alongside.orgs import actions
from alongside.orgs.actions.people import link_for
from alongside.orgs.models import Membership, Organization, Person
from alongside.referrals.phrases import words

HOST = "Prairie Coalition"


@dataclass
class Player:
    """Somebody of the demo, with everything that only they would know."""

    membership: Membership
    password: str
    codes: list[str]
    passphrase: str = ""
    sheet: str = ""

    @property
    def person(self) -> Person:
        return self.membership.person

    @property
    def name(self) -> str:
        return self.person.name


def new_password() -> str:
    """Five neutral words: enough for people who exist on one machine, and nothing to wince at."""
    return "-".join(secrets.choice(sorted(words())) for _ in range(5))


def come_in(link: str, name: str) -> Player:
    """Use an invitation's link and set up the second factor."""
    password = new_password()
    person = actions.accept(token_in(link), name=name, password=password)
    TOTP.activate(person, generate_totp_secret())
    codes = RecoveryCodes.activate(person).generate_codes()
    membership = Membership.objects.select_related("person", "organization").get(person=person)
    membership.person.session_membership = membership
    return Player(membership, password, codes)


def make_host() -> Player:
    """The organization that runs the demo, and Hope, who administers it."""
    return come_in(actions.make_host(HOST, email="hope@prairie.example"), "Hope")


def admit(programs: Iterable[Program], *, by: Person) -> dict[str, Player]:
    """Take each program in, with all its people, by name."""
    return {name: player for program in programs for name, player in people_of(program, by).items()}


def people_of(program: Program, host: Person) -> dict[str, Player]:
    """The first of a program's people by the host's link, the others as that one's colleagues."""
    organization = Organization(name=program.name)
    rule = {"kind": program.kind, "rule": program.rule}
    with within(host.here):
        link = actions.admit(organization, **rule, email=address(program, program.first), by=host)
    first = come_in(link, program.first)
    with within(organization):
        actions.change_roles(
            first.membership, roles=list(program.people[program.first]), by=first.person
        )
    first.membership.refresh_from_db()
    first.person.session_membership = first.membership
    return {program.first: first} | colleagues(program, first)


def colleagues(program: Program, first: Player) -> dict[str, Player]:
    """Nobody is mailed: these addresses are nobody's."""
    here, found = first.membership.organization, {}
    for name, roles in list(program.people.items())[1:]:
        email = address(program, name)
        link = link_for(here, email=email, roles=list(roles), by=first.person)
        found[name] = come_in(link, name)
    return found


def address(program: Program, name: str) -> str:
    return f"{name.lower()}@{program.domain}"
