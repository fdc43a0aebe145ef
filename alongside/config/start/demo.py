"""Who can sign in first: the demo's people in a private database, else the host's administrator."""

import json
from dataclasses import asdict
from pathlib import Path

from django.conf import settings
from django.db import transaction

from alongside.config.start.screen import link_file, people_file
from alongside.config.start.surroundings import write_privately
from alongside.orgs import actions
from alongside.orgs.models import Membership, Person


def load_once(data: Path) -> None:
    """Load the demo into an empty database; its people's secrets are kept before it counts."""
    from alongside.config import demo

    if Person.objects.exists():
        return
    with transaction.atomic():
        people = demo.load()
        kept = json.dumps([asdict(person) for person in people], indent=1)
        write_privately(people_file(data), kept)


def first_link(data: Path, email: str) -> None:
    """Keep a link for the host's first administrator, the same until it is used or expires."""
    kept = link_file(data)
    if Membership.objects.filter(organization__is_host=True).exists():
        kept.unlink(missing_ok=True)
    elif not (kept.exists() and actions.invited_by_link(token_in(kept.read_text()))):
        write_privately(kept, actions.make_host(settings.PUBLIC_HOST, email=email))


def token_in(link: str) -> str:
    return link.strip("/").rpartition("/")[2]
