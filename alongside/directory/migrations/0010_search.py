from django.db import migrations, models

# Needs, traits, languages and areas stand among a site's words as codes (n102, t301, l0es, a0fl): what
# few places have together is found together, in one index. Every value is quoted by to_tsquery.
CODES = """
CREATE FUNCTION directory_codes(asked jsonb) RETURNS tsquery
LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE
    said tsquery := plainto_tsquery('english', asked->>'words')
        || plainto_tsquery('spanish', asked->>'words');
    code text;
BEGIN
    FOR code IN SELECT jsonb_array_elements_text(asked->'codes') LOOP
        said := coalesce(said && to_tsquery('simple', code), to_tsquery('simple', code));
    END LOOP;
    RETURN said;
END $$;
"""

# The haversine: it grows with the distance, and costs less than the distance itself.
BEND = """
    power(sin(radians(entry.latitude - at_latitude) / 2), 2)
    + narrow * cos(radians(entry.latitude)) * power(sin(radians(entry.longitude - at_longitude) / 2), 2)
"""
INSIDE = """
    AND entry.latitude BETWEEN at_latitude - up AND at_latitude + up
    AND entry.longitude BETWEEN at_longitude - across AND at_longitude + across
"""
SPOKEN = " AND (spoken = '' OR spoken = ANY (entry.languages))"
# These two are answered from the index of need and place alone.
TRAITS = """
    AND (all_of IS NULL OR entry.traits @> all_of)
    AND (cost IS NULL OR entry.traits && cost)
    AND (reach IS NULL OR entry.traits && reach)
    AND (especially_for IS NULL OR entry.traits && especially_for)
    AND (backer IS NULL OR entry.traits && backer)
    AND (kind IS NULL OR entry.traits && kind)
"""
REST = """
    AND (needs_too IS NULL OR entry.needs @> needs_too)
    AND (served IS NULL OR entry.areas && served)
    AND (minutes IS NULL
        OR entry.open @> minutes[coalesce(array_position(zones, entry.time_zone), 1)])
"""
# Asked of each row by itself: joined, the planner would gather all sites with the words for each circle.
WORDS = """
    AND (SELECT words.vector @@ said FROM directory_words AS words WHERE words.site_id = entry.site_id)
"""
FITS = SPOKEN + TRAITS + REST
FEW = " AND entry.site_id = ANY (sites)"


def nearest(where: str) -> str:
    return f"""
            SELECT array_agg(near.id), array_agg(near.bend) INTO ids, bends FROM (
                SELECT entry.id, {BEND} AS bend FROM directory_entry AS entry
                WHERE entry.need = for_need {where}
                ORDER BY bend, entry.fresh_on DESC NULLS LAST, entry.site_id LIMIT skipped + wanted
            ) AS near;"""


def nearest_with_words(where: str) -> str:
    """Sorted first: only those who come before enough have been found are looked at word by word."""
    return f"""
            SELECT array_agg(near.id), array_agg(near.bend) INTO ids, bends FROM (
                SELECT entry.id, entry.bend FROM (
                    SELECT entry.id, entry.site_id, {BEND} AS bend FROM directory_entry AS entry
                    WHERE entry.need = for_need {where}
                    ORDER BY bend, entry.fresh_on DESC NULLS LAST, entry.site_id OFFSET 0
                ) AS entry
                WHERE true {WORDS} LIMIT skipped + wanted
            ) AS near;"""


def freshest(where: str) -> str:
    return f"""
            SELECT array_agg(fresh.id) INTO ids FROM (
                SELECT entry.id FROM directory_entry AS entry
                WHERE entry.need = for_need {where}
                AND (entry.latitude IS NOT NULL OR entry.state = (
                    SELECT min(other.state) FROM directory_entry AS other
                    WHERE other.site_id = entry.site_id AND other.need = entry.need))
                ORDER BY entry.fresh_on DESC NULLS LAST, entry.site_id LIMIT skipped + wanted
            ) AS fresh;"""


def by_area(where: str) -> str:
    return f"""
            SELECT array_agg(hidden.id) INTO hidden_ids FROM (
                SELECT entry.id FROM directory_entry AS entry
                WHERE entry.need = for_need AND entry.latitude IS NULL
                AND entry.state IN (in_state, 'US') {where}
                ORDER BY entry.site_id OFFSET area_skipped LIMIT area_wanted
            ) AS hidden;"""


# Near a place: the b-tree (need, latitude, longitude) is asked for a small box first, then for wider
# ones, until the circle inside the box holds enough. A box that would cross a pole or the date line
# takes every longitude. Where few sites of the country have what is asked for, those alone are looked
# at: by their words and codes, in no circle. That is tried first for words, and for all when forty
# miles did not hold enough. Confidential sites have no point: they come by the state they serve, in
# order of their random ids, with no miles. Without a place the freshest come first.
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
    has_words boolean := coalesce(numnode(directory_codes(asked - 'codes')) > 0, false);
    has_rest boolean := coalesce(asked ?| '{{needs,areas,minutes}}', false);
    -- So many are looked at one by one. Circles cost more with words, and most with an area far away.
    few integer := CASE WHEN asked ? 'areas' THEN 20000 WHEN has_words THEN 1000 ELSE 500 END;
    said tsquery := directory_codes(asked);
    plan json;
    sites uuid[];  -- those that have all of it, if they are few
    needs_too smallint[] := translate(asked->>'needs', '[]', '{{}}');
    all_of smallint[] := translate(asked->>'all_of', '[]', '{{}}');
    cost smallint[] := translate(asked->>'cost', '[]', '{{}}');
    reach smallint[] := translate(asked->>'reach', '[]', '{{}}');
    especially_for smallint[] := translate(asked->>'especially_for', '[]', '{{}}');
    backer smallint[] := translate(asked->>'backer', '[]', '{{}}');
    kind smallint[] := translate(asked->>'kind', '[]', '{{}}');
    minutes integer[] := translate(asked->>'minutes', '[]', '{{}}');
    served varchar[];
    zones varchar[];
    narrow float8 := cos(radians(at_latitude));
    circle float8;
    up float8;
    across float8;
    ids bigint[];
    bends float8[];
    hidden_ids bigint[];
BEGIN
    IF minutes IS NOT NULL THEN
        zones := ARRAY(SELECT jsonb_array_elements_text(asked->'zones'));
    END IF;
    IF asked ? 'areas' THEN
        served := ARRAY(SELECT jsonb_array_elements_text(asked->'areas'));
    END IF;
    FOREACH circle IN ARRAY '{{0, 1.5, 4, 10, 25, 40, 100, 300, 1000, 13000}}'::float8[] LOOP
        IF numnode(said) > 0 AND (
            circle = 0 AND (has_words OR at_latitude IS NULL) OR circle = 100
        ) THEN
            few := CASE WHEN has_words AND circle = 100 THEN greatest(few, 5000) ELSE few END;
            -- What the planner expects by its statistics: to count would cost as much as to look.
            EXECUTE format($query$
                EXPLAIN (FORMAT JSON)
                SELECT words.site_id FROM directory_words AS words WHERE words.vector @@ %L::tsquery
                $query$, said) INTO plan;
            IF (plan->0->'Plan'->>'Plan Rows')::float8 < few THEN
                EXECUTE format($query$
                    SELECT coalesce(array_agg(words.site_id), '{{}}') FROM directory_words AS words
                    WHERE words.vector @@ %L::tsquery $query$, said) INTO sites;
            END IF;
        END IF;
        EXIT WHEN at_latitude IS NULL;
        CONTINUE WHEN circle = 0 AND sites IS NULL;
        IF sites IS NOT NULL THEN
            circle := 13000;
        END IF;
        circle := least(circle, farthest);
        up := circle / 69;
        across := 360;
        IF abs(at_latitude) + up < 85 THEN
            across := up / cos(radians(abs(at_latitude) + up));
        END IF;
        IF abs(at_longitude) + across > 180 THEN
            across := 360;
        END IF;
        IF sites IS NOT NULL THEN
            {nearest(FEW + " AND entry.latitude IS NOT NULL" + FITS)}
        ELSIF has_words THEN
            {nearest_with_words(INSIDE + FITS)}
        ELSIF has_rest THEN
            {nearest(INSIDE + FITS)}
        ELSE
            {nearest(INSIDE + SPOKEN + TRAITS)}
        END IF;
        -- What lies in a corner of the box is in no circle yet: others may be nearer.
        EXIT WHEN bends[skipped + wanted] <= power(sin(least(circle / 7917.6, pi() / 2)), 2)
            OR circle >= farthest;
    END LOOP;
    IF at_latitude IS NULL THEN
        IF sites IS NOT NULL THEN
            {freshest(FEW + FITS)}
        ELSIF has_words THEN
            {freshest(FITS + WORDS)}
        ELSE
            {freshest(FITS)}
        END IF;
    ELSIF has_words THEN
        {by_area(FITS + WORDS)}
    ELSE
        {by_area(FITS)}
    END IF;
    ids := ids[skipped + 1:];
    bends := bends[skipped + 1:];
    RETURN QUERY
    -- Without a point there are no miles: least() would make 1 of nothing.
    SELECT 7917.6 * asin(sqrt(CASE WHEN bends[found.at] > 1 THEN 1 ELSE bends[found.at] END)),
        site.id, site.organization_id, site.name, organization.name,
        site.address_1, site.city, site.state, site.latitude, site.longitude,
        site.is_rough, site.is_confidential, site.setting, site.phone, site.phone_link,
        entry.languages, entry.traits, entry.needs, CASE WHEN entry.open_text <> '' THEN entry.open_text ELSE entry.open::text END, entry.time_zone,
        site.hours_text, site.listed_on, site.confirmed_on
    FROM unnest(ids || hidden_ids) WITH ORDINALITY AS found (id, at)
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
DROP FUNCTION directory_codes(jsonb);
"""


class Migration(migrations.Migration):
    dependencies = [("directory", "0009_import_jobs")]
    operations = [
        migrations.AddField("entry", "open_text", models.TextField(blank=True, default="")),
        migrations.RunSQL(CODES + SEARCH, UNDO),
    ]
