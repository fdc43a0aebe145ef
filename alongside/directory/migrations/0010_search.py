from django.db import migrations

# Words are stems of either language. The need and the language stand among a site's words too
# (n102, l0es): what few places have together is then found together, in one index.
WORDS = """
CREATE FUNCTION directory_words_asked(asked jsonb) RETURNS tsquery
LANGUAGE plpgsql STABLE AS $$
DECLARE
    said tsquery := plainto_tsquery('english', coalesce(asked->>'words', ''))
        || plainto_tsquery('spanish', coalesce(asked->>'words', ''));
BEGIN
    IF numnode(said) = 0 THEN
        RETURN NULL;
    END IF;
    IF (asked->>'need')::integer > 0 THEN
        said := said && to_tsquery('simple', 'n' || (asked->>'need')::integer);
    END IF;
    IF asked ? 'spoken' THEN
        said := said && to_tsquery('simple', 'l0' || (asked->>'spoken'));
    END IF;
    RETURN said;
END $$;
"""

# What is asked for, as a condition on the search table. Every value is quoted here.
FILTERS = """
CREATE FUNCTION directory_filters(asked jsonb) RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
    filters text := format('entry.need = %s', (asked->>'need')::integer);
    one_of text;
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
    FOREACH one_of IN ARRAY ARRAY['cost', 'reach', 'especially_for', 'backer', 'kind'] LOOP
        IF asked ? one_of THEN
            filters := filters || format(' AND entry.traits && %L::smallint[]',
                translate(asked->>one_of, '[]', '{}'));
        END IF;
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
    said := directory_words_asked(asked);
    IF said IS NOT NULL THEN
        filters := filters || format(
            ' AND entry.site_id IN (SELECT words.site_id FROM directory_words AS words'
            ' WHERE words.vector @@ %L::tsquery)', said);
    END IF;
    RETURN filters;
END $$;
"""

# The same for statements that are planned once; unlike the text above it can use no index.
FITS = """
    AND (spoken = '' OR spoken = ANY (entry.languages))
    AND (needs_too IS NULL OR entry.needs @> needs_too)
    AND (all_of IS NULL OR entry.traits @> all_of)
    AND (cost IS NULL OR entry.traits && cost)
    AND (reach IS NULL OR entry.traits && reach)
    AND (especially_for IS NULL OR entry.traits && especially_for)
    AND (backer IS NULL OR entry.traits && backer)
    AND (kind IS NULL OR entry.traits && kind)
    AND (served IS NULL OR entry.areas && served)
    AND (minutes IS NULL
        OR entry.open @> minutes[coalesce(array_position(zones, entry.time_zone), 1)])
"""
# The haversine: it grows with the distance, and costs less than the distance itself.
BEND = """
    power(sin(radians(entry.latitude - at_latitude) / 2), 2)
    + narrow * cos(radians(entry.latitude)) * power(sin(radians(entry.longitude - at_longitude) / 2), 2)
"""
NEAREST = """
    SELECT array_agg(near.id), array_agg(near.bend) INTO ids, bends FROM (
        SELECT entry.id, {bend} AS bend FROM directory_entry AS entry
        WHERE entry.need = for_need {more}
        ORDER BY bend, entry.fresh_on DESC NULLS LAST, entry.site_id LIMIT skipped + wanted
    ) AS near;
"""
INSIDE = """
    AND entry.latitude BETWEEN at_latitude - up AND at_latitude + up
    AND entry.longitude BETWEEN at_longitude - across AND at_longitude + across
"""
ONLY_SPOKEN = "AND (spoken = '' OR spoken = ANY (entry.languages))"
WITH_WORDS = "AND entry.site_id = ANY (sites) AND entry.latitude IS NOT NULL"

# Near a place: the b-tree (need, latitude, longitude) is asked for a small box first, then for wider
# ones, until the circle inside the box holds enough. A box that would cross a pole or the date line
# takes every longitude. Three kinds of statement:
# - with no filter but a language, planned once, answered from the index alone;
# - with filters that most circles can satisfy, planned once, up to a hundred miles;
# - with words, and for what is still not found, planned for what is asked: for what is rare the
#   planner goes by the words, traits, languages or areas and not by the place.
# Confidential sites have no point: they come by the state they serve, in order of their random ids,
# with no miles. Without a place the freshest come first.
# Where few sites have the words, those alone are looked at, in no circle.
SEARCH = f"""
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
LANGUAGE plpgsql VOLATILE ROWS 20 AS $$ -- it changes nothing, but EXPLAIN is allowed in no other kind
#variable_conflict use_column
DECLARE
    said tsquery;
    plan json;
    sites uuid[];  -- those that have the words, if they are few
    filters text;
    needs_too smallint[];
    all_of smallint[];
    cost smallint[];
    reach smallint[];
    especially_for smallint[];
    backer smallint[];
    kind smallint[];
    served varchar[];
    minutes integer[];
    zones varchar[];
    narrow float8 := cos(radians(at_latitude));
    circles float8[] := '{{5, 10, 20, 40, 100, 300, 1000, 13000}}';
    circle float8;
    up float8;
    across float8;
    ids bigint[];
    bends float8[];
    by_area bigint[];
BEGIN
    IF asked IS NOT NULL THEN
        circles := '{{5, 10, 20, 40, 100, 13000}}';
        filters := directory_filters(asked);
        needs_too := translate(asked->>'needs', '[]', '{{}}');
        all_of := translate(asked->>'all_of', '[]', '{{}}');
        cost := translate(asked->>'cost', '[]', '{{}}');
        reach := translate(asked->>'reach', '[]', '{{}}');
        especially_for := translate(asked->>'especially_for', '[]', '{{}}');
        backer := translate(asked->>'backer', '[]', '{{}}');
        kind := translate(asked->>'kind', '[]', '{{}}');
        minutes := translate(asked->>'minutes', '[]', '{{}}');
        IF minutes IS NOT NULL THEN
            zones := ARRAY(SELECT jsonb_array_elements_text(asked->'zones'));
        END IF;
        IF asked ? 'areas' THEN
            served := ARRAY(SELECT jsonb_array_elements_text(asked->'areas'));
        END IF;
        said := directory_words_asked(asked);
    END IF;
    IF at_latitude IS NULL THEN
        EXECUTE format($query$
            SELECT array_agg(fresh.id) FROM (
                SELECT entry.id FROM directory_entry AS entry
                WHERE %s AND (entry.latitude IS NOT NULL OR entry.state = (
                    SELECT min(other.state) FROM directory_entry AS other
                    WHERE other.site_id = entry.site_id AND other.need = entry.need))
                ORDER BY entry.fresh_on DESC NULLS LAST, entry.site_id LIMIT %s
            ) AS fresh $query$, filters, skipped + wanted) INTO ids;
        circles := '{{}}';
    ELSIF said IS NOT NULL THEN
        -- What the planner expects from its statistics: to count would cost as much as to look.
        EXECUTE format($query$
            EXPLAIN (FORMAT JSON)
            SELECT words.site_id FROM directory_words AS words WHERE words.vector @@ %L::tsquery
            $query$, said) INTO plan;
        circles := '{{25, 13000}}';
        IF (plan->0->'Plan'->>'Plan Rows')::float8 < 1500 THEN
            EXECUTE format($query$
                SELECT coalesce(array_agg(words.site_id), '{{}}') FROM directory_words AS words
                WHERE words.vector @@ %L::tsquery $query$, said) INTO sites;
            circles := '{{13000}}';
        END IF;
    END IF;
    FOREACH circle IN ARRAY circles LOOP
        circle := least(circle, farthest);
        up := circle / 69;
        across := 360;
        IF abs(at_latitude) + up < 85 THEN
            across := up / cos(radians(abs(at_latitude) + up));
        END IF;
        IF abs(at_longitude) + across > 180 THEN
            across := 360;
        END IF;
        IF asked IS NULL THEN
            {NEAREST.format(bend=BEND, more=INSIDE + ONLY_SPOKEN)}
        ELSIF sites IS NOT NULL THEN
            {NEAREST.format(bend=BEND, more=WITH_WORDS + FITS)}
        ELSIF circle <= 100 AND said IS NULL THEN
            {NEAREST.format(bend=BEND, more=INSIDE + FITS)}
        ELSE
            EXECUTE format($query$
                SELECT array_agg(near.id), array_agg(near.bend) FROM (
                    SELECT entry.id,
                        power(sin(radians(entry.latitude - %1$s) / 2), 2) + %8$s
                        * cos(radians(entry.latitude))
                        * power(sin(radians(entry.longitude - %2$s) / 2), 2) AS bend
                    FROM directory_entry AS entry
                    WHERE %3$s
                    AND entry.latitude BETWEEN %4$s AND %5$s
                    AND entry.longitude BETWEEN %6$s AND %7$s
                    ORDER BY bend, entry.fresh_on DESC NULLS LAST, entry.site_id LIMIT %9$s
                ) AS near $query$,
                at_latitude, at_longitude, filters, at_latitude - up, at_latitude + up,
                at_longitude - across, at_longitude + across, narrow, skipped + wanted)
                INTO ids, bends;
        END IF;
        -- What lies in a corner of the box is in no circle yet: others may be nearer.
        EXIT WHEN bends[skipped + wanted] <= power(sin(least(circle / 7917.6, pi() / 2)), 2)
            OR circle >= farthest;
    END LOOP;
    IF at_latitude IS NOT NULL AND (said IS NULL OR sites IS NOT NULL) THEN
        SELECT array_agg(hidden.id) INTO by_area FROM (
            SELECT entry.id FROM directory_entry AS entry
            WHERE entry.need = for_need AND entry.latitude IS NULL
            AND entry.state IN (in_state, 'US')
            AND (sites IS NULL OR entry.site_id = ANY (sites)) {FITS}
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
    bends := bends[skipped + 1:];
    RETURN QUERY
    -- Without a point there are no miles: least() would make 1 of nothing.
    SELECT 7917.6 * asin(sqrt(CASE WHEN bends[found.at] > 1 THEN 1 ELSE bends[found.at] END)), site.id, site.organization_id,
        site.name, organization.name,
        site.address_1, site.city, site.state, site.latitude, site.longitude,
        site.is_rough, site.is_confidential, site.setting, site.phone, site.phone_link,
        entry.languages, entry.traits, entry.needs, entry.open::text, entry.time_zone,
        site.hours_text, site.listed_on, site.confirmed_on
    FROM unnest(ids || by_area) WITH ORDINALITY AS found (id, at)
    JOIN directory_entry AS entry ON entry.id = found.id
    JOIN directory_site AS site ON site.id = entry.site_id
    JOIN orgs_organization AS organization ON organization.id = site.organization_id
    WHERE farthest >= 12438
    OR coalesce(bends[found.at], 0) <= power(sin(least(farthest / 7917.6, pi() / 2)), 2)
    ORDER BY found.at;
END $$;
"""
UNDO = """
DROP FUNCTION directory_search(
    float8, float8, text, float8, integer, text, jsonb, integer, integer, integer, integer);
DROP FUNCTION directory_filters(jsonb);
DROP FUNCTION directory_words_asked(jsonb);
"""


class Migration(migrations.Migration):
    dependencies = [("directory", "0009_import_jobs")]
    operations = [migrations.RunSQL(WORDS + FILTERS + SEARCH, UNDO)]
