"""What is known of an organization, a site or a service: grouped for reading, with who said it and when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from alongside.directory.content.languages import language_name
from alongside.directory.content.needs import needs
from alongside.directory.content.traits import traits
from alongside.directory.geography.areas import area_name
from alongside.directory.keeping.age import age_sentence
from alongside.directory.models import Backing, Listing, Profile, Record, Service, Setting, Site
from alongside.directory.opening import hours_sentence, week_lines
from alongside.orgs.models import Organization

MOST_SERVICES = 100  # of an organization on one page


@dataclass(frozen=True)
class Fact:
    label: str
    told: list[str]


def sites_of(organization: Organization) -> QuerySet[Site]:
    return Site.objects.listed().filter(organization=organization).order_by("state", "name", "id")


def about_organization(organization: Organization, sites: Iterable[Site]) -> dict[str, Any]:
    profile = Profile.objects.filter(organization=organization).first()
    services = Service.objects.listed().filter(organization=organization).order_by("name", "id")
    listings = Listing.objects.listed().filter(organization=organization).select_related("source")
    return {
        "profile": profile,
        "facts": facts(profile.traits if profile else ()),
        "services": list(services[:MOST_SERVICES]),
        "sites": [
            (site, facts((), site.languages, site.areas), age_sentence(site)) for site in sites
        ],
        "listings": [(one, said_by(one)) for one in listings.order_by("source", "id")],
        "backings": Backing.objects.filter(organization=organization).order_by("how", "said"),
    }


def about_site(site: Site) -> dict[str, Any]:
    here = Q(sites=site) | Q(sites=None, organization=site.organization_id)
    services = Service.objects.listed().filter(here).order_by("name", "id")
    return {
        "profile": Profile.objects.filter(organization=site.organization_id).first(),
        "services": list(services[:MOST_SERVICES]),
        "facts": facts(site.traits, site.languages, site.areas),
        "is_clinic": site.setting == Setting.CLINIC,
        # A confidential place may be told in a site's own words.
        "description": "" if site.is_confidential else site.description,
    } | known(site, site.time_zone)


def about_service(service: Service) -> dict[str, Any]:
    sites = service.sites.filter(retired_at=None).order_by("state", "name", "id")
    everywhere = sites_of(service.organization)
    at = list(sites[:MOST_SERVICES]) or list(everywhere[:MOST_SERVICES])
    return {
        "needs": [needs()[one] for one in service.needs if one in needs()],
        "facts": facts(service.traits, service.languages, service.areas),
        "sites": at,
    } | known(service, at[0].time_zone if at else "")


def known(record: Site | Service, time_zone: str) -> dict[str, Any]:
    """When it is open, and who said all this, when."""
    return {
        "opening": hours_sentence(record.hours, time_zone) if record.hours else "",
        "week": week_lines(record.hours, localdate()),
        "hours_text": "" if getattr(record, "is_confidential", False) else record.hours_text,
        "source": said_by(record),
        "age": age_sentence(record),
    }


def said_by(record: Record) -> str:
    if record.source is None:
        return _("The organization wrote this on Alongside.")
    return _("Source: %s.") % record.source.name


def facts(
    numbers: Sequence[int], languages: Sequence[str] = (), areas: Sequence[str] = ()
) -> list[Fact]:
    """What can be said in a word or two, by what it is about."""
    known = traits()
    labels = {
        "cost": _("Cost"),
        "privacy": _("Privacy"),
        "reach": _("How to reach it"),
        "access": _("Access"),
        "especially_for": _("Especially for"),
    }
    groups = {name: [known[one].name for one in numbers if in_group(one, name)] for name in labels}
    found = [Fact(labels[name], told) for name, told in groups.items()]
    found.append(Fact(_("Languages"), [language_name(code) for code in languages]))
    found.append(Fact(_("Serves"), [area_name(area) for area in areas]))
    return [fact for fact in found if fact.told]


def in_group(number: int, group: str) -> bool:
    return number in traits() and traits()[number].group == group
