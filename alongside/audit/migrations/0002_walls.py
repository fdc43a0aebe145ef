"""An organization reads its own events; nobody changes or removes one."""

from django.db import migrations

WALLED = ["event", "detail", "pending", "seal", "tally"]
MINE = "organization::text = ANY (string_to_array(nullif(current_setting('alongside.orgs', true), ''), ','))"
PRIVILEGES = {
    "event": ["SELECT, INSERT ON audit_event TO alongside_site, alongside_worker"],
    "detail": [
        "SELECT, INSERT, UPDATE (keep_until) ON audit_detail TO alongside_site, alongside_worker",
        "DELETE ON audit_detail TO alongside_worker",
    ],
    "pending": [
        "SELECT, INSERT ON audit_pending TO alongside_site, alongside_worker",
        "DELETE ON audit_pending TO alongside_worker",
    ],
    "seal": [
        "SELECT ON audit_seal TO alongside_site, alongside_worker",
        "INSERT ON audit_seal TO alongside_worker",
    ],
    "tally": ["SELECT, INSERT, UPDATE (number) ON audit_tally TO alongside_site, alongside_worker"],
}
walls = "".join(
    f"ALTER TABLE audit_{table} ENABLE ROW LEVEL SECURITY;"
    f"CREATE POLICY own_rows ON audit_{table} USING ({MINE}) WITH CHECK ({MINE});"
    f"REVOKE ALL ON audit_{table} FROM alongside_site, alongside_worker;"
    + "".join(f"GRANT {privilege};" for privilege in PRIVILEGES[table])
    for table in WALLED
)
no_walls = "".join(
    f"DROP POLICY own_rows ON audit_{table}; ALTER TABLE audit_{table} DISABLE ROW LEVEL SECURITY;"
    for table in WALLED
)
FORBID = """
CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN RAISE EXCEPTION 'audit events are append-only'; END $$;
""" + "".join(
    f"""
CREATE TRIGGER audit_{table}_is_append_only BEFORE UPDATE OR DELETE ON audit_{table}
FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER audit_{table}_is_never_truncated BEFORE TRUNCATE ON audit_{table}
FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
"""
    for table in ("event", "seal")
)
ALLOW = "".join(
    f"DROP TRIGGER audit_{table}_is_never_truncated ON audit_{table};"
    f"DROP TRIGGER audit_{table}_is_append_only ON audit_{table};"
    for table in ("event", "seal")
) + "DROP FUNCTION audit_is_append_only();"


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(walls, no_walls), migrations.RunSQL(FORBID, ALLOW)]
