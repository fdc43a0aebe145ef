"""Keys as people make them: a sheet on paper, six words by voice, and a stop where a word is wrong."""

from contextlib import contextmanager

import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pyrage.x25519 import Identity

from alongside.orgs import vouching
from tests.e2e import barriers, traces
from tests.e2e.acting import Somebody
from tests.e2e.joining import invites, joins

IRIS = "iris@meadow.example"


def words_in(someone, panel):
    """The words or groups that a panel shows."""
    shown = someone.page.locator(f"[data-panel={panel}] .words li")
    shown.first.wait_for()
    return shown.all_inner_texts()


def nothing_in_the_way(someone):
    assert barriers.on(someone.page) == []


def with_a_wrong_word(words):
    other = "zebra" if words[3] != "zebra" else "zero"
    return " ".join([*words[:3], other, *words[4:]])


def makes_a_key(someone):
    """Their passphrase, typed wrongly first."""
    someone.goes("/keys/")
    nothing_in_the_way(someone)
    someone.taps("Show me six words")
    words = words_in(someone, "make")
    nothing_in_the_way(someone)
    someone.taps("I have written them down")
    nothing_in_the_way(someone)
    assert someone.page.locator("[data-panel=make] .words li").count() == 0
    someone.types("Your six words", with_a_wrong_word(words))
    someone.taps("Make my key")
    someone.reads("These are not the words you were shown.")
    assert someone.sent_to("/keys/member/") == []
    someone.types("Your six words", " ".join(words))
    with someone.page.expect_navigation():
        someone.taps("Make my key")
    return " ".join(words)


def sets_up_keys(someone):
    """The sheet, proved to be on paper; typed wrongly first."""
    nothing_in_the_way(someone)
    someone.taps("Make the recovery sheet")
    groups = words_in(someone, "setup")
    nothing_in_the_way(someone)
    assert someone.page.get_by_role("img", name="The same letters as a square code").is_visible()
    someone.taps("I have it on paper")
    someone.types("The last three groups on the sheet", " ".join(groups[:3]))
    someone.taps("This is what it says")
    someone.reads("These are not the last three groups on the sheet.")
    nothing_in_the_way(someone)
    assert someone.sent_to("/keys/setup/") == []
    someone.types("The last three groups on the sheet", " ".join(groups[-3:]).lower())
    with someone.page.expect_navigation():
        someone.taps("This is what it says")
    return groups


def gives_access(someone, words, name):
    someone.goes("/keys/")
    someone.reads(f"Give {name} access")
    nothing_in_the_way(someone)
    someone.types("The six words you hear", with_a_wrong_word(words))
    someone.taps("Give access")
    someone.reads("These words are not the same. Stop here.")
    assert someone.sent_to("/keys/grant/") == []
    someone.types("The six words you hear", " ".join(words))
    with someone.page.expect_navigation():
        someone.taps("Give access")


NUMBERS = """
SELECT opening.number, opening.retired_at IS NULL, count(*) FROM orgs_openingkey opening
JOIN orgs_grant share ON share.opening_key_id = opening.id
JOIN orgs_organization organization ON organization.id = opening.organization_id
WHERE organization.name = 'Meadow Street Program' GROUP BY 1, 2 ORDER BY 1
"""


def ends_access(someone, name):
    someone.goes("/people/")
    someone.page.get_by_text(f"Change something for {name}").click()
    someone.taps("End access now")


def makes_the_next_key(someone):
    someone.goes("/keys/")
    nothing_in_the_way(someone)
    with someone.page.expect_navigation():
        someone.taps("Make the next key")


@pytest.fixture(scope="module")
def meadow(browser, server):
    """Mallory, after she set up her program's keys, let Iris in, and ended Iris's access again."""
    mallory, iris = Somebody(browser, server, "Mallory").signs_in(), Somebody(browser, server)
    passphrase = makes_a_key(mallory)
    sheet = sets_up_keys(mallory)
    joins(iris, invites(mallory, IRIS, "advocate"), IRIS, "Iris")
    makes_a_key(iris)
    iris.taps("Show my six words")
    nothing_in_the_way(iris)
    gives_access(mallory, words_in(iris, "words"), "Iris")
    assert traces.asked(server, NUMBERS) == [(1, True, 3)]  # Mallory's, the sheet's, Iris's
    with iris.page.expect_navigation():
        iris.taps("My colleague has given me access")
    assert words_in(iris, "trust") == words_in(mallory, "trust")

    ends_access(mallory, "Iris")
    assert "/account/login/" in iris.goes("/keys/").url
    makes_the_next_key(mallory)
    assert traces.asked(server, NUMBERS) == [(1, False, 2), (2, True, 2)]

    secrets = [passphrase, " ".join(sheet), "".join(sheet)]
    assert traces.of_words(server, secrets, sent=mallory.bodies + iris.bodies) == []
    assert (mallory.troubles, iris.troubles) == ([], [])
    yield mallory
    mallory.leaves()
    iris.leaves()


def types_what_they_hear(someone, words):
    """Wrongly first."""
    someone.types("The six words you hear", with_a_wrong_word(words))
    someone.taps("The words are the same")
    someone.reads("These words are not the same. Stop here.")
    someone.types("The six words you hear", " ".join(words))
    someone.taps("The words are the same")


def test_a_fresh_program_makes_its_keys_and_partners_confirm_them_by_voice(meadow, signed_in):
    nils, mallory = signed_in("Nils"), meadow
    mallory.goes("/partnerships/propose/")
    mallory.chooses("With which organization", "Lakeside Health Center")
    mallory.taps("Propose")
    partnership = mallory.page.url
    nils.goes(partnership)
    nothing_in_the_way(nils)
    nils.taps("Agree")
    nils.taps("Compare the six words")
    ours = words_in(nils, "confirm")
    nothing_in_the_way(nils)
    mallory.goes("/keys/")
    theirs = words_in(mallory, "trust")
    types_what_they_hear(nils, theirs)
    nils.unlocks()
    nils.page.wait_for_url(partnership)
    nils.reads("You can send sealed letters to Meadow Street Program.")
    mallory.goes(f"{partnership}confirm/")
    types_what_they_hear(mallory, ours)
    mallory.page.wait_for_url(partnership)
    mallory.reads("You can send sealed letters to Lakeside Health Center.")


@contextmanager
def swapped(server, *changes):
    """Rows as somebody with the whole database would change them; put back after."""
    with psycopg.connect(traces.superuser(server)) as connection:
        before = [connection.execute(f"SELECT * FROM {table}").fetchall() for table, *_ in changes]
        for table, values, where in changes:
            named = ", ".join(f"{name} = %s" for name in values)
            connection.execute(f"UPDATE {table} SET {named} WHERE {where}", [*values.values()])
        connection.commit()
        columns = [
            [one.name for one in connection.execute(f"SELECT * FROM {table} LIMIT 0").description]
            for table, *_ in changes
        ]
    yield
    with psycopg.connect(traces.superuser(server)) as connection:
        for (table, *_), names, rows in zip(changes, columns, before, strict=True):
            for row in rows:
                named = ", ".join(f"{name} = %s" for name in names)
                connection.execute(f"UPDATE {table} SET {named} WHERE id = %s", [*row, row[0]])


def id_of(server, name):
    [[found]] = traces.asked(server, "SELECT id FROM orgs_organization WHERE name = %s", name)
    return found


def opens_a_letter(someone):
    someone.goes("/partnerships/")
    someone.taps("Harbor House")
    someone.taps("Write a letter")


def in_use(organization):
    return f"organization_id = '{organization}' AND retired_at IS NULL"


@pytest.fixture
def nora(signed_in):
    """A nurse whose browser has seen the right keys."""
    nora = signed_in("Nora")
    opens_a_letter(nora)
    nora.reads("Step 1 of 4")
    return nora


def test_a_swapped_opening_key_stops_the_letter(server, nora):
    harbor = id_of(server, "Harbor House")
    recipient = str(Identity.generate().to_public())
    with swapped(server, ("orgs_openingkey", {"recipient": recipient}, in_use(harbor))):
        opens_a_letter(nora)
        nora.reads("The key for letters is not signed by the organization it belongs to.")
        assert nora.page.locator("[data-sealed]:enabled").count() == 0
    opens_a_letter(nora)
    nora.reads("Step 1 of 4")


def test_every_key_swapped_and_signed_anew_stops_the_letter_too(server, nora):
    """Whoever holds the server can forge what it says, not what this browser has seen."""
    harbor, lakeside = id_of(server, "Harbor House"), id_of(server, "Lakeside Health Center")
    forged, own = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    [[number, day]] = traces.asked(
        server, f"SELECT number, day FROM orgs_openingkey WHERE {in_use(harbor)}"
    )
    recipient = str(Identity.generate().to_public())
    opening = forged.sign(vouching.opening_key(harbor, number, recipient, day))
    print_of = fingerprint(forged)
    heard = own.sign(vouching.confirmation(lakeside, harbor, print_of, day))
    with swapped(
        server,
        ("orgs_signingkey", public_half(forged), in_use(harbor)),
        ("orgs_signingkey", public_half(own), in_use(lakeside)),
        ("orgs_openingkey", {"recipient": recipient, "signature": opening}, in_use(harbor)),
        (
            "partnerships_confirmation",
            {"fingerprint": print_of, "day": day, "signature": heard},
            f"organization_id = '{lakeside}' AND partner_id = '{harbor}'",
        ),
    ):
        opens_a_letter(nora)
        nora.reads("Your organization's signing key is not the one this browser knows.")
        assert nora.page.locator("[data-sealed]:enabled").count() == 0


def test_a_partners_key_swapped_alone_stops_the_letter(server, nora):
    harbor = id_of(server, "Harbor House")
    forged = Ed25519PrivateKey.generate()
    with swapped(server, ("orgs_signingkey", public_half(forged), in_use(harbor))):
        nora.goes("/partnerships/")
        nora.taps("Harbor House")
        nora.reads("Letters are paused: a signing key is new")


def public_half(private):
    public = private.public_key().public_bytes_raw()
    return {"public": public, "fingerprint": fingerprint(private)}


def fingerprint(private):
    return vouching.fingerprint(private.public_key().public_bytes_raw())
