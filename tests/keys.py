"""Keys for tests, made in Python exactly as browsers make them, through the same acts."""

import base64
import json

import pyrage
from pyrage.x25519 import Identity

from alongside.audit.models import Event
from alongside.lib.walls import within
from alongside.orgs import actions
from alongside.orgs.making import Holder, Secrets
from alongside.orgs.proposals import Granting, NewMemberKey, Rotation, SetUp

# Scrypt takes a second each time, and the server could not tell: what it keeps is an age file.
QUICK = Identity.generate()


def wrap(secret, passphrase):
    return pyrage.encrypt(f"{passphrase} {secret}".encode(), [QUICK.to_public()])


def post(client, address, body, **extra):
    """What a browser's module sends."""
    content = body if isinstance(body, bytes) else json.dumps(body)
    return client.post(address, content, content_type="application/json", **extra)


def read(schema, told):
    return schema.model_validate_json(json.dumps(told))


def made_by(person):
    """A person with their own key."""
    holder, here = Holder.of(person), person.here
    proposal = read(NewMemberKey, holder.proposal(wrap))
    with within(here):
        actions.make_member_key(here, **proposal.model_dump(), by=person)
    return holder


def set_up_by(holder):
    """The keys of an organization, as its first administrator makes them."""
    here = holder.person.here
    kept = Secrets(here)
    with within(here):
        actions.set_up(here, proposal=read(SetUp, kept.set_up(holder)), by=holder.person)
    return kept


def grant(kept, holder, *kinds, by, vouch=True):
    """Somebody with the keys lets a colleague in, together."""
    proposal = read(Granting, kept.granting(holder, *kinds, vouch=vouch))
    with within(kept.organization):
        actions.grant(holder.key, proposal=proposal, by=by.person)


def rotate(kept, *holders, by, **sheet):
    proposal = read(Rotation, kept.rotation(holders, **sheet))
    with within(kept.organization):
        actions.rotate(kept.organization, proposal=proposal, by=by.person)


def acts(organization):
    """What an organization's log remembers, in order of the alphabet."""
    with within(organization):
        return sorted(Event.objects.values_list("act", flat=True))


def decoded(text):
    return base64.b64decode(text)
