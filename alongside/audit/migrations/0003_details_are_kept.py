"""What has no day to be forgotten is never forgotten, and no day comes sooner than a month from now."""

from django.db import migrations

MINE = "organization::text = ANY (string_to_array(nullif(current_setting('alongside.orgs', true), ''), ','))"
# A day of grace: the day here and in the database may differ around midnight.
KEEP = f"""
DROP POLICY own_rows ON audit_detail;
CREATE POLICY own_rows_are_read ON audit_detail FOR SELECT USING ({MINE});
CREATE POLICY own_rows_are_written ON audit_detail FOR INSERT WITH CHECK ({MINE});
CREATE POLICY a_month_is_left ON audit_detail FOR UPDATE USING ({MINE} AND keep_until IS NOT NULL)
    WITH CHECK ({MINE} AND keep_until >= current_date + 29);
CREATE POLICY what_has_a_day_is_forgotten ON audit_detail FOR DELETE
    USING ({MINE} AND keep_until IS NOT NULL);
"""
AS_BEFORE = f"""
DROP POLICY own_rows_are_read ON audit_detail;
DROP POLICY own_rows_are_written ON audit_detail;
DROP POLICY a_month_is_left ON audit_detail;
DROP POLICY what_has_a_day_is_forgotten ON audit_detail;
CREATE POLICY own_rows ON audit_detail USING ({MINE}) WITH CHECK ({MINE});
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_walls")]
    operations = [migrations.RunSQL(KEEP, AS_BEFORE)]
