"""Two records of one place: proposed after an import, decided by a person, taken back when it was wrong."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils.timezone import now
from django.utils.translation import gettext as _

from alongside.audit.actions import record
from alongside.directory.actions.deciding import decide
from alongside.directory.duplicates.alike import LIKELY, Seen, likeness
from alongside.directory.duplicates.candidates import Candidates, pairs_of
from alongside.directory.importing.retiring import without_word
from alongside.directory.models import Before, Duplicate, Import, Service, Site, Verdict
from alongside.directory.private.place_erased import erase_place
from alongside.directory.searching.entries import rebuild_entries
from alongside.lib.errors import Blocked
from alongside.orgs.models import Person

BATCH = 1000  # pairs compared at a time
LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


@transaction.atomic
def propose_duplicates(during: Import) -> int:
    """Propose what an import brought and another list has too; how many pairs. What was decided stays so."""
    changed = Before.objects.filter(during=during, kind="site").values("record")
    touched = Site.objects.filter(Q(added_during=during) | Q(pk__in=changed))
    Duplicate.objects.proposed().filter(Q(older__in=touched) | Q(younger__in=touched)).delete()
    pairs, found = pairs_of(during), 0
    while batch := list(islice(pairs, BATCH)):
        new = list(likely(batch))
        Duplicate.objects.bulk_create(new, ignore_conflicts=True)
        found += len(new)
    return found


def likely(pairs: list[Candidates]) -> Iterator[Duplicate]:
    """Those of the pairs that are likely one place, each with the evidence."""
    ids = {pk for pair in pairs for pk in (pair.fresh, pair.other)}
    sites = Site.objects.select_related("organization", "added_during").in_bulk(ids)
    seen = {pk: Seen(site) for pk, site in sites.items()}
    for pair in pairs:
        found = likeness(seen[pair.fresh], seen[pair.other], pair.miles)
        if found and found.likelihood >= LIKELY:
            older, younger = sorted((sites[pair.fresh], sites[pair.other]), key=age)
            yield Duplicate(
                older=older,
                younger=younger,
                likelihood=found.likelihood,
                evidence=found.evidence,
            )


def age(site: Site) -> tuple[bool, datetime, UUID]:
    """The record that people here keep comes first, then the one that was there first."""
    kept_here = site.organization.admitted_at is not None or site.source_id is None
    return not kept_here, site.added_during.begun_at if site.added_during else LONG_AGO, site.pk


@transaction.atomic
def one_place(duplicate: Duplicate, *, by: Person) -> None:
    """The younger record is the older one: it is shown no longer, and its services move there.

    Blocked when somebody decided first, or when one of the two has left the directory. Where either
    is confidential the place is.
    """
    duplicate, older, younger = decide(duplicate, Verdict.MERGED, by=by)
    if older.retired_at or younger.retired_at:
        raise Blocked(_("One of the two has left the directory. There is nothing to decide."))
    younger.same_as, younger.retired_at = older, now()
    younger.save(update_fields=["same_as", "retired_at"])
    duplicate.moved = move_services(younger, older)
    duplicate.save()
    older.is_confidential = younger.is_confidential or older.is_confidential
    others = erase_place(older)
    older.save()
    rebuild_entries([older, younger, *others])
    record("duplicate_merged", by=by, organization=by.here, subject=duplicate)


@transaction.atomic
def two_places(duplicate: Duplicate, *, by: Person) -> None:
    """They are two, and are never proposed again. Blocked when somebody decided first."""
    duplicate, _older, _younger = decide(duplicate, Verdict.APART, by=by)
    duplicate.save()
    record("duplicate_kept_apart", by=by, organization=by.here, subject=duplicate)


@transaction.atomic
def take_back(duplicate: Duplicate, *, by: Person) -> None:
    """Undo what was decided of two records: each is shown again, with its own services.

    Blocked when it was taken back already, or when the older is itself another place by now. What
    was forgotten of a confidential place stays forgotten.
    """
    duplicate, older, younger = decide(duplicate, Verdict.PROPOSED, by=by)
    if younger.same_as_id == older.pk:
        if older.same_as_id:
            raise Blocked(
                _("The older record was joined to another one since. Take that back first.")
            )
        rebuild_entries([part(duplicate), older])
    duplicate.moved = {}
    duplicate.save()
    record("duplicate_taken_back", by=by, organization=by.here, subject=duplicate)


def part(duplicate: Duplicate) -> Site:
    """Make the younger record one of its own again, with its services."""
    younger = Site.objects.get(pk=duplicate.younger_id)
    younger.same_as, younger.retired_at = None, younger.left_at
    younger.save(update_fields=["same_as", "retired_at"])
    without_word(Site, [duplicate.older_id]).update(retired_at=F("left_at"))
    give_back_services(duplicate)
    return younger


def move_services(younger: Site, older: Site) -> dict[str, list[str]]:
    """Its services go to the older; where each was before, to give it back."""
    everywhere = Service.objects.filter(organization=younger.organization_id, sites=None)
    others = Site.objects.listed().filter(organization=younger.organization_id)
    moved = {}
    for service in Service.objects.filter(sites=younger):
        moved[str(service.pk)] = [str(pk) for pk in service.sites.values_list("pk", flat=True)]
        service.sites.remove(younger)
        service.sites.add(older)
    if older.organization_id != younger.organization_id:
        for service in everywhere.exclude(pk__in=moved):
            moved[str(service.pk)] = []
            service.sites.set([*others, older])
    return moved


def give_back_services(duplicate: Duplicate) -> None:
    """Each of its services to the younger; those of every site of its organization to every site.

    Where somebody has said since that one is not given at the older, it stays where they said.
    """
    still = Service.objects.filter(sites=duplicate.older_id)
    services = still.in_bulk(UUID(pk) for pk in duplicate.moved)
    for service in services.values():
        before = duplicate.moved[str(service.pk)]
        if not before:
            service.sites.clear()
            continue
        service.sites.add(duplicate.younger)
        if str(duplicate.older_id) not in before:
            service.sites.remove(duplicate.older)
