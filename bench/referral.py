"""How fast a sealed referral is taken in: through the real web server, beside the bare SQL of the same work.

bench/referral.py [SECONDS]        4 seconds a measurement unless given
"""

import base64
import http.client
import json
import logging
import secrets
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import django
from measuring import CLIENTS, Table, begin, prepared, serving, together
from measuring.replaying import Recording, own_values, plain, replay

GOAL = "at 4 clients >= 250/s, p95 <= 30 ms"
ADDRESS = "/referrals/send/"
MOST = 600  # sends a second that nobody will reach: so many are made ready
CROWD, EACH = 32, 15
LETTERS = 40  # sealed once; the server cannot tell one letter from another
ELEMENTS = {
    "items": ["name", "safe_contact", "needs"],
    "purpose": "advocacy",
    "explained": "in_person",
    "language": "es",
    "interpreter": "none_needed",
    "capacity": "self",
    "signed": "paper",
    "form": "on_paper",
    "independent": True,
    "hidden": "nobody",
    "days": "14",
    "mode": "call_back",
    "urgency": "today",
}


@dataclass
class Sender:
    """Somebody signed in, and what their requests are made of."""

    person: UUID
    organization: UUID
    partnership: UUID
    headers: dict[str, str]
    letters: list[str]
    number: int = 1

    def body(self, referral: UUID) -> bytes:
        """What the browser posts: the ids in a signed token, the permission's choices, the sealed letter."""
        from django.utils.timezone import localdate

        from alongside.referrals.facts import signed

        told = {
            "referral": str(referral),
            "release": str(uuid4()),
            "partnership": str(self.partnership),
            "back": False,
            "day": localdate().isoformat(),
            "person": str(self.person),
            "organization": str(self.organization),
        }
        body = {"token": signed(told), "release": ELEMENTS, "number": self.number, "members": []}
        return json.dumps(body | {"letter": secrets.choice(self.letters)}).encode()


def main(seconds: float) -> int:
    with prepared("referral") as (here, found):
        senders = pairs(8)
        sent = [recorded(sender) for sender in senders]
        table = Table()
        print(f"the goal is {GOAL}; {len(sent[0].statements)} statements a send")
        for clients in CLIENTS:
            took = together(replay, found["site"], sent[:clients], seconds)
            table.line("SQL", clients, took, seconds)
        with serving(here, found, "/api/v1/needs"):
            for name, among in (("8 pairs", senders), ("2 pairs", senders[:2])):
                for clients in CLIENTS:
                    works = [among[number % len(among)] for number in range(clients)]
                    together(send, here.port, works, 1.0)  # warm
                    table.line(name, clients, together(send, here.port, works, seconds), seconds)
            lost, doubled = crowd(here.port, senders)
        print(f"{CROWD} clients, each letter sent twice: {lost} lost, {doubled} doubled")
    return 1 if lost or doubled else 0


# ---- who sends


def pairs(number: int) -> list[Sender]:
    """Pairs of organizations ready to write to each other, and somebody signed in at one of each."""
    from alongside.orgs.making import seal

    made = [pair(place) for place in range(number)]
    words = {"name": "Maria Quetzal", "safe_contact": {"reach": False}, "needs": "a place to sleep"}
    for sender, recipient in made:
        for _letter in range(LETTERS):
            letter = seal({"alongside": "letter 1", "items": words}, [recipient])
            sender.letters.append(base64.b64encode(letter).decode())
    return [sender for sender, _recipient in made]


def pair(place: int) -> tuple[Sender, str]:
    """Two organizations; the first's nurse, and what to seal to."""
    from django.utils.timezone import now

    from alongside.orgs.models import Kind, Rule
    from alongside.orgs.roles import Role
    from alongside.partnerships.models import Agreement, Item, Member, Mode, Partnership, pair_of

    clinic, nurse = side(f"Clinic {place}", Kind.HEALTH_CENTER, Rule.HIPAA, Role.CARE_STAFF)
    program, advocate = side(f"Program {place}", Kind.VIOLENCE_PROGRAM, Rule.VSP, Role.ADVOCATE)
    partnership = Partnership.objects.create(
        pair=pair_of(clinic, program), proposed_by=clinic, state="active", started_at=now()
    )
    for organization, member in ((clinic, nurse), (program, advocate)):
        Member.objects.create(partnership=partnership, organization=organization, contact=member)
    Agreement.objects.create(
        partnership=partnership, number=1, proposed_by=clinic, agreed_by=program,
        in_force_from=now(), modes=Mode.values, items=Item.values,
    )  # fmt: skip
    recipient = keys(partnership, clinic, program, nurse)
    person = nurse.person
    return Sender(person.pk, clinic.pk, partnership.pk, signed_in(person, nurse), []), recipient


def side(name: str, kind: Any, rule: Any, role: Any) -> tuple[Any, Any]:
    """An organization and one member, who has a second factor."""
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
    from django.utils.timezone import now

    from alongside.orgs.models import Membership, Organization, Person

    organization = Organization.objects.create(name=name, kind=kind, rule=rule, admitted_at=now())
    person = Person.objects.create(email=f"{uuid4()}@example.org", name=name)
    TOTP.activate(person, generate_totp_secret())
    member = Membership.objects.create(person=person, organization=organization, roles=[role.value])
    return organization, member


def keys(partnership: Any, clinic: Any, program: Any, nurse: Any) -> str:
    """Keys of both, and the clinic's word that it heard the program's; the recipient to seal to."""
    from hashlib import sha256

    from django.utils.timezone import localdate
    from pyrage.x25519 import Identity

    from alongside.orgs.models import OpeningKey, SigningKey
    from alongside.partnerships.models import Confirmation

    signing = {}
    for organization in (clinic, program):
        public = secrets.token_bytes(32)
        signing[organization] = SigningKey.objects.create(
            organization=organization, number=1, public=public, fingerprint=sha256(public).hexdigest()
        )  # fmt: skip
    recipient = str(Identity.generate().to_public())
    OpeningKey.objects.create(
        organization=program, number=1, recipient=recipient, signature=bytes(64), signing_number=1
    )
    Confirmation.objects.create(
        partnership=partnership, organization=clinic, partner=program, day=localdate(),
        fingerprint=signing[program].fingerprint, signature=bytes(64),
        signing_key=signing[clinic], confirmed_by=nurse,
    )  # fmt: skip
    return recipient


def signed_in(person: Any, member: Any) -> dict[str, str]:
    """The headers of somebody whose session was made directly."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = (
        str(person.pk),
        settings.AUTHENTICATION_BACKENDS[0],
    )
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session["membership"], session["seen"], session["key"] = str(member.pk), int(time.time()), ""
    session.create()
    word = secrets.token_hex(16)
    cookies = (
        f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {settings.CSRF_COOKIE_NAME}={word}"
    )
    return {"Cookie": cookies, "X-CSRFToken": word, "Content-Type": "application/json"}


# ---- the clients


def send(port: int, sender: Sender, seconds: float) -> list[float]:
    """One letter after the other over one connection; how long each took, in seconds."""
    django.setup()
    ready = [sender.body(uuid4()) for _send in range(int(MOST * seconds))]
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    took, start = [], begin()
    while time.time() < start + seconds:
        begun = time.perf_counter()
        post(connection, sender, ready[len(took)])
        took.append(time.perf_counter() - begun)
    return took


def post(connection: http.client.HTTPConnection, sender: Sender, body: bytes) -> str:
    connection.request("POST", ADDRESS, body, sender.headers)
    answer = connection.getresponse()
    told = answer.read()
    if answer.status != 200:
        raise SystemExit(f"{ADDRESS} answered {answer.status}: {told[:200]!r}")
    return json.loads(told)["url"]


def crowd(port: int, senders: list[Sender]) -> tuple[int, int]:
    """Many at once, each letter twice as after a lost answer: how many are missing, and how many too many."""

    def one(number: int) -> list[UUID]:
        sender, mine = senders[number % len(senders)], [uuid4() for _send in range(EACH)]
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        for referral in mine:
            body = sender.body(referral)
            for _time in range(2):
                post(connection, sender, body)
        return mine

    before = there()
    with ThreadPoolExecutor(CROWD) as pool:
        sent = [referral for mine in pool.map(one, range(CROWD)) for referral in mine]
    new = there() - before
    return sum(new[pk] == 0 for pk in sent), sum(new.values()) - len(+new) + len(
        set(new) - set(sent)
    )


def there() -> Counter[UUID]:
    """Every referral, counted by letters under a release and by what is remembered of it."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT f.id FROM referrals_referral f JOIN referrals_release r ON r.referral_id = f.id "
            "JOIN audit_detail d ON d.subject = f.id JOIN audit_event e ON e.id = d.event"
        )
        return Counter(row[0] for row in cursor.fetchall())


def recorded(sender: Sender) -> Recording:
    """Every statement of one send in order: its words, its values, and whether it is within the transaction."""
    from django.db import connection
    from django.test import Client

    from alongside.orgs.models import Organization, Person
    from alongside.partnerships.models import Partnership

    made: list[tuple[str, Any, bool]] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.startswith(("SAVEPOINT", "RELEASE")):
            made.append((sql, plain(params), connection.in_atomic_block))
        return execute(sql, params, many, context)

    logging.disable()  # a line for each request belongs to the server
    client, body = Client(headers={"Cookie": sender.headers["Cookie"]}), sender.body(uuid4())
    with connection.execute_wrapper(note):
        answer = client.post(ADDRESS, body, content_type="application/json")
    if answer.status_code != 200:
        raise SystemExit(f"{ADDRESS} answered {answer.status_code}: {answer.content[:200]!r}")
    people, organizations = Person.objects.all(), Organization.objects.all()
    known = {one.pk for one in (*people, *organizations, *Partnership.objects.all())}
    return Recording(made, own_values(made, known))


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if sys.argv[1:] else 4.0))
