"""Reading a page as a browser would: elements, their attributes and what they lie in."""

from dataclasses import dataclass
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}


@dataclass(frozen=True)
class Element:
    tag: str
    attributes: dict
    ancestors: tuple


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.inside, self.found = [], []

    def handle_starttag(self, tag, attrs):
        self.found.append(Element(tag, dict(attrs), tuple(self.inside)))
        if tag not in VOID:
            self.inside.append(tag)

    def handle_endtag(self, tag):
        while self.inside and self.inside.pop() != tag:
            pass


def read(page):
    reader = Reader()
    reader.feed(page)
    return reader.found


def elements(page, attribute):
    """Every element that carries an attribute."""
    return [one for one in read(page) if attribute in one.attributes]


def text_fields(page, *, inside):
    """Named fields inside a form into which words could be typed."""
    typed = {"text", "search", "email", "tel", "url", "password"}
    return [
        one
        for one in read(page)
        if inside in one.ancestors
        and "name" in one.attributes
        and (one.tag == "textarea" or (one.tag == "input" and one.attributes.get("type") in typed))
    ]
