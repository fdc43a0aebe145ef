"""A letter from the first step to the last, and how it is read."""

import re

WORDS = {
    "name": "Xóchitl Quetzalmoor",
    "how": "Only at the laundromat on Ibex Street, Tuesdays before noon; say you are from the library",
    "needs": "A crib that folds, and a way to the courthouse that avoids Marigold Avenue",
    "happened": "He took the kestrel-blue phone and hid it in the piano",
}
BACK = {
    "name": "Philippa Nightjarling",
    "needs": "Iron tablets, the ones without wintergreen, and somebody to look at the left wrist",
    "how": "By the side door of the botanical garden, Thursdays",
}


FORM = {
    "In which language": "Spanish",
    "How it was explained": "In person",
    "Interpreter": "Bilingual staff",
    "Who signed": "The survivor",
    "How it was signed": "On paper",
}


def permits(someone, *items, urgency="Today", purpose="To get an advocate's help"):
    """The permission step, with the signed form on paper."""
    someone.chooses("How to connect", "Letter for a call back, by safe contact")
    someone.chooses("What for", purpose)
    for question, answer in FORM.items():
        someone.chooses(question, answer)
    someone.chooses(urgency)
    someone.chooses("No")
    for item in items:
        someone.chooses(item)
    someone.chooses("What for", "To get an advocate's help")
    someone.chooses("How it was explained", "In person")
    someone.chooses("In which language", "English")
    someone.chooses("Interpreter", "None needed")
    someone.chooses("Who signed", "The survivor")
    someone.chooses("How it was signed", "On paper")
    someone.chooses("On paper, in our file")
    someone.page.get_by_label(re.compile("^They know that saying no")).check()
    someone.taps("Go on")


def writes(someone, words):
    """The step of words; ends before it is checked."""
    page = someone.page
    someone.types("The name they want to be called", words["name"])
    someone.chooses("May they reach out?", "Only in this way")
    someone.types("How, when, what to say, what never to do", words["how"])
    own_words = page.get_by_label("In the person's own words where you can; no more than is needed")
    own_words.and_(page.locator(":visible")).first.fill(words["needs"])
    if "happened" in words:
        own_words.and_(page.locator(":visible")).nth(1).fill(words["happened"])


def checks_and_seals(someone):
    someone.taps("Go on")
    someone.reads("Step 3 of 4")
    someone.taps("Yes, seal it")
    someone.reads("Step 4 of 4")


def sends(someone):
    someone.taps("Send")
    someone.page.wait_for_url(re.compile(r"/referrals/[0-9a-f-]{36}/$"))
    return someone.page.url


def phrase_on(someone):
    """The two words that name the letter of this page."""
    return someone.page.locator("main h1").inner_text()


def opened_by(someone):
    """What the page shows of the letter, item by item, after the button and the six words."""
    someone.taps("Open the letter")
    someone.unlocks()
    page = someone.page
    page.locator("[data-panel=open] [data-open]").wait_for(state="visible")
    terms = page.locator("[data-panel=open] dt").all_inner_texts()
    return dict(zip(terms, page.locator("[data-panel=open] dd").all_inner_texts(), strict=True))
