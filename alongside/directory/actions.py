"""What people do with the directory: bring a list in, list a site, write a profile."""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from alongside.audit.actions import record
from alongside.directory.entries import rebuild_entries
from alongside.directory.importing.files import Progress
from alongside.directory.importing.reading import bring_in
from alongside.directory.importing.report import Report
from alongside.directory.models import Profile, Service, Site
from alongside.directory.needs import needs_in
from alongside.directory.phones import read_phone
from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.orgs.models import Organization, Person
from alongside.orgs.roles import Can

SHIPPED_LIST = settings.ROOT / "data" / "health_center_sites_2020.csv"


def import_list(
    path: Path,
    *,
    by: Person | None,
    whole: bool | None = None,
    progress: Progress | None = None,
) -> Report:
    """Bring a list of places in, a batch at a time; Blocked when the file is none.

    `by` is None for the operator at the command line. `whole` says whether the file is all of the
    list, so that what is missing is retired; None leaves that to what the file looks like.
    """
    host = Organization.objects.filter(is_host=True).first()
    if host is None:
        raise Blocked(_("Start Alongside once before you import: nobody runs it yet."))
    if by is not None:
        by.require(Can.IMPORT_DIRECTORY, at=host)
    report = bring_in(path, whole=whole, progress=progress)
    with within(host):
        facts = {name: getattr(report, name) for name in ("added", "changed", "retired")}
        facts |= {"source": report.list_name, "left_out": len(report.left_out)}
        record("directory_imported", by=by, organization=host, facts=facts)
    return report


def import_shipped_list(*, by: Person | None = None, progress: Progress | None = None) -> Report:
    """Bring in the list of health center sites that comes with Alongside."""
    return import_list(SHIPPED_LIST, by=by, whole=False, progress=progress)


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
