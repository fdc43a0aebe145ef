"""Two organizations draft an agreement with a browser each; nothing stands in their way on any of its pages."""

import os
import re

import pytest

from tests.e2e import barriers
from tests.e2e.drafting import agree, fill_in, press, starts, writes


def looked_at(someone, *, shot):
    """What stands in the way on the page as it is, in both languages."""
    found = barriers.on(someone.page)
    if folder := os.environ.get("LOOK"):
        someone.page.screenshot(path=f"{folder}/{shot}.png", full_page=True)
    return {f"{shot}: {each}" for each in found}


@pytest.fixture
def both(signed_in):
    return signed_in("Nils"), signed_in("Abel")


def test_two_organizations_draft_an_agreement(both):
    nils, abel = both
    draft = starts(nils)
    found = looked_at(nils, shot="draft")
    found |= adds_and_passes(nils, draft)
    found |= changes_and_says(abel)
    nils.goes(draft)
    nils.reads("Who pays the interpreter?")
    found |= looked_at(nils, shot="remarks")
    press(nils, "Accept", "Parking, Harbor House")
    nils.reads("day and night")
    found |= reads_every_page(nils, draft)
    assert found == set()
    assert (nils.troubles, abel.troubles) == ([], [])
    agree_and_leave(nils, abel, draft)


def adds_and_passes(nils, draft):
    for title in ("Roll-out", "Numbers only as totals"):
        writes(nils, draft, title, f"{title}, as we settled it.")
    nils.goes(f"{draft}add/")
    found = looked_at(nils, shot="add")
    nils.types("Title", "Parking")
    nils.types("Text", "The advocate parks free of charge.")
    nils.taps("Add it")
    nils.taps("Pass the turn to Harbor House")
    return found


def changes_and_says(abel):
    """Writes in turn, passes it on, and then remarks and suggests."""
    abel.goes("/today/")
    abel.taps("Go on with the draft")
    press(abel, "Change", "Costs")
    found = looked_at(abel, shot="edit")
    abel.types("Text", "Each party pays its own costs, and nobody pays for a referral.")
    abel.taps("Save")
    abel.taps("Pass the turn to Lakeside Health Center")
    press(abel, "Suggest other text", "Parking")
    found |= looked_at(abel, shot="suggest")
    abel.types("The text as you suggest it", "The advocate parks free of charge, day and night.")
    abel.taps("Suggest this")
    press(abel, "Remark", "Costs")
    found |= looked_at(abel, shot="remark")
    abel.types("Remark", "Who pays the interpreter?")
    abel.taps("Send the remark")
    return found


def reads_every_page(nils, draft):
    found = set()
    editions = ("compare/?before=1&after=now", "editions/", "editions/1/")
    for page in (*editions, "coverage/", "terms/", "set-aside/"):
        nils.goes(f"{draft}{page}")
        found |= looked_at(nils, shot=page.replace("/", "_").partition("?")[0])
    nils.goes(draft.replace("/partnerships/", "/es/partnerships/"))
    found |= looked_at(nils, shot="spanish")
    nils.page.get_by_role("link", name=re.compile("^Todo lo que se dijo de él")).first.click()
    return found | looked_at(nils, shot="passage")


def agree_and_leave(nils, abel, draft):
    """Both fill in what is left and agree; then the demo is put back as it was."""
    fill_in(nils, draft)
    agree(draft, nils, abel)
    abel.reads("It waits to be signed.")
    abel.taps("Take it back to writing")
    abel.taps("Set this draft aside")
    abel.taps("Set it aside")
    abel.reads("set aside")
