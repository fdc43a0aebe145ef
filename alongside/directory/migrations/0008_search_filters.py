import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.expressions
from importlib import import_module

from django.db import migrations, models

search_before = import_module("alongside.directory.migrations.0002_search").SEARCH

OLD = """
DROP FUNCTION directory_search(
    float8, float8, text, integer, text, integer, integer, integer, integer);
"""
STEMS = "strip(to_tsvector('english'::regconfig, text) || to_tsvector('spanish'::regconfig, text))"

# Every search by words looks into many vectors: whole in their row, they need not be unpacked.
MAIN = "ALTER TABLE directory_words ALTER COLUMN vector SET STORAGE MAIN"


class Migration(migrations.Migration):
    dependencies = [("directory", "0007_merging")]
    operations = [
        # Back to the search before: 0002 holds its text.
        migrations.RunSQL(OLD, search_before),
        migrations.RemoveIndex(model_name="entry", name="entry_by_need_and_place"),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                fields=["need", "latitude", "longitude"],
                include=["languages", "traits", "site", "fresh_on", "id"],
                name="entry_by_need_and_place",
            ),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                "need",
                models.OrderBy(models.F("fresh_on"), descending=True, nulls_last=True),
                "site",
                name="entry_by_need_and_age",
            ),
        ),
        migrations.RemoveField(model_name="words", name="vector"),
        migrations.AddField(
            model_name="words",
            name="vector",
            field=models.GeneratedField(
                expression=django.db.models.expressions.RawSQL(STEMS, ()),
                output_field=django.contrib.postgres.search.SearchVectorField(),
                db_persist=True,
            ),
        ),
        migrations.AddIndex(
            model_name="words",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["vector"], name="words_by_stem"
            ),
        ),
        migrations.RunSQL(MAIN, migrations.RunSQL.noop),
    ]
