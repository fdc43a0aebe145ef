"""What people do with their own records: list, change, take down and show again, say who they are."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from alongside.audit.actions import record
from alongside.directory.clocks import today_at
from alongside.directory.content.needs import needs_in
from alongside.directory.geography.places import center_of_zip, county_of_zip, time_zone_at
from alongside.directory.keeping import putting_right
from alongside.directory.keeping.keepers import require_keeper
from alongside.directory.keeping.putting_right import PLACE, put_right
from alongside.directory.models import Listing, Profile, Service, Site
from alongside.directory.phones import read_phone
from alongside.directory.private.place_erased import erase_place
from alongside.directory.searching.entries import rebuild_entries
from alongside.lib.errors import Blocked
from alongside.orgs.models import Organization, Person
from alongside.orgs.roles import Can

Changes = Mapping[str, Any]
ADDRESS = {"address_1", "address_2", "city", "state", "postal_code"}


@transaction.atomic
def list_site(site: Site, *, by: Person | None, services: Iterable[tuple[str, int]] = ()) -> Site:
    """Put a site in the directory with its services, each a name and the need it meets.

    Nothing of where a confidential site is, is kept. `by` is None while the demo is made.
    """
    if by is not None:
        by.require(Can.EDIT_PROFILE, at=site.organization)
        confirm_one(site, by)
    phone, _note = read_phone(site.phone, site.state)
    site.phone, site.phone_link = phone.text, phone.link
    others = erase_place(site)
    site.save()
    for name, need in services:
        if need not in needs_in("en"):
            raise ValueError(f"no need has the number {need}")
        service = Service(organization=site.organization, name=name, needs=[need])
        service.confirmed_on = site.confirmed_on
        service.save()
        service.sites.add(site)
    rebuild_entries([site, *others])
    record("site_listed", by=by, organization=site.organization, subject=site)
    return site


@transaction.atomic
def write_profile(profile: Profile, *, by: Person | None) -> None:
    """Say anew what partners' staff may say of an organization."""
    if by is not None:
        by.require(Can.EDIT_PROFILE, at=profile.organization)
    phone, _note = read_phone(profile.phone)
    profile.phone, profile.phone_link = phone.text or profile.phone, phone.link
    profile.save()
    rebuild_entries(locked_sites(profile.organization))
    record("profile_written", by=by, organization=profile.organization)


@transaction.atomic
def edit_site(site: Site, *, changes: Changes, by: Person) -> None:
    """Say anew what a site is, or add one. Blocked where an address that was private would come back by half."""
    require_keeper(site.organization, by)
    if not site._state.adding:
        site = Site.objects.select_for_update().get(pk=site.pk)
    others = change_site(site, changes)
    confirm_one(site, by)
    site.save()
    rebuild_entries([site, *others])
    record("site_edited", by=by, organization=by.here, subject=site)


def change_site(site: Site, changes: Changes) -> list[Site]:
    """Write changes and what follows from them: a phone's link, a point, no place where none may be.

    Returns the other sites of which less is said now.
    """
    opening = site.is_confidential and changes.get("is_confidential") is False
    if opening and not (changes.get("address_1") and changes.get("city")):
        raise Blocked(_("Write the whole address anew before you make it public."))
    if opening:
        site.address_keys = []
    hidden = changes.get("is_confidential", site.is_confidential)
    said = {name: told for name, told in changes.items() if not (hidden and name in PLACE)}
    put_right(site, with_link(said, site.state))
    if site.is_confidential:
        return erase_place(site)
    if ADDRESS & set(changes):
        put_right(site, point_of(site))
    return []


def with_link(changes: Changes, state: str) -> dict[str, Any]:
    """A number as people read it, and as telephones dial it."""
    changes = dict(changes)
    if "phone" in changes:
        phone, _note = read_phone(changes["phone"], changes.get("state", state))
        changes |= {"phone": phone.text, "phone_link": phone.link}
    return changes


def point_of(site: Site) -> dict[str, Any]:
    """A new address is known as well as its ZIP code is; without one it has no point."""
    center = center_of_zip(site.postal_code[:5])
    if center is None:
        return {"latitude": None, "longitude": None, "is_rough": False, "county": ""}
    return {
        "latitude": center[0],
        "longitude": center[1],
        "is_rough": True,
        "county": county_of_zip(site.postal_code[:5]),
        "time_zone": time_zone_at(*center),
    }


def confirm_one(record_: Site | Service, by: Person) -> None:
    """Whoever looked at the whole of their own record and saved it has confirmed it."""
    if by.here.pk == record_.organization_id:
        record_.confirmed_on = today_at(by.here)


@transaction.atomic
def edit_service(
    service: Service, *, changes: Changes, sites: Iterable[Site] | None = None, by: Person
) -> None:
    """Say anew what is offered, and at which sites; none means each of them. A new one is added."""
    require_keeper(service.organization, by)
    at = locked_sites(service.organization)
    if not service._state.adding:
        service = Service.objects.select_for_update().get(pk=service.pk)
    put_right(service, with_link(changes, at[0].state if at else ""))
    confirm_one(service, by)
    service.save()
    if sites is not None:
        service.sites.set([site for site in sites if site in at])
    rebuild_entries(at)
    record("service_edited", by=by, organization=by.here, subject=service)


def locked_sites(organization: Organization) -> list[Site]:
    """An organization's sites, held so that nobody makes their rows of the search table meanwhile."""
    mine = Site.objects.listed().filter(organization=organization)
    return list(mine.select_for_update().order_by("pk"))


@transaction.atomic
def retire(thing: Site | Service, *, by: Person) -> None:
    """Take a record down. Nothing of it is lost, and an import does not bring it back."""
    put_back_or_away(thing, now(), by=by)
    record("record_retired", by=by, organization=by.here, subject=thing)


@transaction.atomic
def bring_back(thing: Site | Service, *, by: Person) -> None:
    """Show a record again that was taken down."""
    put_back_or_away(thing, None, by=by)
    record("record_brought_back", by=by, organization=by.here, subject=thing)


def put_back_or_away(thing: Site | Service, at: Any, *, by: Person) -> None:
    """Blocked where somebody just did the same."""
    require_keeper(thing.organization, by)
    sites = locked_sites(thing.organization)
    thing = type(thing).objects.select_for_update().get(pk=thing.pk)
    if (thing.retired_at is None) == (at is None):
        raise Blocked(_("Somebody did this a moment ago. Look at the list again."))
    if isinstance(thing, Site) and thing.same_as_id:
        raise Blocked(_("This place was joined with another record of it. Change that one."))
    put_right(thing, {"retired_at": at})
    thing.save()
    others = [site for site in sites if site.pk != thing.pk]
    rebuild_entries([*others, thing] if isinstance(thing, Site) else others)


@transaction.atomic
def take_theirs(thing: Site | Service | Listing, *, field: str, by: Person) -> None:
    """Let a list's newer words stand where we had put its older ones right."""
    thing = for_settling(thing, by)
    putting_right.take_theirs(thing, field)
    others = erase_place(thing) if isinstance(thing, Site) else []
    thing.save()
    rebuild_entries([*locked_sites(thing.organization), *others])
    record("list_followed", by=by, organization=by.here, subject=thing)


@transaction.atomic
def keep_ours(thing: Site | Service | Listing, *, field: str, by: Person) -> None:
    """Let our words stand beside a list that says something else."""
    thing = for_settling(thing, by)
    putting_right.keep_ours(thing, field)
    thing.save()
    record("list_overruled", by=by, organization=by.here, subject=thing)


def for_settling(thing: Site | Service | Listing, by: Person) -> Site | Service | Listing:
    require_keeper(thing.organization, by)
    locked_sites(thing.organization)
    found: Site | Service | Listing = type(thing).objects.select_for_update().get(pk=thing.pk)
    return found
