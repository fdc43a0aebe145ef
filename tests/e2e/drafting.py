"""Writing an agreement, as people do it on its pages."""

import re


def press(someone, act, of):
    """The button or link of one passage: what it is of is said to those who hear the page."""
    name = re.compile(rf"^{act}\s*: {re.escape(of)}")
    main = someone.page.locator("main")
    main.get_by_role("link", name=name).or_(main.get_by_role("button", name=name)).first.click()


def starts(nils, first="2027-01-01", last="2027-12-31"):
    nils.goes("/partnerships/")
    nils.taps("Harbor House")
    nils.taps("Start a draft from our clauses")
    nils.types("The first day", first)
    nils.types("The last day", last)
    nils.taps("Start the draft")
    nils.reads("Your side's turn to write")
    return nils.page.url


def writes(nils, draft, title, text):
    """Changes a passage on its own page."""
    nils.goes(draft)
    press(nils, "Change", title)
    nils.types("Text", text)
    nils.taps("Save")
    nils.reads(text)


def fill_in(someone, draft):
    """Whatever is still to be filled in."""
    someone.goes(draft)
    blank = someone.page.locator("#blanks ~ ul a")
    while blank.count():
        title = blank.first.inner_text()
        writes(someone, draft, title, f"{title}, as we settled it.")
        someone.goes(draft)


def agree(draft, *people):
    """Everybody to exactly this text."""
    for someone in people:
        someone.goes(draft)
        someone.taps("We agree to this text")
