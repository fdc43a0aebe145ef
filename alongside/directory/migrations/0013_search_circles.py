from importlib import import_module

from django.db import migrations

old = import_module("alongside.directory.migrations.0010_search")

# Near a place: the b-tree (need, latitude, longitude) is asked for a small box first, then for wider
# ones, until the circle inside the box holds enough. What one box held tells how wide the next must be;
# once enough are known, as far as the last of them. A box that would cross a pole or the date line takes
# every longitude. Where few sites of the country have what is asked for, those alone are looked at: by
# their words and codes, in no circle. That is tried first for words, and for all when forty miles did
# not hold enough. Confidential sites have no point: they come by the state they serve, in order of their
# random ids, with no miles. Without a place the freshest come first.
SEARCH = f"""
CREATE OR REPLACE FUNCTION directory_search(
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
    circle float8 := 4;
    has_looked_far boolean := false;
    known integer;
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
    LOOP
        IF numnode(said) > 0 AND (
            circle = 4 AND (has_words OR at_latitude IS NULL) OR circle > 40 AND NOT has_looked_far
        ) THEN
            has_looked_far := circle > 40;
            few := CASE WHEN has_words AND has_looked_far THEN greatest(few, 5000) ELSE few END;
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
        circle := CASE WHEN sites IS NULL THEN least(circle, farthest) ELSE farthest END;
        up := circle / 69;
        across := 360;
        IF abs(at_latitude) + up < 85 THEN
            across := up / cos(radians(abs(at_latitude) + up));
        END IF;
        IF abs(at_longitude) + across > 180 THEN
            across := 360;
        END IF;
        IF sites IS NOT NULL THEN
            {old.nearest(old.FEW + " AND entry.latitude IS NOT NULL" + old.FITS)}
        ELSIF has_words THEN
            {old.nearest_with_words(old.INSIDE + old.FITS)}
        ELSIF has_rest THEN
            {old.nearest(old.INSIDE + old.FITS)}
        ELSE
            {old.nearest(old.INSIDE + old.SPOKEN + old.TRAITS)}
        END IF;
        -- What lies in a corner of the box is in no circle yet: others may be nearer.
        EXIT WHEN bends[skipped + wanted] <= power(sin(least(circle / 7917.6, pi() / 2)), 2)
            OR circle >= farthest;
        known := coalesce(cardinality(ids), 0);
        circle := CASE known
            WHEN 0 THEN 4 * circle
            WHEN skipped + wanted THEN 7917.7 * asin(sqrt(least(bends[known], 1)))
            ELSE circle * least(4, sqrt(1.65 * (skipped + wanted) / known)) END;
    END LOOP;
    IF at_latitude IS NULL THEN
        IF sites IS NOT NULL THEN
            {old.freshest(old.FEW + old.FITS)}
        ELSIF has_words THEN
            {old.freshest(old.FITS + old.WORDS)}
        ELSE
            {old.freshest(old.FITS)}
        END IF;
    ELSIF has_words THEN
        {old.by_area(old.FITS + old.WORDS)}
    ELSE
        {old.by_area(old.FITS)}
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
BEFORE = old.SEARCH.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")


class Migration(migrations.Migration):
    dependencies = [("directory", "0012_organization_pairs")]
    operations = [migrations.RunSQL(SEARCH, BEFORE)]
