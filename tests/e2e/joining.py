"""How somebody comes to work at an organization."""

from tests.codes import shown_for_a_while
from tests.e2e import barriers

PASSWORD = "a long and quiet word"


def invites(someone, email, role):
    """The link that the page shows once."""
    someone.goes("/people/invite/")
    someone.types("Work e-mail", email)
    someone.chooses(role)
    someone.taps("Send the invitation")
    return someone.page.locator("main code").inner_text()


def joins(someone, link, email, name):
    """By the link, with a name, a password and an authenticator app."""
    page = someone.goes(link)
    assert barriers.on(page) == []
    someone.types("Your name", name)
    someone.types("Choose a password", PASSWORD)
    someone.taps("Join")
    someone.types("Work e-mail", email)
    someone.types("Password", PASSWORD)
    someone.taps("Sign in")
    secret = page.locator("main strong").inner_text()
    assert barriers.on(page) == []
    page.get_by_role("textbox").fill(shown_for_a_while(secret))
    someone.taps("Set it up")
    page.wait_for_url("**/recovery-codes/**")
    assert barriers.on(page) == []
