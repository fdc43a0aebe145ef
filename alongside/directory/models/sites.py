"""Places where help is given. A confidential one has an area it serves and no place."""

import uuid
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from alongside.directory.models.records import ROUTINE, Record, RecordQuerySet
from alongside.orgs.models import Organization


class Setting(models.TextChoices):
    """How a site is found open. Only the first may be walked into."""

    CLINIC = "clinic", _("open to everyone")
    MOBILE = "mobile", _("mobile van: call to ask where it is")
    SCHOOL = "school", _("at a school: call first, it may serve students only")
    SEASONAL = "seasonal", _("open part of the year: call first")
    REMOTE = "remote", _("by phone or online: there is no place to go to")


class SiteQuerySet(RecordQuerySet):
    def in_city(self, city: str, state: str = "") -> Self:
        """Those whose place may be known, in a city as the directory spells it."""
        found = self.listed().filter(is_confidential=False, latitude__isnull=False)
        found = found.annotate(upper_city=Upper("city")).filter(upper_city=city.upper())
        return found.filter(state=state) if state else found


class Site(Record):
    """A place where an organization helps people, or a confidential one that is only called."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="sites")
    # Two records of one place: the younger points to the older and is retired.
    same_as = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True, max_length=4000)
    address_1 = models.CharField(max_length=200, blank=True)
    address_2 = models.CharField(max_length=200, blank=True)
    city = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=2)
    postal_code = models.CharField(max_length=10, blank=True)
    county = models.CharField(max_length=5, blank=True)  # FIPS
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    is_rough = models.BooleanField(default=False)  # the point is only the middle of its ZIP code
    time_zone = models.CharField(max_length=40, blank=True)  # America/Chicago
    phone = models.CharField(max_length=60, blank=True)  # as people read it
    phone_link = models.CharField(max_length=80, blank=True)  # as a telephone dials it: tel:…
    other_phones = models.JSONField(default=list, blank=True)  # [{"text", "link", "note"}]
    website = models.URLField(max_length=300, blank=True)
    getting_there = models.TextField(blank=True, max_length=1000)
    is_confidential = models.BooleanField(default=False)
    # "US", a state's two letters, a county's FIPS, or the name of a tribal land.
    areas = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    languages = ArrayField(models.CharField(max_length=3), default=list, blank=True)
    traits = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    hours = models.JSONField(default=list, blank=True)  # as hours.py reads them
    hours_text = models.TextField(blank=True, max_length=1000)  # where they fit no pattern
    setting = models.CharField(max_length=10, choices=Setting, default=Setting.CLINIC)
    # A digest under the server's secret of name and place; of a confidential site of name, state and phone.
    place_key = models.CharField(max_length=32, blank=True)
    # Of a confidential site whose address a list told: digests under the server's secret. A list that
    # tells it again does not make it public.
    address_keys = ArrayField(models.CharField(max_length=32), default=list, blank=True)
    # Since when its own list tells of it no more. One that another list tells of too stays.
    left_at = models.DateTimeField(null=True, blank=True)

    objects = SiteQuerySet.as_manager()

    class Meta(Record.Meta):
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                name="site_confidential_has_no_place",
                condition=Q(is_confidential=False)
                | Q(
                    address_1="",
                    address_2="",
                    city="",
                    postal_code="",
                    county="",
                    getting_there="",
                    latitude=None,
                    longitude=None,
                ),
            ),
            models.CheckConstraint(
                name="site_merged_is_retired",
                condition=Q(same_as=None) | Q(~Q(same_as=F("id")), retired_at__isnull=False),
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
        ]
        indexes = [
            *Record.Meta.indexes,
            models.Index(
                Upper("city"),
                F("state"),
                name="site_by_city",
                condition=Q(is_confidential=False, retired_at=None),
            ),
            models.Index(fields=["source", "place_key"], name="site_by_place_key"),
            GinIndex(
                fields=["address_keys"],
                condition=Q(is_confidential=True),
                name="site_by_address_keys",
            ),
        ]

    class Privacy:
        routine = ROUTINE | {
            "organization",
            "same_as",
            "state",
            "areas",
            "languages",
            "traits",
            "is_confidential",
            "is_rough",
            "time_zone",
            "setting",
            "left_at",
        }

    def __str__(self) -> str:
        return self.name

    def keep_no_place(self) -> None:
        """Forget where a confidential site is."""
        self.address_1 = self.address_2 = self.city = self.postal_code = self.county = ""
        self.getting_there = ""
        self.latitude = self.longitude = None
        self.is_rough = False

    @property
    def own_point(self) -> tuple[float, float] | None:
        """Where it is; none where that is only the middle of its ZIP code."""
        if self.latitude is None or self.longitude is None or self.is_rough:
            return None
        return self.latitude, self.longitude

    @property
    def setting_sentence(self) -> str:
        """What to know before going there; empty where anybody may walk in."""
        return "" if self.setting == Setting.CLINIC else str(Setting(self.setting).label)
