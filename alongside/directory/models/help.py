"""What an organization does for people, and what a list says of the organization itself."""

import uuid
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.directory.models.records import ROUTINE, Record, RecordQuerySet
from alongside.directory.models.sites import Site
from alongside.orgs.models import Organization

WORDS = SearchVector("name", "description", config="english")


class ServiceQuerySet(RecordQuerySet):
    def saying(self, words: str) -> Self:
        """Those whose name or description has all of the words, in whichever form."""
        return self.alias(words=WORDS).filter(words=SearchQuery(words, config="english"))


class Service(Record):
    """Something an organization does for people: at some of its sites, or, where none is named, at each."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="services")
    sites = models.ManyToManyField(Site, related_name="services", blank=True)
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True, max_length=4000)
    needs = ArrayField(models.PositiveSmallIntegerField(), default=list)  # numbers of content/needs
    # Who may come, what it costs, how to begin: as the organization says it.
    eligibility = models.TextField(blank=True, max_length=2000)
    cost = models.TextField(blank=True, max_length=1000)
    how_to_begin = models.TextField(blank=True, max_length=2000)
    phone = models.CharField(max_length=60, blank=True)
    phone_link = models.CharField(max_length=80, blank=True)
    website = models.URLField(max_length=300, blank=True)
    areas = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    languages = ArrayField(models.CharField(max_length=3), default=list, blank=True)
    traits = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    hours = models.JSONField(default=list, blank=True)
    hours_text = models.TextField(blank=True, max_length=1000)

    objects = ServiceQuerySet.as_manager()

    class Meta(Record.Meta):
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                # What a list tells of is kept even where it names none of our needs.
                condition=(Q(source__isnull=False) | Q(needs__len__gt=0)) & ~Q(needs__contains=[0]),
                name="service_meets_a_need",
            ),
        ]
        # For other software: the search of people looks at sites, in a table of its own.
        indexes = [
            *Record.Meta.indexes,
            GinIndex(WORDS, name="service_by_words"),
            GinIndex(fields=["needs"], name="service_by_need"),
            GinIndex(fields=["traits"], name="service_by_trait"),
        ]

    class Privacy:
        routine = ROUTINE | {"organization", "needs", "areas", "languages", "traits"}


class Listing(Record):
    """What one list says of an organization, and its number there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="listings")
    name = models.CharField(max_length=200, blank=True)
    other_name = models.CharField(max_length=200, blank=True)
    description = models.TextField(blank=True, max_length=4000)
    website = models.URLField(max_length=300, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    phone_link = models.CharField(max_length=80, blank=True)

    objects = RecordQuerySet.as_manager()

    class Privacy:
        routine = ROUTINE | {"organization"}


class Backing(models.Model):
    """Somebody funds or vetted an organization: who, by which source, on which day."""

    class How(models.TextChoices):
        FUNDED = "funded", _("funded by")
        VETTED = "vetted", _("vetted by")

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="backings")
    how = models.CharField(max_length=6, choices=How, default=How.FUNDED)
    trait = models.PositiveSmallIntegerField(null=True)  # a backer of content/traits, if it is one
    said = models.CharField(max_length=300)  # in the source's words
    source_name = models.CharField(max_length=200)
    on = models.DateField(null=True, blank=True)
    added_during = models.ForeignKey(
        "directory.Import", models.CASCADE, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "how", "said"], name="backing_said_once"
            )
        ]

    class Privacy:
        routine = {"id", "organization", "how", "trait", "on", "added_during"}


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
    # Who it is there for above all, as the organization says: numbers of content/traits.
    traits = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    written_at = models.DateTimeField(auto_now=True)

    class Privacy:
        routine = {"organization", "traits", "written_at"}


def organizations_listed() -> models.QuerySet[Organization]:
    """Those that anybody may read about: they have a site, a profile, or help at the site of another."""
    mine = {"organization": models.OuterRef("pk")}
    sites = Site.objects.listed().filter(**mine)
    profiles = Profile.objects.filter(**mine)
    there = Service.objects.listed().filter(sites__isnull=False, sites__retired_at=None, **mine)
    return Organization.objects.filter(
        models.Exists(sites) | models.Exists(profiles) | models.Exists(there)
    )
