"""The site can say that something waits; only the worker can read for whom."""

from django.db import migrations

NARROW = """
REVOKE ALL ON orgs_notice FROM alongside_site;
GRANT INSERT ON orgs_notice TO alongside_site;
"""
WIDE = "GRANT SELECT, INSERT, UPDATE, DELETE ON orgs_notice TO alongside_site;"


class Migration(migrations.Migration):
    dependencies = [("orgs", "0002_notices")]
    operations = [migrations.RunSQL(NARROW, WIDE)]
