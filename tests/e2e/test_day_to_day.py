"""Two champions settle how they do it, promise something, and hold a time open: on the pages they use."""

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils.timezone import localdate

from alongside.directory.clocks import EARLIEST
from tests.e2e import barriers, traces
from tests.e2e.acting import DESK
from tests.e2e.addresses import IDS


@pytest.fixture(scope="module")
def home(server):
    """The page of the demo's one partnership."""
    return f"/partnerships/{dict(traces.asked(server, IDS))['partnership']}/"


@pytest.fixture
def nils(signed_in):
    return signed_in("Nils")


@pytest.fixture
def abel(signed_in):
    return signed_in("Abel", viewport=DESK)


@pytest.fixture
def stands_in_the_way(nils, abel):
    """What was found on each page, in both languages."""
    found = {}

    def look(somebody):
        for language in ("", "/es"):
            address = somebody.page.url.removeprefix(somebody.server.address)
            page = somebody.goes(language + address)
            if barrier := barriers.on(page):
                found[language + address] = barrier
        somebody.goes(address)

    yield look
    assert found == {}
    assert nils.troubles + abel.troubles == []


def test_champions_settle_a_page_for_the_wall(nils, abel, home, stands_in_the_way):
    nils.goes(home)
    nils.taps("The procedure, and pages to print")
    nils.taps("Propose another way")
    writes_a_way(nils)
    stands_in_the_way(nils)

    abel.goes("/today/")
    abel.reads("Lakeside Health Center proposes a change of how you reach each other.")
    abel.goes(f"{home}procedure/")
    stands_in_the_way(abel)
    abel.taps("Agree")
    abel.reads("Version 1, since")
    abel.taps("Propose a change")
    stands_in_the_way(abel)
    abel.goes(f"{home}procedure/")
    abel.taps("Front desk")
    stands_in_the_way(abel)
    prints(abel)
    abel.goes(f"{home}procedure/versions/1/")
    stands_in_the_way(abel)


def prints(abel):
    abel.reads("Front desk asks for: advocate")
    with abel.page.expect_download() as download:
        abel.taps("Print it (PDF, one page)")
    assert download.value.suggested_filename == "procedure.pdf"


def writes_a_way(nils):
    nils.chooses("Lakeside Health Center")
    nils.chooses("Their role", "Front desk")
    nils.chooses("Whom they ask for on the other side", "Advocate")
    nils.page.get_by_label("When", exact=True).fill("Always")
    nils.types("The number to call, or the room", "(312) 555-0142")
    nils.types("What to say", "Somebody is with me who would like to talk with you.")
    nils.types("When nobody answers", "Call the backup line.")
    nils.taps("Propose this")
    nils.reads("Waiting for the champion of Harbor House")


def test_a_promise_is_made_answered_kept_and_ended(nils, abel, home, stands_in_the_way):
    nils.goes(home)
    nils.taps("All promises")
    nils.taps("Propose a promise")
    promises(nils)
    nils.taps("Meet every 4 weeks")
    stands_in_the_way(nils)

    abel.goes(f"{home}commitments/")
    abel.taps("Meet every 4 weeks")
    stands_in_the_way(abel)
    abel.taps("Say yes")
    abel.taps("We kept it")
    stands_in_the_way(abel)
    abel.types("On which day", localdate(timezone=ZoneInfo(EARLIEST)).isoformat())
    abel.types("What shows it", "Nine of us met.")
    abel.taps("Save")
    abel.reads("Nine of us met.")
    stands_in_the_way(abel)
    abel.taps("End this promise")
    stands_in_the_way(abel)
    abel.taps("End it now")
    abel.reads("Ended by Harbor House")


def promises(nils):
    nils.chooses("What is promised", "Meet every few weeks")
    nils.chooses("Lakeside Health Center")
    nils.chooses("Harbor House")
    nils.types("Due on", (localdate() + timedelta(days=3)).isoformat())
    nils.types("Due again after how many weeks", "4")
    nils.taps("Propose this")


def test_a_time_is_held_seen_left_out_changed_and_ended(nils, abel, home, stands_in_the_way):
    agree_to_hold_times(nils, abel, home)
    nils.goes("/held-times/")
    nils.taps("Publish a time")
    stands_in_the_way(nils)
    publishes(nils)
    nils.taps("Leave it out")
    nils.reads("Hold it again")
    stands_in_the_way(nils)

    abel.goes(f"{home}held-times/")
    abel.reads(re.compile(r"Tuesday, .+, 2 p\.m\. to 2:30 p\.m\."))
    abel.reads("of 2 agreed")
    stands_in_the_way(abel)

    nils.taps("Change")
    stands_in_the_way(nils)
    nils.types("How many minutes", "45")
    nils.taps("Save")
    nils.reads("45 minutes")
    nils.taps("End")
    stands_in_the_way(nils)
    nils.taps("End it now")
    nils.reads("You hold no times open now.")


def agree_to_hold_times(nils, abel, home):
    nils.goes(f"{home}change/")
    nils.chooses("A held time")
    nils.types("How many times the health center holds open each week", "2")
    nils.taps("Propose this")
    abel.goes(home)
    abel.taps("Agree to the change")
    abel.reads("Held this week by Lakeside Health Center")


def publishes(nils):
    nils.chooses("For the people of which partner", "Harbor House")
    nils.page.get_by_label("At which place").select_option(index=1)
    nils.chooses("How often", "Every Tuesday")
    nils.types("First day", localdate().isoformat())
    nils.types("Begins at", "14:00")
    nils.page.get_by_text("Languages spoken").click()
    nils.chooses("Spanish")
    nils.taps("Publish")
    nils.reads("Every Tuesday, 2 p.m.")
