"""What a search looks at: derived from sites and services, never written by hand."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL

from alongside.directory.models.sites import Site

ANY_NEED = 0  # the row of the search table that every site has, whatever it offers


class OpenMinutes(models.Field):  # type: ignore[type-arg]
    """Minutes of the week when somebody is there, Monday 00:00 being 0, as PostgreSQL's int4multirange."""

    def db_type(self, connection: object) -> str:
        return "int4multirange"


class Entry(models.Model):
    """The search table: one row per site and need, one for any need, a state each where there is no point."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="entries")
    need = models.PositiveSmallIntegerField()
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    state = models.CharField(max_length=2)
    languages = ArrayField(models.CharField(max_length=3), default=list)
    needs = ArrayField(models.PositiveSmallIntegerField(), default=list)
    # All that a filter may ask: numbers of content/traits, and the kind of organization.
    traits = ArrayField(models.PositiveSmallIntegerField(), default=list)
    areas = ArrayField(models.CharField(max_length=100), default=list)
    open = OpenMinutes(null=True)
    # The same as the search tells it: to write twenty of them takes longer than to find the sites.
    open_text = models.TextField(blank=True, default="")
    time_zone = models.CharField(max_length=40, blank=True, default="")
    fresh_on = models.DateField(null=True)

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
            # The need first, and all that most searches ask for inside: measured, twice as fast again.
            models.Index(
                fields=["need", "latitude", "longitude"],
                include=["languages", "traits", "site", "fresh_on", "id"],
                name="entry_by_need_and_place",
            ),
            models.Index(
                fields=["need", "state", "site"],
                condition=Q(latitude=None),
                name="entry_confidential_by_state",
            ),
            models.Index(
                "need", F("fresh_on").desc(nulls_last=True), "site", name="entry_by_need_and_age"
            ),
        ]

    class Privacy:
        routine = {
            "id",
            "need",
            "state",
            "languages",
            "needs",
            "traits",
            "areas",
            "open",
            "time_zone",
            "fresh_on",
        }


class Words(models.Model):
    """The words of a site: its own, its organization's and its services'. No address is among them."""

    site = models.OneToOneField(Site, models.CASCADE, primary_key=True, related_name="+")
    text = models.TextField()  # each word once, without accents; needs, traits and areas as codes
    # Their stems in both languages, wherever either has one.
    vector = models.GeneratedField(
        expression=RawSQL(
            "strip(to_tsvector('english'::regconfig, text) || to_tsvector('spanish'::regconfig, text))",
            (),
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        indexes = [GinIndex(fields=["vector"], name="words_by_stem")]

    class Privacy:
        routine = {"site"}
