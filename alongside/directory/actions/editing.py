"""What people do with one record: list a site, write a profile."""

from collections.abc import Iterable

from django.db import transaction

from alongside.audit.actions import record
from alongside.directory.entries import rebuild_entries
from alongside.directory.models import Profile, Service, Site
from alongside.directory.needs import needs_in
from alongside.directory.phones import read_phone
from alongside.orgs.models import Person
from alongside.orgs.roles import Can


@transaction.atomic
def list_site(site: Site, *, by: Person | None, services: Iterable[tuple[str, int]] = ()) -> Site:
    """Put a site in the directory with its services, each a name and the need it meets.

    Nothing of where a confidential site is, is kept. `by` is None while the demo is made.
    """
    if by is not None:
        by.require(Can.EDIT_PROFILE, at=site.organization)
    phone, _note = read_phone(site.phone, site.state)
    site.phone, site.phone_link = phone.text, phone.link
    if site.is_confidential:
        site.keep_no_place()
        site.areas = site.areas or [site.state]
    site.save()
    for name, need in services:
        if need not in needs_in("en"):
            raise ValueError(f"no need has the number {need}")
        service = Service.objects.create(organization=site.organization, name=name, needs=[need])
        service.sites.add(site)
    rebuild_entries([site])
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
    record("profile_written", by=by, organization=profile.organization)
