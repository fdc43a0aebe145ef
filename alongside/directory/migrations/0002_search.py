from django.db import migrations

# Great-circle distance in miles (haversine; the Earth's mean radius is 3,958.8 miles).
MILES = """
CREATE FUNCTION directory_miles(a float8, b float8, c float8, d float8) RETURNS float8
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT 7917.6 * asin(sqrt(least(1,
    power(sin(radians(c - a) / 2), 2)
    + cos(radians(a)) * cos(radians(c)) * power(sin(radians(d - b) / 2), 2))))
$$;
"""

# The b-tree (need, latitude, longitude) is asked for a small box first, then for wider ones, until
# the circle inside the box holds enough. A box that would cross a pole or the date line takes every
# longitude. Confidential sites have no point: they come by the state they serve, in order of their
# random ids, with no miles.
SEARCH = """
CREATE FUNCTION directory_search(
    at_latitude float8, at_longitude float8, in_state text, for_need integer, spoken text,
    skipped integer, wanted integer, confidential_skipped integer, confidential_wanted integer
) RETURNS TABLE (site_id uuid, miles float8, needs smallint[])
LANGUAGE plpgsql STABLE ROWS 20 AS $$
DECLARE
    reach float8;
    up float8;
    across float8;
    enough boolean;
BEGIN
    FOREACH reach IN ARRAY ARRAY[5, 10, 20, 40, 100, 300, 1000, 13000]::float8[] LOOP
        up := reach / 69;
        across := 360;
        IF abs(at_latitude) + up < 85 THEN
            across := up / cos(radians(abs(at_latitude) + up));
        END IF;
        IF abs(at_longitude) + across > 180 THEN
            across := 360;
        END IF;
        SELECT count(*) = skipped + wanted INTO enough FROM (
            SELECT 1 FROM directory_entry AS entry
            WHERE entry.need = for_need
            AND entry.latitude BETWEEN at_latitude - up AND at_latitude + up
            AND entry.longitude BETWEEN at_longitude - across AND at_longitude + across
            AND (spoken = '' OR spoken = ANY (entry.languages))
            AND directory_miles(at_latitude, at_longitude, entry.latitude, entry.longitude) <= reach
            LIMIT skipped + wanted
        ) AS inside;
        EXIT WHEN enough;
    END LOOP;
    RETURN QUERY
    SELECT entry.site_id,
        directory_miles(at_latitude, at_longitude, entry.latitude, entry.longitude) AS away,
        entry.needs
    FROM directory_entry AS entry
    WHERE entry.need = for_need
    AND entry.latitude BETWEEN at_latitude - up AND at_latitude + up
    AND entry.longitude BETWEEN at_longitude - across AND at_longitude + across
    AND (spoken = '' OR spoken = ANY (entry.languages))
    ORDER BY away, entry.site_id OFFSET skipped LIMIT wanted;
    RETURN QUERY
    SELECT entry.site_id, NULL::float8, entry.needs
    FROM directory_entry AS entry
    WHERE entry.need = for_need AND entry.latitude IS NULL AND entry.state = in_state
    AND (spoken = '' OR spoken = ANY (entry.languages))
    ORDER BY entry.site_id OFFSET confidential_skipped LIMIT confidential_wanted;
END $$;
"""
UNDO = """
DROP FUNCTION directory_search(
    float8, float8, text, integer, text, integer, integer, integer, integer);
DROP FUNCTION directory_miles(float8, float8, float8, float8);
"""


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial")]
    operations = [migrations.RunSQL(MILES + SEARCH, UNDO)]
