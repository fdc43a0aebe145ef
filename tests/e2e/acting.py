"""Somebody with a browser of their own: what they do, and every byte their browser sends."""

from dataclasses import dataclass, field
from typing import ClassVar

from alongside.config.start import screen

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
PATIENCE = 20_000  # milliseconds: unlocking takes a second, on a busy machine several


@dataclass
class Server:
    """A started Alongside with its demo, and what its people would know."""

    started: object
    people: dict = field(default_factory=dict)
    codes: dict = field(default_factory=dict)
    states: dict = field(default_factory=dict)

    def __post_init__(self):
        self.people = {person.name: person for person in screen.people(self.started.folder)}
        self.codes = {name: list(told.recovery_codes) for name, told in self.people.items()}

    @property
    def address(self):
        return f"http://localhost:{self.started.port}"

    @property
    def folder(self):
        return self.started.folder

    def log(self):
        return self.started.output.read_text()


class Somebody:
    """A browser with its own storage. Records what it asks for, and what goes wrong on its pages."""

    present: ClassVar = []

    def __init__(self, browser, server, name="", **options):
        self.server, self.name = server, name
        given = {"viewport": PHONE, "base_url": server.address, "service_workers": "block"}
        self.context = browser.new_context(**(given | options))
        self.context.set_default_timeout(PATIENCE)
        self.requests, self.troubles = [], []
        self.context.on("request", self.note)
        self.context.on("weberror", lambda error: self.troubles.append(str(error.error)))
        self.page = self.context.new_page()
        self.page.on("console", self.hear)
        self.present.append(self)

    def note(self, request):
        body = request.post_data_buffer or b""
        self.requests.append((request.method, request.url, body))

    def hear(self, message):
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.troubles.append(message.text)

    @property
    def told(self):
        return self.server.people[self.name]

    @property
    def bodies(self):
        """Everything this browser sent: addresses and bodies."""
        return b"\n".join(url.encode() + b"\n" + body for _method, url, body in self.requests)

    def sent_to(self, address):
        """The bodies this browser posted there."""
        return [
            body
            for method, url, body in self.requests
            if method == "POST" and url.endswith(address)
        ]

    def goes(self, address):
        self.page.goto(address)
        return self.page

    def signs_in(self):
        """With the password and a recovery code, as the screen of the demo says."""
        page = self.goes("/account/login/")
        self.types("Work e-mail", self.told.email)
        self.types("Password", self.told.password)
        self.taps("Sign in")
        page.wait_for_url("**/second-factor/**")
        page.get_by_role("textbox").fill(self.server.codes[self.name].pop())
        self.taps("Sign in")
        page.wait_for_url("**/today/")
        return self

    def unlocks(self, words=None):
        self.types("Your six words", words or self.told.passphrase)
        self.taps("Unlock")

    def types(self, label, words):
        visible = self.page.locator(":visible")
        self.page.locator("main").get_by_label(label).and_(visible).first.fill(words)

    def taps(self, name, within="main"):
        """A button or a link of exactly this name."""
        place = self.page.locator(within)
        button = place.get_by_role("button", name=name, exact=True)
        link = place.get_by_role("link", name=name, exact=True)
        button.or_(link).and_(self.page.locator(":visible")).first.click()

    def chooses(self, label, option=None):
        """A box or a round button by its words, or an option of a list."""
        if option is None:
            self.page.get_by_label(label, exact=True).check()
        else:
            self.page.get_by_label(label).select_option(label=option)

    def reads(self, words):
        visible = self.page.locator(":visible")
        self.page.locator("main").get_by_text(words).and_(visible).first.wait_for()

    def leaves(self):
        self.present.remove(self)
        self.context.close()

    def looks(self):
        """What is on the page, for whoever reads of a failure."""
        words = self.page.evaluate("document.body?.innerText")
        return f"{self.name or 'somebody'} at {self.page.url}\n{words}\n{self.troubles}"


def enter(browser, server, name, **options):
    """Somebody by name: signed in once, and met again with the same session and storage."""
    state = server.states.get(name)
    someone = Somebody(browser, server, name, storage_state=state, **options)
    if "/account/login/" in someone.goes("/today/").url:
        server.states[name] = someone.signs_in().context.storage_state()
    return someone
