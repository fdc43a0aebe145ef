"""The demo: made-up organizations among real health centers, made by the product's own acts."""

from django.db import transaction

from alongside.config.demo.cast import CAST, HARBOR, LAKESIDE, MEADOW
from alongside.config.demo.keys import give_keys
from alongside.config.demo.partnership import join
from alongside.config.demo.people import Player, admit, make_host
from alongside.config.demo.places import list_places, write_profiles
from alongside.config.demo.rota import fill_rota
from alongside.config.start.screen import DemoPerson
from alongside.directory.actions import import_shipped_list
from alongside.orgs.models import Notice, Person

__all__ = ["load"]


def load() -> list[DemoPerson]:
    """Fill an empty database, in the transaction that is open; what each person needs to sign in."""
    hope = make_host()
    import_shipped_list()
    players = {hope.name: hope} | admit([LAKESIDE, HARBOR, MEADOW], by=hope.person)
    for program in (LAKESIDE, HARBOR):
        list_places(program, by=players[program.first].person)
        write_profiles(program, by=players[program.first].person)
    secrets = give_keys(players, [LAKESIDE, HARBOR])
    join(players["Nils"], players["Abel"], secrets, contacts=(players["Nora"], players["Ada"]))
    fill_rota(players["Nils"], players["Nora"], players["Abel"], players["Ada"])
    Person.objects.update(is_demo=True)
    transaction.on_commit(forget_notices)
    return [told(players[name]) for name in CAST]


def forget_notices() -> None:
    """Nobody reads these addresses. Only the owner may: the site cannot see for whom something waits."""
    Notice.objects.using("owner").all().delete()


def told(player: Player) -> DemoPerson:
    """What the screen shows of somebody."""
    membership = player.membership
    return DemoPerson(
        name=player.name,
        organization=membership.organization.name,
        role=membership.role_names,
        email=player.person.email,
        password=player.password,
        recovery_codes=player.codes,
        passphrase=player.passphrase,
        recovery_sheet=player.sheet,
    )
