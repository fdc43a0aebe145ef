"""Where a confidential site is, is erased wherever the directory could have it: promise 7."""

from uuid import UUID

from django.db.models import Q
from django.utils.timezone import now

from alongside.directory.copies.anew import make_copies_anew
from alongside.directory.keeping.putting_right import PLACE, forget_place
from alongside.directory.models import Before, Correction, Decision, Duplicate, Service, Site
from alongside.directory.private.confidential import untold
from alongside.directory.private.keyed import (
    DEGREE,
    Point,
    is_ours,
    kept_keys,
    key_of,
    number_of,
)
from alongside.directory.private.place_said import PlaceSaid
from alongside.directory.private.place_told import Told
from alongside.directory.private.words_erased import FIELDS, erase_words, quieted

SAYS_NO_PLACE = {"phone", "hours", "languages", "closed"}  # what may be said of it in a correction
EVIDENCE_WITHOUT_PLACE = {"phone", "name"}


def erase_place(site: Site) -> list[Site]:
    """Forget where a confidential site is: in its record, in what lists said, in all that its organization says.

    What finds the same place again when a list tells it, is kept as digests under the server's
    secret. Returns the other sites of which less is said now: whoever calls this makes their rows of
    the search anew, once, when all is written.
    """
    return erase_around(site, erase_record(site)) if site.is_confidential else []


def erase_record(site: Site) -> Told:
    """The site itself, and what belongs to it alone. Returns what no text may tell any more."""
    said = PlaceSaid.of(site)
    told = said.told
    remember(site, said)
    towns = (site.address_1, site.address_2, site.city, site.postal_code[:5])
    site.description = untold(site.description, towns)
    site.hours_text = untold(site.hours_text, towns)
    for name, words in quieted(site, FIELDS[Site], told).items():
        setattr(site, name, words)
    site.areas = [area for area in site.areas if area != site.county]
    site.areas = site.areas or list(filter(None, [site.state]))
    site.keep_no_place()
    site.time_zone = ""
    forget_place(site)
    site.source_digest = b""
    erase_before(site)
    erase_corrections(site)
    erase_evidence(site)
    return told


def erase_around(site: Site, told: Told) -> list[Site]:
    """Other records of the same place, copies made before, and words of those who help there.

    Returns the sites of which anything is other than it was.
    """
    organizations, every = organizations_around(site), [told]
    others = records_of_same(site, told)
    for other in others:
        other.is_confidential = True
        every.append(erase_record(other))
        other.save()
        organizations |= organizations_around(other)
    for one in filter(None, every):
        erase_words(organizations, one)
    if any(every):
        make_copies_anew()
    return sites_told_by(organizations) if others or any(every) else []


def sites_told_by(organizations: set[UUID]) -> list[Site]:
    """Sites of which organizations say anything: their own, and those where they help."""
    own = Site.objects.filter(organization__in=organizations)
    return list(own.union(Site.objects.filter(services__organization__in=organizations)))


def records_of_same(site: Site, told: Told) -> list[Site]:
    """Records joined with it; and of those proposed as the same place, at its address, that nobody keeps."""
    pairs = Duplicate.objects.proposed()
    twins = [
        *pairs.filter(older=site.pk).values_list("younger", flat=True),
        *pairs.filter(younger=site.pk).values_list("older", flat=True),
    ]
    listed = Q(pk__in=twins, is_confidential=False, organization__admitted_at=None)
    found = Site.objects.filter(Q(same_as=site.pk) | listed).select_for_update(of=("self",))
    return [
        one
        for one in found.order_by("pk")
        if one.same_as_id == site.pk or told.tells(place_said(one))
    ]


def place_said(site: Site) -> str:
    """Its address; where none is told, its point."""
    address = f"{site.address_1} {site.address_2}".strip()
    if address or site.latitude is None:
        return f"{address} {site.postal_code}"
    return f"{site.latitude:.6f} {site.longitude:.6f}"


def remember(site: Site, said: PlaceSaid) -> None:
    """What a list still says of it finds it again: its name and telephone, or the digest of its address."""
    points = said.points
    if not said.streets:
        points = {point for point in points if not is_shared(site, point)}
    keys = kept_keys(said.streets, said.words("city", "postal_code"), points)
    site.address_keys = sorted({*site.address_keys, *keys})
    name, phone = (site.kept.get(field, getattr(site, field)) for field in ("name", "phone"))
    site.place_key = key_of(name, site.state, phone)
    was, site.source_key = site.source_key, number_of(site.source_key)
    if is_ours(was):  # made of its address
        site.source_key = f"place:{site.pk}"
    if was and was != site.source_key:
        services = Service.objects.filter(source=site.source_id, source_key=was)
        services.update(source_key=site.source_key)


def is_shared(site: Site, point: Point) -> bool:
    """Whether a point stands for others too, as the middle of a town does."""
    near = {"latitude__range": around(point[0]), "longitude__range": around(point[1])}
    return Site.objects.filter(is_confidential=False, **near).exclude(pk=site.pk).exists()


def around(degrees: float) -> tuple[float, float]:
    return degrees - 1 / DEGREE, degrees + 1 / DEGREE


def organizations_around(site: Site) -> set[UUID]:
    """Whose words may tell it: its own, and those who help there."""
    there = Service.objects.filter(sites=site.pk).values_list("organization", flat=True)
    return {site.organization_id, *there}


def erase_before(site: Site) -> None:
    """What an import would be undone to."""
    for before in Before.objects.filter(kind="site", record=site.pk):
        kept = {name: was for name, was in before.fields.items() if name not in PLACE}
        Before.objects.filter(pk=before.pk).update(fields=kept)


def erase_corrections(site: Site) -> None:
    """What people proposed about its place."""
    mine = Correction.objects.filter(site=site.pk, state=Decision.OPEN).exclude(
        field__in=SAYS_NO_PLACE
    )
    mine.update(state=Decision.DECLINED, value="", decided_at=now())


def erase_evidence(site: Site) -> None:
    """How far it is from a record that may be the same."""
    for pair in Duplicate.objects.filter(older=site.pk) | Duplicate.objects.filter(younger=site.pk):
        pair.evidence = {
            name: told for name, told in pair.evidence.items() if name in EVIDENCE_WITHOUT_PLACE
        }
        pair.save(update_fields=["evidence"])
