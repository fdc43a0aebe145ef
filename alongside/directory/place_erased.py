"""Where a confidential site is, is erased wherever the directory could have it: promise 7."""

from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.timezone import now

from alongside.directory.importing.records import key_of
from alongside.directory.models import (
    Before,
    Correction,
    Decision,
    Duplicate,
    Remark,
    Service,
    Site,
)
from alongside.directory.putting_right import PLACE, forget_place

SAYS_NO_PLACE = {"phone", "hours", "languages", "closed"}  # what may be said of it in a correction
EVIDENCE_WITHOUT_PLACE = {"phone", "name"}


def erase_place(site: Site) -> None:
    """Forget where a site is: in its record, in what lists said, in old imports and in corrections."""
    erase_rows_left_out(site)
    site.keep_no_place()
    site.time_zone = ""
    forget_place(site)
    site.areas = site.areas or list(filter(None, [site.state]))
    site.place_key = key_of(site.name, site.state, site.phone)
    if site.source_key.startswith("place:"):
        was, site.source_key = site.source_key, f"place:{site.place_key}"
        services = Service.objects.filter(source=site.source_id, source_key=was)
        services.update(source_key=site.source_key)
    site.source_digest = b""  # a digest of an address lets one try addresses
    erase_before(site)
    erase_corrections(site)
    erase_evidence(site)


def erase_rows_left_out(site: Site) -> None:
    """Rows of files that were left out and name its street."""
    said = [site.address_1, site.kept.get("address_1"), site.disputed.get("address_1")]
    before = Before.objects.filter(kind="site", record=site.pk)
    said += [change.fields.get("address_1") for change in before]
    told = Remark.objects.annotate(words=Cast("cells", TextField()))
    for street in filter(None, set(said)):
        told.filter(words__icontains=street).update(cells=None)


def erase_before(site: Site) -> None:
    """What an import would be undone to."""
    for before in Before.objects.filter(kind="site", record=site.pk):
        before.fields = {name: was for name, was in before.fields.items() if name not in PLACE}
        before.save(update_fields=["fields"])


def erase_corrections(site: Site) -> None:
    """What people proposed about its place."""
    mine = Correction.objects.filter(site=site, state=Decision.OPEN).exclude(
        field__in=SAYS_NO_PLACE
    )
    mine.update(state=Decision.DECLINED, value="", decided_at=now())


def erase_evidence(site: Site) -> None:
    """How far it is from a record that may be the same."""
    pairs = Duplicate.objects.filter(older=site) | Duplicate.objects.filter(younger=site)
    for pair in pairs:
        pair.evidence = {
            name: told for name, told in pair.evidence.items() if name in EVIDENCE_WITHOUT_PLACE
        }
        pair.save(update_fields=["evidence"])
