"""A written agreement in browsers: disagreed, agreed, signed, worked by, handed over, amended and renewed."""

import subprocess
from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from procrastinate import App, SyncPsycopgConnector

from tests.e2e import barriers, traces
from tests.e2e.acting import Somebody
from tests.e2e.addresses import IDS
from tests.e2e.drafting import agree, fill_in, press, starts, writes
from tests.e2e.joining import invites, joins

UNDO = [
    "UPDATE partnerships_agreement SET replaced_at = now() WHERE replaced_at IS NULL AND kind <> 'no_paper'",
    "UPDATE partnerships_agreement SET replaced_at = NULL WHERE number = 1 AND kind = 'no_paper'",
]


NOOR = "noor@lakeside.example"
LAST_DAY = """UPDATE orgs_membership SET open_until = now() - interval '1 second'
WHERE person_id = (SELECT id FROM orgs_person WHERE email = %s)"""
PATIENCE = 100  # times half a second, until the worker has handed over
# What a month and more does to the rows of a partnership.
MONTHS = [
    "UPDATE partnerships_agreement SET in_force_from = in_force_from - interval '40 days' WHERE replaced_at IS NULL",
    "UPDATE partnerships_member SET people_said_on = people_said_on - 91",
]


@pytest.fixture
def home(server):
    """The page of the demo's one partnership, which then is as it was for other tests."""
    yield f"/partnerships/{dict(traces.asked(server, IDS))['partnership']}/"
    for statement in UNDO:
        traces.asked(server, statement)


@pytest.fixture
def noor(browser, server):
    """Somebody new, with a browser."""
    someone = Somebody(browser, server, "Noor")
    yield someone
    someone.leaves()


def test_two_organizations_from_the_first_word_to_the_renewal(
    server, signed_in, noor, home, tmp_path
):
    nils, abel, nora, ada = (signed_in(name) for name in ("Nils", "Abel", "Nora", "Ada"))
    draft = they_disagree_and_agree(nils, abel)
    they_sign(home, nils, abel)
    assert signatures(nils, home, tmp_path) == 3  # the server's and theirs
    they_work_by_it(server, home, nora, ada)
    somebody_leaves(server, noor, nils, abel, home)
    they_amend(home, nils, abel, draft)
    they_renew(home, nils, abel)
    assert [one.troubles for one in (nils, abel, nora, ada)] == [[]] * 4


def they_disagree_and_agree(nils, abel):
    last = localdate() + timedelta(days=200)
    draft = starts(nils, localdate().isoformat(), last.isoformat())
    fill_in(nils, draft)
    abel.goes(draft)
    press(abel, "Suggest other text", "Costs")
    abel.types("The text as you suggest it", "The health center pays for everything.")
    abel.types("Why", "We are small.")
    abel.taps("Suggest this")
    nils.goes(draft)
    press(nils, "Decline", "Costs, Harbor House")
    writes(nils, draft, "Costs", "Each side pays its own costs, and the health center the coffee.")
    nils.goes(draft)
    nils.taps("Pass the turn to Harbor House")
    agree(draft, abel, nils)
    nils.taps("Look and sign")
    nils.reads("Nobody is named yet")
    return draft


def they_sign(home, *people):
    """In the order in which they put themselves on the list, each with a second factor of that moment."""
    for someone in people:
        someone.goes(f"{home}signing/")
        someone.taps("Name somebody who signs for us")
        someone.chooses("Who signs", someone.name)
        someone.types("Their title", "Executive Director")
        someone.taps("Put on the list")
        someone.reads("Who signs, in this order")
    for someone in people:
        signs(someone, home)


def signs(someone, home):
    someone.goes(home)
    someone.taps("Look and sign")
    assert barriers.on(someone.page) == []
    someone.taps("Read and sign")
    assert barriers.on(someone.page) == []
    for box in someone.page.locator("main [type=checkbox]").all():
        box.check()
    someone.page.locator("main [name=code]").fill(someone.server.codes[someone.name].pop())
    someone.taps("Sign")
    someone.page.wait_for_load_state()


def signatures(someone, home, folder):
    """How many the file of the newest version holds, all of them valid for another program."""
    someone.goes(f"{home}agreements/")
    assert barriers.on(someone.page) == []
    with someone.page.expect_download() as download:
        someone.page.locator(".cards li").first.locator("a[href*='/documents/']").first.click()
    file = folder / "signed.pdf"
    download.value.save_as(file)
    command = ["pdfsig", "-nocert", file]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    valid = said.count("Signature Validation: Signature is Valid.")
    assert valid == said.count("Signature Validation:")
    return valid


def they_work_by_it(server, home, nora, ada):
    """They speak, months go by, and each side says again by one tap who its people are."""
    nora.goes(home)
    nora.reads("200 days left")
    nora.taps("We spoke today")
    nora.reads("You last noted on")
    for statement in MONTHS:
        traces.asked(server, statement)
    nora.goes("/today/")
    nora.taps("Look at the names")
    nora.reads("Say it again.")
    nora.taps("Our people are still right")
    nora.reads("Harbor House has not said lately")
    ada.goes("/es" + home)
    assert barriers.on(ada.page) == []
    ada.taps("Nuestras personas siguen siendo las correctas")
    nora.goes(home)
    nora.reads("People: in order")


def somebody_leaves(server, noor, nils, abel, home):
    """A new contact comes, is asked for, gives her place to Nora and goes: for good, on her last day."""
    joins(noor, invites(nils, NOOR, "care staff"), NOOR, "Noor")
    nils.goes(f"{home}people/")
    nils.chooses("Contact", "Noor")
    nils.taps("Save")
    abel.goes(home)
    abel.reads("Ask for Noor.")
    noor.goes("/people/")
    noor.taps("I am leaving")
    noor.types("Last day", (localdate() + timedelta(days=9)).isoformat())
    noor.taps("Save the last day")
    noor.page.locator("#everything").select_option(label="Nora")
    noor.taps("Give all")
    abel.goes(home)
    abel.reads("Noor leaves on")
    traces.asked(server, LAST_DAY, NOOR)
    assert "/today/" not in noor.goes("/today/").url
    with App(connector=SyncPsycopgConnector(conninfo=traces.superuser(server))).open() as app:
        for task in ("orgs.tasks.end_overdue", "partnerships.tasks.hand_over"):
            app.configure_task(f"alongside.{task}").defer(timestamp=0)
    for _time in range(PATIENCE):
        if "Ask for Nora." in abel.goes(home).inner_text("main"):
            return
        abel.page.wait_for_timeout(500)
    pytest.fail("Nobody follows.")


def they_amend(home, nils, abel, draft):
    nils.goes(f"{home}agreements/")
    nils.taps("Amend it")
    amended = nils.page.url
    assert amended != draft
    writes(nils, amended, "Costs", "Each side pays its own costs, and both the coffee.")
    agree(amended, nils, abel)
    they_sign_again(home, nils, abel)
    nils.goes(f"{home}agreements/")
    nils.reads("Replaced on")


def they_sign_again(home, *people):
    """The list of who signs comes along from the version before."""
    people[0].goes(f"{home}signing/")
    if people[0].page.get_by_text("Nobody is named yet").count():
        they_sign(home, *people)
    else:
        for someone in people:
            signs(someone, home)


def they_renew(home, nils, abel):
    nils.goes(f"{home}agreements/")
    nils.taps("Renew it")
    nils.types("First day", localdate().isoformat())
    nils.types("Last day", (localdate() + timedelta(days=365)).isoformat())
    nils.taps("Go on to signing")
    they_sign_again(home, nils, abel)
    nils.goes(home)
    nils.reads("365 days left")
