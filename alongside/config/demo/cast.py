"""Who is in the demo, and what they say of themselves. All of it is made up; the telephones are nobody's."""

from dataclasses import dataclass, field

from alongside.orgs.models import Kind, Rule
from alongside.orgs.roles import Role

CAST = ("Nora", "Nils", "Ada", "Abel", "Mallory", "Hope")  # in the order of the screen
LEADS = (Role.ADMINISTRATOR, Role.SIGNATORY)
# Numbers of content/needs.
SAFETY_PLANNING, SHELTER, ADVOCATE, INTERPRETER, PROTECTION_ORDER = 101, 102, 105, 601, 701
PRIMARY_CARE, PREGNANCY_CARE, COUNSELING = 501, 505, 513


@dataclass(frozen=True)
class Program:
    """An organization of the demo: its people, the first one administers; its site; its profile."""

    name: str
    kind: Kind
    rule: Rule
    domain: str
    people: dict[str, tuple[Role, ...]]
    site: dict[str, object] = field(default_factory=dict)
    services: tuple[tuple[str, int], ...] = ()
    profile: dict[str, str] = field(default_factory=dict)

    @property
    def first(self) -> str:
        return next(iter(self.people))


LAKESIDE = Program(
    name="Lakeside Health Center",
    kind=Kind.HEALTH_CENTER,
    rule=Rule.HIPAA,
    domain="lakeside.example",
    people={"Nils": (*LEADS, Role.CARE_STAFF), "Nora": (Role.CARE_STAFF,)},
    site={
        "name": "Lakeside Health Center",
        "address_1": "1 Demo Street",
        "city": "Chicago",
        "state": "IL",
        "postal_code": "60608",
        "latitude": 41.8512,
        "longitude": -87.6687,
        "phone": "(312) 555-0117",
        "languages": ["en", "es"],
    },
    services=(
        ("Primary care", PRIMARY_CARE),
        ("Pregnancy care", PREGNANCY_CARE),
        ("Counseling", COUNSELING),
    ),
    profile={
        "what_we_do": (
            "We are a neighborhood health center with doctors, midwives and counselors. "
            "We see people the same day when it cannot wait, insured or not. "
            "Everybody is seen alone for part of the visit, so there is always a private moment."
        ),
        "who_answers": "Nora or another nurse, Monday to Saturday, 8 to 6. After hours, the nurse line.",
        "what_happens_next": (
            "We find a time while you are on the line. The person can come under the name they choose, "
            "and an advocate may come along."
        ),
        "cost": "By income; nobody is turned away for what they cannot pay.",
        "languages": "English, Spanish; interpreters for all others",
        "getting_there": "Two blocks from the train. The side door is quieter than the front.",
        "phone": "(312) 555-0117",
    },
)

HARBOR = Program(
    name="Harbor House",
    kind=Kind.VIOLENCE_PROGRAM,
    rule=Rule.VSP,
    domain="harbor.example",
    people={"Abel": (*LEADS, Role.ADVOCATE), "Ada": (Role.ADVOCATE,)},
    site={
        "name": "Harbor House",
        "state": "IL",
        "phone": "(312) 555-0142",
        "languages": ["en", "es"],
        "is_confidential": True,
        "areas": ["IL"],
    },
    services=(
        ("Safety planning, by phone at any hour", SAFETY_PLANNING),
        ("An advocate of your own", ADVOCATE),
        ("A safe place to stay", SHELTER),
        ("Help with orders of protection", PROTECTION_ORDER),
        ("Advocates who speak Spanish", INTERPRETER),
    ),
    profile={
        "what_we_do": (
            "An advocate at Harbor House listens and thinks through safety with you, at your own pace. "
            "They can help with a place to stay, with court and with your children. "
            "You decide what happens, you can stop at any time, and nobody is told that you called."
        ),
        "who_answers": "Ada or another trained advocate, day and night. They give a first name only.",
        "what_happens_next": (
            "They ask if it is a safe moment to talk, and then what would help today. "
            "Nobody has to leave home, call the police or give their name."
        ),
        "cost": "Free and confidential, whatever somebody's papers or insurance.",
        "languages": "English, Spanish; interpreters by phone",
        "getting_there": "The address is kept private. An advocate says on the phone how to come.",
        "phone": "(312) 555-0142",
    },
)

MEADOW = Program(
    name="Meadow Street Program",
    kind=Kind.VIOLENCE_PROGRAM,
    rule=Rule.VSP,
    domain="meadow.example",
    people={"Mallory": (*LEADS, Role.ADVOCATE)},
)
