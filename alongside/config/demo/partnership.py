"""The demo's one partnership: proposed, agreed, staffed, and each side's key confirmed by the other."""

from django.utils.timezone import localdate

from alongside.config.demo.people import Player
from alongside.lib.walls import within
from alongside.orgs import vouching
from alongside.orgs.making import Secrets
from alongside.partnerships import actions
from alongside.partnerships.models import Bounds, Item, Mode, Partnership

BOUNDS: Bounds = {
    "modes": [Mode.CALL_TOGETHER.value, Mode.CALL_BACK.value],
    "items": [item.value for item in Item],
    "longest_release_days": 30,
    "response_hours": 24,
    "held_times_a_week": 0,
}
Pair = tuple[Player, Player]


def join(one: Player, other: Player, secrets: dict[str, Secrets], *, contacts: Pair) -> Partnership:
    """Two champions settle a partnership; `contacts` answer, the champions are their backup."""
    ours, theirs = one.membership.organization, other.membership.organization
    with within(ours):
        partnership = actions.propose(theirs, bounds=BOUNDS, by=one.person)
    with within(theirs):
        actions.agree(partnership.agreements.get(), by=other.person)
    for champion, contact in zip((one, other), contacts, strict=True):
        name_people(partnership, champion, contact)
    confirm(partnership, one, secrets[ours.name], heard=secrets[theirs.name])
    confirm(partnership, other, secrets[theirs.name], heard=secrets[ours.name])
    return partnership


def name_people(partnership: Partnership, champion: Player, contact: Player) -> None:
    with within(champion.membership.organization):
        actions.set_people(
            partnership,
            champion=champion.membership,
            contact=contact.membership,
            backup=champion.membership,
            by=champion.person,
        )


def confirm(partnership: Partnership, champion: Player, own: Secrets, *, heard: Secrets) -> None:
    """As if the two champions had read six words to each other."""
    fingerprint, day = vouching.fingerprint(heard.public), localdate()
    message = vouching.confirmation(own.organization.pk, heard.organization.pk, fingerprint, day)
    with within(own.organization):
        actions.confirm_fingerprint(
            partnership,
            fingerprint=fingerprint,
            day=day,
            signature=own.signing.sign(message),
            by=champion.person,
        )
