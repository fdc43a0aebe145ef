"""Bringing lists into the directory."""

from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from alongside.audit.actions import record
from alongside.directory.importing.files import Progress
from alongside.directory.importing.reading import bring_in
from alongside.directory.importing.report import Report
from alongside.directory.models import Import
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
    during = Import.objects.create(file_name=path.name[:200], by=by)
    report = bring_in(path, during, whole=whole, progress=progress)
    with within(host):
        facts = {name: getattr(report, name) for name in ("added", "changed", "retired")}
        facts |= {"source": report.list_name, "left_out": len(report.left_out)}
        record("directory_imported", by=by, organization=host, facts=facts)
    return report


def import_shipped_list(*, by: Person | None = None, progress: Progress | None = None) -> Report:
    """Bring in the list of health center sites that comes with Alongside."""
    return import_list(SHIPPED_LIST, by=by, whole=False, progress=progress)
