"""What the tests of the promises look at: all that is stored, and all that a person's pages say."""

import json
import re

import pyrage
from django.contrib.postgres.functions import TransactionNow
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connections

from alongside.audit import models as audit
from alongside.lib.walls import within
from alongside.orgs.actions import send_notices
from alongside.referrals import actions
from alongside.referrals.models import Answer, Letter, Referral, Release
from tests.database import connected_as
from tests.referrals import building

# The rules for fields into which a survivor's words are typed (sealed fields are no form fields).
SEALED_ATTRIBUTES = {
    "autocomplete": "off",
    "autocorrect": "off",
    "spellcheck": "false",
    "translate": "no",
    "writingsuggestions": "false",
    "data-gramm": "false",
}


# Words in every place of a request that takes ciphertext.
WORDS_BESIDE = [
    {"name": "Quetzal"},
    {"words": "Quetzal"},
    {"items_text": "Quetzal"},
    {"release": building.CHOICES | {"note": "Quetzal"}},
    {"release": building.CHOICES | {"language": "Quetzal"}},
    {"letter": building.text_of(b"Quetzal".ljust(building.LETTER_SIZE))},
]
WALLED = [
    *(Referral, Release, Letter, Answer),
    *(audit.Event, audit.Detail, audit.Pending, audit.Seal, audit.Tally),
]
# Each of these alone ends the permission for a letter.
OVER = {
    "a release that stands": "UPDATE referrals_release SET withdrawn_at = now()",
    "a release that lasts": "UPDATE referrals_release SET until = '2020-01-01'",
    "a day that has not come": "UPDATE referrals_referral SET ends_at = '2020-01-01'",
    "a referral that is open": "UPDATE referrals_referral SET state = 'ended', phrase = NULL",
}
PUBLIC_PAGES = [
    "/",
    "/es/",
    "/search/",
    "/es/search/",
    "/status/",
    "/api/v1/search",
    "/api/v1/needs",
    "/health",
]
PLACES = [
    {"city": "Chicago"},
    {"address_1": "12 Hidden St"},
    {"postal_code": "60608"},
    {"latitude": 41.8, "longitude": -87},
]
CHANGES_OF_THE_LOG = [
    "DELETE FROM audit_event",
    "UPDATE audit_event SET act = 'x'",
    "DELETE FROM audit_seal",
    "UPDATE audit_seal SET day = '2020-01-01'",
]
ACTS_HERE = {"referral_sent", "referral_withdrawn"}
ACTS_THERE = {
    "letter_opened",
    "answer_kept",
    "letter_sent_back",
    "release_withdrawn",
    "referral_closed",
    "referral_returned",
}


def let_run_out(lacks):
    """Change one row as no person could."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(OVER[lacks])


def put_letter(referral, *, under_release=True):
    """Another letter; its release is made in the same transaction, in every part like the first one."""
    sides = {"sender": referral.sender, "recipient": referral.recipient, "referral": referral}
    with within(referral.sender):
        release = Release.objects.filter(referral=referral).first()
        release.pk, release.made_at = building.unknown(), TransactionNow()
        if under_release:
            release.save(force_insert=True)
        Letter.objects.create(pk=release.pk, number=1, sealed=building.a_letter(), **sides)


def rows_of(organization):
    """All that the database shows an organization of its referrals."""
    with within(organization):
        shown = [Referral, Release, Letter, Answer, audit.Event]
        return {model: list(model.objects.order_by("pk").values()) for model in shown}


def file_of_letters():
    with connections["keeper"].cursor() as cursor:
        cursor.execute("SELECT pg_relation_filenode('referrals_letter')")
        return cursor.fetchone()[0]


def people_mailed():
    with connected_as("worker"):
        send_notices()
    return {address for message in mail.outbox for address in message.to}


def page(client, person, address):
    client.force_login(person)
    return client.get(address)


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
    # Signed and packed, not sealed: whoever has the row reads it.
    return rows + [("django_session", one.get_decoded()) for one in Session.objects.all()]


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


def can_reach_no_form(field):
    """Whether what is typed here stays here: no name, in no form, shut at first, told to nobody else."""
    given = {name: field.attributes.get(name) for name in SEALED_ATTRIBUTES}
    quiet = field.tag == "select" or given == SEALED_ATTRIBUTES
    shut = "disabled" in field.attributes and "name" not in field.attributes
    return quiet and shut and "form" not in field.ancestors


def is_shut(page):
    """Whether a page may load nothing from anywhere else."""
    rules = page.headers["Content-Security-Policy"]
    return "default-src 'self'" in rules and "http" not in rules


def over(referral, how, nora, ada):
    """End it in one of the four ways."""
    with within(referral.recipient):
        if how == "closed":
            actions.open_letter(referral, referral.releases.get().pk, by=ada)
            actions.close(referral, by=ada)
        if how == "returned":
            actions.give_back(referral, by=ada)
    with within(referral.sender):
        if how == "withdrawn":
            actions.withdraw(referral, by=nora)
    if how == "ended":
        building.let_end(referral)  # the database asks its own clock


def everything_that_can_be_done(opened, unopened, at_harbor, nora, ada):
    with within(opened.recipient):
        actions.keep_answer(opened, building.answer_of(at_harbor), number=1, by=ada)
        back = building.parcel(opened.partnership, ada, within_referral=opened)
        actions.send_back(opened, back, by=ada)
        actions.withdraw_release(Release.objects.get(pk=back.release), by=ada)
        actions.close(opened, by=ada)
        actions.give_back(unopened, by=ada)
    with within(opened.sender):
        actions.withdraw(opened, by=nora)


def secrets_in(whole, *sides):
    """Private keys that lie in there."""
    secrets = [str(side.opening) for side in sides]
    secrets += [str(own) for side in sides for own in side.members.values()]
    found = [secret for secret in secrets if secret.encode() in whole]
    return found + re.findall(rb"AGE-SECRET-KEY-1[0-9A-Z]+", whole)


def opened_by_words_in(whole, letter):
    """Words from there that open a letter."""
    return [word for word in re.findall(rb"[0-9a-f]{64}", whole)[:50] if opens(word, letter)]


def opens(word, letter):
    try:
        pyrage.passphrase.decrypt(letter, word.decode())
    except pyrage.DecryptError:
        return False
    return True


def columns_for_addresses():
    """Columns of the kind that holds a network address."""
    with connections["owner"].cursor() as cursor:
        columns = "SELECT table_name FROM information_schema.columns WHERE udt_name = 'inet'"
        cursor.execute(columns + " AND table_schema = 'public'")
        return cursor.fetchall()


def answered_and_closed(referral, what, at_harbor, ada):
    with within(referral.recipient):
        if "answer" in what:
            actions.keep_answer(referral, building.answer_of(at_harbor), number=1, by=ada)
        if "close" in what:
            actions.close(referral, by=ada)
