"""An organization of a list comes to keep its own records: claim, call, invitation, edit, confirm."""

import re
from uuid import UUID

import pytest
from procrastinate import App, SyncPsycopgConnector

from tests.codes import shown_for_a_while
from tests.e2e import barriers, traces
from tests.e2e.acting import Somebody

UNCLAIMED = """SELECT o.id, o.name, s.id FROM orgs_organization o JOIN directory_site s ON s.organization_id = o.id
WHERE o.admitted_at IS NULL AND s.retired_at IS NULL AND NOT s.is_confidential AND s.phone <> ''
ORDER BY o.name DESC LIMIT 1"""
MAIL = re.compile(r"/confirm/([\w:.-]+)/")
WORDS = "a long and quiet word"
EMAIL = "kim@center.example.org"
PATIENCE = 150  # times 200 milliseconds, until the worker has mailed


@pytest.fixture
def somebody(browser, server):
    met = []

    def meet(name):
        met.append(Somebody(browser, server, name))
        return met[-1]

    yield meet
    for each in met:
        each.leaves()


class Looked:
    """Everything that stands in the way on the way."""

    def __init__(self):
        self.found = {}

    def at(self, someone, step):
        if found := barriers.on(someone.page):
            self.found[step] = found


def test_from_a_claim_to_a_record_that_its_own_people_call_right(server, somebody, signed_in):
    [[organization, name, site]] = traces.asked(server, UNCLAIMED)
    looked = Looked()
    kim = somebody("Kim")
    kim_claims(kim, organization, looked)
    link = hope_calls_and_approves(signed_in("Hope"), name, looked)
    kim_comes_in(kim, link)
    kim_edits_in_spanish(kim, site, looked)
    somebody_corrects_and_kim_accepts(somebody("Anybody"), kim, site, looked)
    anybody_at_her_desk_confirms(server, somebody("Kim's colleague"), organization, looked)
    assert looked.found == {}
    assert kim.troubles == []


def kim_claims(kim, organization, looked):
    kim.goes(f"/organizations/{organization}/")
    kim.taps("Is this your organization?")
    looked.at(kim, "claim")
    kim.types("Your name", "Kim")
    kim.types("Work e-mail", EMAIL)
    kim.taps("Yes, this is ours")
    kim.reads("Whoever runs this server now calls the organization.")
    looked.at(kim, "claimed")
    assert kim.context.cookies() == []


def hope_calls_and_approves(hope, name, looked):
    hope.goes("/today/")
    hope.taps("Call, then decide")
    hope.reads(name)
    looked.at(hope, "claims")
    hope.taps("Call, then decide")
    hope.reads("Before anybody claimed it, lists gave these numbers.")
    looked.at(hope, "decide")
    hope.taps("Decline")
    looked.at(hope, "decline")
    hope.taps("No, go back")
    hope.chooses("What it is", "Health center")
    hope.page.locator("[name=rule]").select_option("hipaa")
    hope.page.locator("[name=called]").check()
    hope.taps("Approve")
    looked.at(hope, "approved")
    return hope.page.locator("code").inner_text()


def kim_comes_in(kim, link):
    page = kim.goes(link)
    kim.types("Your name", "Kim")
    kim.types("Choose a password", WORDS)
    page.locator("main button").click()
    kim.types("Work e-mail", EMAIL)
    kim.types("Password", WORDS)
    kim.taps("Sign in")
    secret = page.locator("main strong[translate=no]").inner_text()
    page.locator("main [name=code]").fill(shown_for_a_while(secret))
    kim.taps("Set it up")
    page.wait_for_load_state()


def kim_edits_in_spanish(kim, site, looked):
    page = kim.goes("/es/records/")
    looked.at(kim, "records")
    page.locator(f"a[href$='/records/sites/{site}/']").click()
    looked.at(kim, "edit")
    kim.types("Teléfono", "(312) 555-0142")
    page.locator("[name=hours_1_0_opens]").fill("22:00")
    page.locator("[name=hours_1_0_closes]").fill("06:00")
    page.get_by_text("Idiomas que se hablan").click()
    page.locator("[name=languages][value=so]").check()
    kim.taps("Ver cómo lo leerá la gente")
    kim.reads("(312) 555-0142")
    looked.at(kim, "look")
    kim.taps("Cambiar algo")
    assert page.locator("[name=hours_1_0_opens]").input_value() == "22:00"
    kim.taps("Ver cómo lo leerá la gente")
    kim.taps("Guardar")
    page.wait_for_url("**/es/records/")
    page = kim.goes(f"/es/sites/{site}/")
    assert page.get_by_role("link", name="(312) 555-0142").count() > 0


def somebody_corrects_and_kim_accepts(anybody, kim, site, looked):
    anybody.goes(f"/sites/{site}/")
    anybody.taps("Something wrong?")
    looked.at(anybody, "wrong")
    anybody.chooses("The name")
    anybody.types("What is right?", "The Right Name")
    anybody.taps("Send")
    anybody.reads("Whoever keeps this record looks at it and decides.")
    kim.goes("/today/")
    kim.taps("Look and decide")
    looked.at(kim, "corrections")
    kim.page.get_by_role("link", name=re.compile("^Look and decide")).click()
    looked.at(kim, "decide correction")
    kim.taps("Accept")
    kim.reads("Nothing waits here.")
    assert anybody.goes(f"/sites/{site}/").get_by_role("heading", level=1).inner_text() == (
        "The Right Name"
    )


def anybody_at_her_desk_confirms(server, colleague, organization, looked):
    mailed = link_of(server, colleague.page, organization)
    page = colleague.goes(f"/confirm/{mailed}/")
    looked.at(colleague, "confirm")
    page.locator("main button").click()
    colleague.reads("you said today that all of this is right")
    looked.at(colleague, "confirmed")
    colleague.goes(f"/confirm/{mailed}/")
    colleague.reads("This is done already")
    assert colleague.context.cookies() == []


def link_of(server, page, organization):
    """Let the worker do its daily asking now, and read its mail."""
    age = (
        "UPDATE directory_site SET confirmed_on = NULL, listed_on = NULL WHERE organization_id = %s"
    )
    traces.asked(server, age, UUID(str(organization)))
    with App(connector=SyncPsycopgConnector(conninfo=traces.superuser(server))).open() as app:
        task = "alongside.directory.tasks.ask_to_confirm"
        app.configure_task(task).defer(timestamp=0)
    for _time in range(PATIENCE):
        for message in server.log().split("Subject: ")[1:]:
            if EMAIL in message and (found := MAIL.search(message)):
                return found[1]
        page.wait_for_timeout(200)
    pytest.fail("no mail came")
