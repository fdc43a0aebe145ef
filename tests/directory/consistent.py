"""What is always true of the directory, whatever was brought into it."""

from alongside.directory.keeping.putting_right import PLACE
from alongside.directory.models import Entry, Import, Listing, Remark, Service, Site, Words
from alongside.directory.searching.entries import rebuild_entries

ENTRY = [field.attname for field in Entry._meta.concrete_fields if field.name != "id"]
ENDS = ("added", "changed", "unchanged", "left_out", "part", "not_read")


def found_by():
    entries = sorted(map(repr, Entry.objects.values_list(*ENTRY)))
    return entries, sorted(Words.objects.values_list("site_id", "text"))


def consistent():
    """Entries are as they would be made now, our own services meet a need, secrets have no place, counts add up."""
    before = found_by()
    rebuild_entries(Site.objects.select_related("organization"))
    assert found_by() == before
    assert all(service.needs for service in Service.objects.listed().filter(source=None))
    for site in Site.objects.filter(is_confidential=True):
        assert not any(getattr(site, name) for name in PLACE)
    links = Service.sites.through.objects.values_list("service__organization", "site")
    assert all(organization and site for organization, site in links)
    for model in (Site, Service, Listing):
        assert not model.objects.exclude(source=None).filter(source_key="").exists()
    for during in Import.objects.filter(state=Import.State.DONE):
        adds_up(during)


def adds_up(during):
    """Every row is told once: as what it became, or as left out with a reason."""
    for name, counts in during.counts.get("files", {}).items():
        assert counts.get("rows", 0) == sum(counts.get(end, 0) for end in ENDS), (name, counts)
    left_out = during.remarks.filter(done=Remark.Done.LEFT_OUT)
    assert left_out.count() <= during.counts["left_out"]
    assert not left_out.filter(reason="").exists()


def state():
    """All that a list says here, without what is our own: numbers and days of ours."""
    sites = Site.objects.listed().exclude(source=None)
    services = Service.objects.listed().exclude(source=None)
    listings = Listing.objects.listed().exclude(source=None)
    return {
        "sites": rows(sites, "organization__name"),
        "services": rows(services, "organization__name"),
        "listings": rows(listings, "organization__name"),
        "links": sorted(services.values_list("source_key", "sites__source_key"), key=str),
        "entries": sorted(
            map(repr, Entry.objects.values_list("site__source_key", *set(ENTRY) - {"site_id"}))
        ),
    }


OURS = {"id", "organization_id", "added_during_id", "changed_at", "retired_at", "same_as_id"}


def rows(things, *more):
    fields = {field.attname for field in things.model._meta.concrete_fields} - OURS
    return sorted(map(repr, things.values_list(*sorted(fields), *more)))
