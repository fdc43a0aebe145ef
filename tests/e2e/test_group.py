"""A partnership of four votes, in four browsers; and a partner who has none."""

from tests.e2e import barriers


def propose(nils):
    """Nils asks everybody there is; the address of the group."""
    nils.goes("/partnerships/")
    nils.taps("Propose a group")
    nils.types("What the group is called", "Lake County response team")
    nils.types("What it is for", "Somebody answers within the hour.")
    assert barriers.on(nils.page) == []
    for box in nils.page.get_by_role("checkbox").all():
        box.check()
    nils.taps("Propose")
    nils.reads("It begins when three members have joined.")
    group = nils.page.url.partition(nils.server.address)[2]
    for page in ("invite/", "leave/"):
        assert barriers.on(nils.goes(group + page)) == []
    return group


def join(someone):
    someone.goes("/partnerships/")
    someone.taps("Lake County response team")
    someone.reads("Your organization is asked to join this group.")
    assert barriers.on(someone.page) == []
    someone.taps("Join")
    someone.reads("Whom to call")


def ask(nils, group):
    nils.goes(group)
    assert barriers.on(nils.page) == []
    nils.taps("Ask the members")
    assert barriers.on(nils.page) == []
    nils.types("What you ask", "Shall we meet on the first Monday?")
    nils.chooses("More than half of all members say yes (majority)")
    nils.taps("Ask")
    nils.reads("Open. The last day to vote is")


def vote(someone, group, choice):
    page = someone.goes(f"{group}questions/")
    with page.expect_navigation():
        page.get_by_role("button", name=choice).first.click()


def test_four_organizations_form_a_group_and_vote(signed_in):
    nils, abel, mallory, hope = map(signed_in, ("Nils", "Abel", "Mallory", "Hope"))
    group = propose(nils)
    for someone in (abel, mallory, hope):
        join(someone)
    ask(nils, group)
    for someone, choice in ((nils, "Yes"), (abel, "No"), (mallory, "Yes"), (hope, "Abstain")):
        vote(someone, group, choice)

    nils.goes(f"{group}questions/")
    nils.reads("Not passed: too few said yes. Yes: 2. No: 1. Abstained: 1. Did not vote: 0.")
    nils.reads("Harbor House: no")
    assert barriers.on(nils.page) == []
    assert [someone.troubles for someone in (nils, abel, mallory, hope)] == [[], [], [], []]


def test_a_partner_without_an_account_is_noted(signed_in):
    nils = signed_in("Nils")
    nils.goes("/partnerships/")
    nils.taps("Add one without an account")
    assert barriers.on(nils.page) == []
    nils.types("Name", "First Church")
    nils.types("Phone", "312 555 0142")
    nils.taps("Save")
    nils.taps("Change")
    assert barriers.on(nils.page) == []
    nils.types("Contact", "Pastor Lee")
    nils.taps("Save")
    nils.taps("We spoke today")
    nils.reads("Noted by Nils.")
    assert barriers.on(nils.page) == []
    nils.taps("Archive")
    nils.taps("Bring it back")
    nils.reads("Last spoken on")
    nils.taps("All partners")
    assert barriers.on(nils.page) == []
