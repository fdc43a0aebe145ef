"""Records from a list, claims and corrections, for the tests of what keeps the directory true."""

import re
from datetime import timedelta

from django.utils.timezone import localdate

from alongside.directory import actions
from alongside.directory.models import Claim, Correction, Listing, Service, Site, Source
from alongside.directory.typed.records import ServiceForm, SiteForm
from alongside.directory.typed.week import boxes_of
from alongside.lib.walls import within
from alongside.orgs.models import Organization
from tests.directory.building import listed

OLD = localdate() - timedelta(days=200)
PLACE = {"address_1": "1 Main St", "city": "Chicago", "postal_code": "60608"}
CLAIM = {"name": "Kim", "email": "kim@pilsen.example.org"}


def source():
    return Source.objects.get_or_create(key="coalition", defaults={"name": "The coalition"})[0]


def unclaimed(name="Pilsen Center", *, sites=1, **fields):
    """An organization that a list brought in: nobody works in it here."""
    organization = Organization.objects.create(name=name)
    listing = {"name": name, "phone": "(773) 254-1400", "phone_link": "tel:+1-773-254-1400"}
    Listing.objects.create(
        organization=organization, source=source(), source_key=str(organization.pk), **listing
    )
    for number in range(sites):
        from_list(listed(organization, f"{name} {number + 1}", **fields))
    return organization


def from_list(site, **kept):
    """Make a site, and what it offers, come from the list."""
    site.source, site.source_key, site.listed_on = source(), str(site.pk), localdate()
    for name, value in kept.items():
        setattr(site, name, value)
    site.save()
    for service in site.services.all():
        Service.objects.filter(pk=service.pk).update(
            source=source(), source_key=str(service.pk), listed_on=localdate()
        )
    return site


def claimed(organization, host, email=CLAIM["email"]):
    actions.claim(organization, name="Kim", email=email)
    return Claim.objects.get(organization=organization, email=email)


def claimed_also(organization, person):
    with within(person.here):
        actions.claim_also(organization, by=person)
    return Claim.objects.get(organization=organization, claimant=person.here)


def proposed(thing, field="phone", value="(312) 555-0142"):
    known = set(Correction.objects.values_list("pk", flat=True))
    actions.propose_correction(thing, field=field, value=value)
    return Correction.objects.exclude(pk__in=known).get()


def form_of(site, **typed):
    """What the page sends, with what somebody typed."""
    kind = SiteForm if isinstance(site, Site) else ServiceForm
    return shown_in(kind(record=site)) | typed


def edited(site, by, **changes):
    with within(by.here):
        actions.edit_site(site, changes=changes, by=by)
    site.refresh_from_db()
    return site


def hidden(page):
    """What a page's last form would send again."""
    form = page.rpartition("<form method")[2]
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    sent = {}
    for name, value in found:
        sent.setdefault(name, []).append(value)
    return sent


def shown_in(form):
    """What a form sends when nobody changes anything."""
    sent = {}
    for name, field in form.fields.items():
        value = form.get_initial_for_field(field, name)
        if name == "hours":
            for (day, span), (opens, closes) in boxes_of(value).items():
                sent[f"hours_{day}_{span}_opens"] = opens
                sent[f"hours_{day}_{span}_closes"] = closes
        elif name == "areas":
            sent[name] = field.prepare_value(value)
        elif value not in (None, False):
            sent[name] = value
    return sent
