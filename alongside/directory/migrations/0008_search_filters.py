import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.expressions
from importlib import import_module

from django.db import migrations, models

search_before = import_module("alongside.directory.migrations.0002_search").SEARCH

# What is asked for, as a condition on the search table. Every value is quoted here.
FILTERS = """
CREATE FUNCTION directory_filters(asked jsonb) RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
    filters text := format('entry.need = %s', (asked->>'need')::integer);
    one_of jsonb;
    said tsquery;
BEGIN
    IF asked ? 'needs' THEN
        filters := filters || format(' AND entry.needs @> %L::smallint[]',
            translate(asked->>'needs', '[]', '{}'));
    END IF;
    IF asked ? 'spoken' THEN
        filters := filters || format(' AND entry.languages @> %L::varchar[]',
            ARRAY[asked->>'spoken']);
    END IF;
    IF asked ? 'all_of' THEN
        filters := filters || format(' AND entry.traits @> %L::smallint[]',
            translate(asked->>'all_of', '[]', '{}'));
    END IF;
    FOR one_of IN SELECT jsonb_array_elements(asked->'one_of') LOOP
        filters := filters || format(' AND entry.traits && %L::smallint[]',
            translate(one_of::text, '[]', '{}'));
    END LOOP;
    IF asked ? 'areas' THEN
        filters := filters || format(' AND entry.areas && %L::varchar[]',
            ARRAY(SELECT jsonb_array_elements_text(asked->'areas')));
    END IF;
    IF asked ? 'minutes' THEN
        -- By the clock there: each time zone has its own minute of the week.
        filters := filters || format(
            ' AND entry.open @> (%L::integer[])[coalesce(array_position(%L::varchar[], entry.time_zone), 1)]',
            translate(asked->>'minutes', '[]', '{}'),
            ARRAY(SELECT jsonb_array_elements_text(asked->'zones')));
    END IF;
    said := plainto_tsquery('english', coalesce(asked->>'words', ''))
        || plainto_tsquery('spanish', coalesce(asked->>'words', ''));
    IF numnode(said) > 0 THEN
        filters := filters || format(
            ' AND entry.site_id IN (SELECT words.site_id FROM directory_words AS words'
            ' WHERE words.vector @@ %L::tsquery)', said);
    END IF;
    RETURN filters;
END $$;
"""

# Near a place: the b-tree (need, latitude, longitude) is asked for a small box first, then for wider
# ones, until the circle inside the box holds enough. A box that would cross a pole or the date line
# takes every longitude. With more filters than a language each circle is planned by itself: for what
# is rare the planner goes by the words or traits and not by the place.
# Confidential sites have no point: they come by the state they serve, in order of their random ids,
# with no miles. Without a place the freshest come first.
SEARCH = """
CREATE FUNCTION directory_search(
    at_latitude float8, at_longitude float8, in_state text, farthest float8,
    for_need integer, spoken text, asked jsonb,
    skipped integer, wanted integer, area_skipped integer, area_wanted integer
) RETURNS TABLE (
    miles float8, id uuid, organization_id uuid, name varchar, organization varchar,
    address_1 varchar, city varchar, state varchar, latitude float8, longitude float8,
    is_rough boolean, is_confidential boolean, setting varchar, phone varchar, phone_link varchar,
    languages varchar[], traits smallint[], needs smallint[], open text, time_zone varchar,
    hours_text text, listed_on date, confirmed_on date
)
LANGUAGE plpgsql STABLE ROWS 20 AS $$
#variable_conflict use_column
DECLARE
    filters text := directory_filters(asked);
    circles float8[] := CASE WHEN asked IS NULL
        THEN '{5, 10, 20, 40, 100, 300, 1000, 13000}' ELSE '{10, 50, 300, 13000}' END;
    reach float8;
    up float8;
    across float8;
    ids bigint[];
    away float8[];
    by_area bigint[];
BEGIN
    IF at_latitude IS NULL THEN
        EXECUTE format($query$
            SELECT array_agg(fresh.id) FROM (
                SELECT entry.id FROM directory_entry AS entry
                WHERE %s AND (entry.latitude IS NOT NULL OR entry.state = (
                    SELECT min(other.state) FROM directory_entry AS other
                    WHERE other.site_id = entry.site_id AND other.need = entry.need))
                ORDER BY entry.fresh_on DESC NULLS LAST, entry.site_id LIMIT %s
            ) AS fresh $query$, filters, skipped + wanted) INTO ids;
        circles := '{}';
    END IF;
    FOREACH reach IN ARRAY circles LOOP
        reach := least(reach, farthest);
        up := reach / 69;
        across := 360;
        IF abs(at_latitude) + up < 85 THEN
            across := up / cos(radians(abs(at_latitude) + up));
        END IF;
        IF abs(at_longitude) + across > 180 THEN
            across := 360;
        END IF;
        IF asked IS NULL THEN
            SELECT array_agg(near.id), array_agg(near.away) INTO ids, away FROM (
                SELECT entry.id,
                    directory_miles(at_latitude, at_longitude, entry.latitude, entry.longitude) AS away
                FROM directory_entry AS entry
                WHERE entry.need = for_need
                AND entry.latitude BETWEEN at_latitude - up AND at_latitude + up
                AND entry.longitude BETWEEN at_longitude - across AND at_longitude + across
                AND (spoken = '' OR spoken = ANY (entry.languages))
                ORDER BY away, entry.fresh_on DESC NULLS LAST, entry.site_id LIMIT skipped + wanted
            ) AS near;
        ELSE
            EXECUTE format($query$
                SELECT array_agg(near.id), array_agg(near.away) FROM (
                    SELECT entry.id,
                        directory_miles(%1$s, %2$s, entry.latitude, entry.longitude) AS away
                    FROM directory_entry AS entry
                    WHERE %3$s
                    AND entry.latitude BETWEEN %4$s AND %5$s
                    AND entry.longitude BETWEEN %6$s AND %7$s
                    ORDER BY away, entry.fresh_on DESC NULLS LAST, entry.site_id LIMIT %8$s
                ) AS near $query$,
                at_latitude, at_longitude, filters, at_latitude - up, at_latitude + up,
                at_longitude - across, at_longitude + across, skipped + wanted) INTO ids, away;
        END IF;
        -- What lies in a corner of the box is in no circle yet: others may be nearer.
        EXIT WHEN away[skipped + wanted] <= reach OR reach >= farthest;
    END LOOP;
    IF at_latitude IS NOT NULL AND asked IS NULL THEN
        SELECT array_agg(hidden.id) INTO by_area FROM (
            SELECT entry.id FROM directory_entry AS entry
            WHERE entry.need = for_need AND entry.latitude IS NULL
            AND entry.state IN (in_state, 'US')
            AND (spoken = '' OR spoken = ANY (entry.languages))
            ORDER BY entry.site_id OFFSET area_skipped LIMIT area_wanted
        ) AS hidden;
    ELSIF at_latitude IS NOT NULL THEN
        EXECUTE format($query$
            SELECT array_agg(hidden.id) FROM (
                SELECT entry.id FROM directory_entry AS entry
                WHERE %s AND entry.latitude IS NULL AND entry.state IN (%L, 'US')
                ORDER BY entry.site_id OFFSET %s LIMIT %s
            ) AS hidden $query$, filters, in_state, area_skipped, area_wanted) INTO by_area;
    END IF;
    ids := ids[skipped + 1:];
    away := away[skipped + 1:];
    RETURN QUERY
    SELECT away[found.at], site.id, site.organization_id, site.name, organization.name,
        site.address_1, site.city, site.state, site.latitude, site.longitude,
        site.is_rough, site.is_confidential, site.setting, site.phone, site.phone_link,
        entry.languages, entry.traits, entry.needs, entry.open::text, entry.time_zone,
        site.hours_text, site.listed_on, site.confirmed_on
    FROM unnest(ids || by_area) WITH ORDINALITY AS found (id, at)
    JOIN directory_entry AS entry ON entry.id = found.id
    JOIN directory_site AS site ON site.id = entry.site_id
    JOIN orgs_organization AS organization ON organization.id = site.organization_id
    WHERE coalesce(away[found.at], 0) <= farthest
    ORDER BY found.at;
END $$;
"""
UNDO = """
DROP FUNCTION directory_search(
    float8, float8, text, float8, integer, text, jsonb, integer, integer, integer, integer);
DROP FUNCTION directory_filters(jsonb);
"""
OLD = """
DROP FUNCTION directory_search(
    float8, float8, text, integer, text, integer, integer, integer, integer);
"""
STEMS = "strip(to_tsvector('english'::regconfig, text) || to_tsvector('spanish'::regconfig, text))"


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
                include=["languages", "site", "fresh_on", "id"],
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
        migrations.AddIndex(
            model_name="entry",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["traits", "languages", "areas"], name="entry_by_what_is_rare"
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
        migrations.RunSQL(FILTERS + SEARCH, UNDO),
    ]
