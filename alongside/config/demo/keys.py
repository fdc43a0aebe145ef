"""Keys as the demo's browsers would have made them: wrapped by passphrases, granted, with sheets.

Member keys are wrapped by the frontend's own code with scrypt at 2^16, as a browser does it: a second
of a computer's work would keep a phone waiting for ten.
"""

import base64
import json
import subprocess
from collections.abc import Iterable
from typing import TypeVar

from alongside.config.demo.cast import Program
from alongside.config.demo.people import Player
from alongside.config.start import frontend
from alongside.lib.bodies import Body
from alongside.lib.walls import within
from alongside.orgs import actions
from alongside.orgs.making import Holder, Secrets, Told
from alongside.orgs.proposals import Granting, NewMemberKey, SetUp

PREFIX = "AGE-SECRET-KEY-1"
Schema = TypeVar("Schema", bound=Body)


def read(schema: type[Schema], told: Told) -> Schema:
    """As the server reads what a browser posts."""
    return schema.model_validate_json(json.dumps(told))


def give_keys(players: dict[str, Player], programs: Iterable[Program]) -> dict[str, Secrets]:
    """Keys for each program: its first person sets them up and lets the others in; by program's name."""
    programs = list(programs)
    holders = {
        name: Holder.of(players[name].person) for program in programs for name in program.people
    }
    wrapped = wrap_all(list(holders.values()))
    for name, holder in holders.items():
        players[name].passphrase = holder.passphrase
        make_member_key(holder, wrapped)
    return {program.name: keys_for(program, players, holders) for program in programs}


def make_member_key(holder: Holder, wrapped: dict[str, bytes]) -> None:
    here = holder.person.here
    proposal = read(NewMemberKey, holder.proposal(lambda secret, _: wrapped[secret]))
    with within(here):
        actions.make_member_key(here, **proposal.model_dump(), by=holder.person)


def keys_for(program: Program, players: dict[str, Player], holders: dict[str, Holder]) -> Secrets:
    first = holders[program.first]
    here = first.person.here
    kept = Secrets(here)
    with within(here):
        actions.set_up(here, proposal=read(SetUp, kept.set_up(first)), by=first.person)
        for name in list(program.people)[1:]:
            proposal = read(Granting, kept.granting(holders[name], "opening"))
            actions.grant(holders[name].key, proposal=proposal, by=first.person)
    players[program.first].sheet = in_groups(str(kept.sheet))
    return kept


def wrap_all(holders: list[Holder]) -> dict[str, bytes]:
    """Each holder's secret wrapped by their passphrase, keyed by the secret."""
    node, npm = frontend.find_node()
    frontend.fetch(node, npm)
    asked = [
        {"identity": str(holder.identity), "passphrase": holder.passphrase} for holder in holders
    ]
    said = subprocess.run(
        [node, "wrap.mjs"],
        cwd=frontend.FRONTEND,
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
    )
    wrapped = [base64.b64decode(one) for one in json.loads(said.stdout)]
    return dict(zip([one["identity"] for one in asked], wrapped, strict=True))


def in_groups(identity: str) -> str:
    """A recovery sheet as it is printed: the prefix is known, the rest stands in groups of four."""
    letters = identity.removeprefix(PREFIX)
    return " ".join(letters[at : at + 4] for at in range(0, len(letters), 4))
