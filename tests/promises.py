"""What the tests of the promises look at: all that is stored, and all that a person's pages say."""

import json
import re

from django.db import connections

# The rules for fields into which a survivor's words are typed (sealed fields are no form fields).
SEALED_ATTRIBUTES = {
    "autocomplete": "off",
    "autocorrect": "off",
    "spellcheck": "false",
    "translate": "no",
    "writingsuggestions": "false",
    "data-gramm": "false",
}


def post(client, address, body):
    return client.post(address, json.dumps(body), content_type="application/json")


def everything_stored():
    """Every value of every row, read as the owner with the walls down, as a thief of the machine would."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET ROLE alongside_keeper")
        cursor.execute("ALTER TABLE referrals_letter DISABLE ROW LEVEL SECURITY")
        cursor.execute("RESET ROLE")
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        rows = []
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT * FROM "{table}"')
            rows += [(table, value) for row in cursor.fetchall() for value in row]
        cursor.execute("SET ROLE alongside_keeper")
        cursor.execute("ALTER TABLE referrals_letter ENABLE ROW LEVEL SECURITY")
        cursor.execute("RESET ROLE")
    return rows


def as_bytes(value):
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def pages_of(client, person, referral):
    client.force_login(person)
    addresses = [f"/referrals/{referral.pk}/", "/referrals/?side=sent", "/referrals/", "/today/"]
    pages = [client.get(address).text for address in addresses]
    changing = r'csrfmiddlewaretoken" value="[^"]+"'
    return [re.sub(changing, "", page) for page in pages]


def is_sealed(table, value):
    return table == "referrals_letter" and as_bytes(value).startswith(b"age-encryption")
