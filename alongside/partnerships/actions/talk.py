"""Saying how one's own side wants to be talked to."""

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.audit.actions import record
from alongside.lib.errors import Blocked
from alongside.orgs.models import Person
from alongside.partnerships.actions.taking import take_pair
from alongside.partnerships.models import Member, Partnership, State, Talk


@transaction.atomic
def say_how_we_talk(partnership: Partnership, *, said: dict[str, str], by: Person) -> None:
    """Write the card of one's own side; `said` has a text for each field of Talk. Blocked after the end."""
    partnership = take_pair(partnership, by=by)
    if partnership.state == State.ENDED:
        raise Blocked(_("This partnership has ended."))
    ours = Member.objects.get(partnership=partnership, organization=by.here)
    Talk.objects.update_or_create(member=ours, defaults=said)
    record("partnership_talk_said", by=by, organization=by.here, subject=partnership)
