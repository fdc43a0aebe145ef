"""Anybody may say what is wrong. Nobody is asked who they are, and the record's keeper decides."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from alongside.audit.actions import record, tally
from alongside.directory.actions.editing import (
    change_site,
    locked_sites,
    retire,
    with_link,
)
from alongside.directory.keeping.correctable import Thing, fields_of, owner_of
from alongside.directory.keeping.keepers import host, keepers_of, require_keeper
from alongside.directory.keeping.putting_right import put_right
from alongside.directory.models import Correction, Decision, Listing, Profile, Service, Site
from alongside.directory.searching.entries import rebuild_entries
from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.orgs.actions import notify
from alongside.orgs.models import Organization, Person

MOST_OPEN = 20  # of one record
MOST_A_DAY = 200  # on this server, since nobody's address is looked at


@transaction.atomic
def propose_correction(thing: Thing, *, field: str, value: str) -> None:
    """Say what is wrong with one field. The day is kept, and not who said so.

    Blocked for a field that is not offered, such as the place of a confidential site, when enough
    waits for this record, and on a day when very many wrote.
    """
    owner = Organization.objects.select_for_update().get(pk=owner_of(thing).pk)
    if field not in fields_of(thing):
        raise Blocked(_("This cannot be corrected here. Please call instead."))
    if Correction.objects.filter(made_on=localdate()).count() >= MOST_A_DAY:
        raise Blocked(_("Very many people wrote today. Please write again tomorrow."))
    waiting = Correction.objects.filter(organization=owner, state=Decision.OPEN)
    mine = about(thing)
    if waiting.filter(**mine).count() >= MOST_OPEN:
        raise Blocked(_("Enough corrections wait here already. Somebody will look at them."))
    if not waiting.exists():
        notify(keepers_of(owner))
    Correction.objects.create(organization=owner, field=field, value=value, **mine)
    told = owner if owner.admitted_at else host()
    with within(told):
        tally("correction_proposed", organization=told)


def about(thing: Thing) -> dict[str, Any]:
    """The columns of a correction that say what it is about."""
    return {
        "site": thing if isinstance(thing, Site) else None,
        "service": thing if isinstance(thing, Service) else None,
    }


@transaction.atomic
def accept_correction(correction: Correction, *, changes: Mapping[str, Any], by: Person) -> None:
    """Put a record right as somebody proposed. Blocked when it is decided already."""
    require_keeper(correction.organization, by)
    sites = locked_sites(correction.organization)  # the record first: editing takes the same order
    thing = held(correction)
    correction = waiting(correction)
    if correction.field == "closed":
        close(thing, by=by)
    else:
        others = change(thing, changes, state=sites[0].state if sites else "")
        rebuild_entries([*locked_sites(correction.organization), *others])
    decide(correction, Decision.ACCEPTED, by)
    record("correction_accepted", by=by, organization=by.here, subject=correction)


@transaction.atomic
def decline_correction(correction: Correction, *, by: Person) -> None:
    """Leave a record as it is; what was proposed is erased."""
    require_keeper(correction.organization, by)
    correction = waiting(correction)
    decide(correction, Decision.DECLINED, by)
    record("correction_declined", by=by, organization=by.here, subject=correction)


def held(correction: Correction) -> Thing:
    """What a correction is about, as it now stands, and nobody else changes it meanwhile."""
    if correction.site_id or correction.service_id:
        kind = Site if correction.site_id else Service
        pk = correction.site_id or correction.service_id
        found: Site | Service = kind.objects.select_for_update().get(pk=pk)
        return found
    return Organization.objects.select_for_update().get(pk=correction.organization_id)


def waiting(correction: Correction) -> Correction:
    """The correction as it now stands, while nobody has decided."""
    found = Correction.objects.select_for_update(of=("self",)).get(pk=correction.pk)
    if found.state != Decision.OPEN:
        raise Blocked(_("Somebody decided this a moment ago. Look at the list again."))
    return found


def decide(correction: Correction, state: Decision, by: Person) -> None:
    correction.state, correction.value = state, ""
    correction.decided_by, correction.decided_at = by, now()
    correction.save()


def close(thing: Thing, *, by: Person) -> None:
    """A closed place or service is taken down; a closed organization with all of its own."""
    if not isinstance(thing, Organization):
        retire(thing, by=by)
        return
    for one in (*Site.objects.listed().filter(organization=thing), *services_of(thing)):
        retire(one, by=by)


def services_of(organization: Organization) -> list[Service]:
    return list(Service.objects.listed().filter(organization=organization))


def change(thing: Thing, changes: Mapping[str, Any], *, state: str) -> list[Site]:
    """Write one field of a record. Returns other sites of which less is said now."""
    others: list[Site] = []
    if isinstance(thing, Organization):
        change_organization(thing, with_link(changes, state))
        return others
    if isinstance(thing, Site):
        others = change_site(thing, changes)
    else:
        put_right(thing, with_link(changes, state))
    thing.save()
    return others


def change_organization(organization: Organization, changes: Mapping[str, Any]) -> None:
    """An organization's name; what lists say of it; and the number in its own words."""
    if changes.get("name"):
        organization.name = changes["name"]
        organization.save(update_fields=["name"])
    for listing in Listing.objects.listed().filter(organization=organization).select_for_update():
        put_right(listing, changes)
        listing.save()
    numbers = {name: told for name, told in changes.items() if name in {"phone", "phone_link"}}
    if numbers:
        Profile.objects.filter(organization=organization).update(**numbers)
