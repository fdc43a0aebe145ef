"""Where help is to be found. A confidential site has an area it serves and no place."""

import uuid
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from alongside.orgs.models import Organization

ANY_NEED = 0  # the row of the search table that every site has, whatever it offers


class Setting(models.TextChoices):
    """How a site is found open. Only the first may be walked into."""

    CLINIC = "clinic", _("open to everyone")
    MOBILE = "mobile", _("mobile van: call to ask where it is")
    SCHOOL = "school", _("at a school: call first, it may serve students only")
    SEASONAL = "seasonal", _("open part of the year: call first")


class SiteQuerySet(models.QuerySet["Site"]):
    def listed(self) -> Self:
        """Those that are still there."""
        return self.filter(retired_at=None)

    def in_city(self, city: str, state: str = "") -> Self:
        """Those whose place may be known, in a city as the directory spells it."""
        found = self.listed().filter(is_confidential=False, latitude__isnull=False)
        found = found.annotate(upper_city=Upper("city")).filter(upper_city=city.upper())
        return found.filter(state=state) if state else found


class Site(models.Model):
    """A place where an organization helps people, or a confidential one that is only called."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="sites")
    name = models.CharField(max_length=200)
    address_1 = models.CharField(max_length=200, blank=True)
    city = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=2)
    postal_code = models.CharField(max_length=10, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    phone = models.CharField(max_length=60, blank=True)  # as people read it
    phone_link = models.CharField(max_length=80, blank=True)  # as a telephone dials it: tel:…
    website = models.URLField(max_length=300, blank=True)
    is_confidential = models.BooleanField(default=False)
    serves_states = ArrayField(models.CharField(max_length=2), default=list, blank=True)
    languages = ArrayField(models.CharField(max_length=3), default=list, blank=True)
    setting = models.CharField(max_length=10, choices=Setting, default=Setting.CLINIC)
    source = models.CharField(max_length=20, blank=True)
    source_id = models.CharField(max_length=64, blank=True)
    # What the source said, as a digest: only what changed there is written here again.
    source_digest = models.BinaryField(default=bytes)
    # A digest of name and place. Of a confidential site: of name, state and telephone.
    place_key = models.CharField(max_length=32, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = SiteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="site_confidential_has_no_place",
                condition=Q(is_confidential=False)
                | Q(address_1="", city="", postal_code="", latitude=None, longitude=None),
            ),
            models.CheckConstraint(
                name="site_point_is_whole_and_on_earth",
                condition=Q(latitude=None, longitude=None)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
            ),
            models.UniqueConstraint(
                fields=["source", "source_id"],
                condition=~Q(source=""),
                name="site_once_per_source",
            ),
        ]
        indexes = [
            models.Index(
                Upper("city"),
                F("state"),
                name="site_by_city",
                condition=Q(is_confidential=False, retired_at=None),
            ),
            models.Index(fields=["source", "place_key"], name="site_by_place_key"),
        ]

    class Privacy:
        routine = {
            "id",
            "state",
            "serves_states",
            "languages",
            "is_confidential",
            "setting",
            "source",
            "source_id",
            "confirmed_on",
            "retired_at",
        }

    def __str__(self) -> str:
        return self.name

    def keep_no_place(self) -> None:
        """Forget where a confidential site is."""
        self.address_1 = self.city = self.postal_code = ""
        self.latitude = self.longitude = None

    @property
    def setting_sentence(self) -> str:
        """What to know before going there; empty where anybody may walk in."""
        return "" if self.setting == Setting.CLINIC else str(Setting(self.setting).label)


class Listing(models.Model):
    """The number a source gives an organization, so that its next list finds the same one."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="listings")
    source = models.CharField(max_length=20)
    source_id = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "source_id"], name="listing_once_per_source")
        ]

    class Privacy:
        routine = {"id", "source", "source_id"}


class Service(models.Model):
    """Something an organization does for people: everywhere, or at one of its sites."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="services")
    site = models.ForeignKey(Site, models.PROTECT, related_name="services", null=True, blank=True)
    name = models.CharField(max_length=200)
    need = models.PositiveSmallIntegerField()  # a number of content/needs

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["site", "need", "name"], name="service_once_at_a_site"),
            models.CheckConstraint(condition=Q(need__gt=ANY_NEED), name="service_meets_a_need"),
        ]

    class Privacy:
        routine = {"id", "need"}


class Profile(models.Model):
    """What an organization wants its partners' staff to be able to say of it."""

    organization = models.OneToOneField(
        Organization, models.PROTECT, related_name="profile", primary_key=True
    )
    what_we_do = models.TextField(_("What we do, in three sentences"), max_length=600)
    who_answers = models.TextField(_("Who answers"), max_length=300, blank=True)
    what_happens_next = models.TextField(_("What happens next"), max_length=600, blank=True)
    cost = models.CharField(_("What it costs"), max_length=200, blank=True)
    languages = models.CharField(_("Languages"), max_length=200, blank=True)
    getting_there = models.TextField(_("How to get there"), max_length=400, blank=True)
    phone = models.CharField(_("Phone to call"), max_length=60, blank=True)
    phone_link = models.CharField(max_length=80, blank=True, editable=False)
    written_at = models.DateTimeField(auto_now=True)

    class Privacy:
        routine = {"organization", "written_at"}


def organizations_listed() -> models.QuerySet[Organization]:
    """Those that anybody may read about: they have a site, or a profile."""
    sites = Site.objects.listed().filter(organization=models.OuterRef("pk"))
    profiles = Profile.objects.filter(organization=models.OuterRef("pk"))
    return Organization.objects.filter(models.Exists(sites) | models.Exists(profiles))


class Entry(models.Model):
    """The search table, derived: one row per site and need, one for any need, a state each where confidential."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="entries")
    need = models.PositiveSmallIntegerField()
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    state = models.CharField(max_length=2)
    languages = ArrayField(models.CharField(max_length=3), default=list)
    needs = ArrayField(models.PositiveSmallIntegerField(), default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["site", "need", "state"], name="entry_once"),
            models.CheckConstraint(
                name="entry_point_is_whole",
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__isnull=False, longitude__isnull=False),
            ),
        ]
        indexes = [
            # The need first, and all that a search asks for inside: measured, twice as fast again.
            models.Index(
                fields=["need", "latitude", "longitude"],
                include=["languages", "needs", "site"],
                name="entry_by_need_and_place",
            ),
            models.Index(
                fields=["need", "state", "site"],
                condition=Q(latitude=None),
                name="entry_confidential_by_state",
            ),
        ]

    class Privacy:
        routine = {"id", "need", "state", "languages", "needs"}
