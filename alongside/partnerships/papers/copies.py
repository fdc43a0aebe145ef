"""Copies of an agreement to read, in either language: a PDF, certified as made here, and a DOCX for counsel."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings

from alongside.lib.typesetting import typeset
from alongside.partnerships.models import Wording
from alongside.partnerships.papers.authority import Identity, identity_of
from alongside.partnerships.papers.told import told

TEMPLATE = Path(__file__).with_name("agreement.typ")


def text_as_pdf(wording: Wording, language: str, *, as_signed: bool = False) -> bytes:
    """A tagged PDF (PDF/UA-1) that nobody has signed."""
    return typeset(TEMPLATE, told(wording, language, as_signed=as_signed), language)


def copy_as_pdf(wording: Wording, language: str) -> bytes:
    """To read: with who signed when, certified by the installation, without room for signatures."""
    return certify(text_as_pdf(wording, language, as_signed=True), [])


def certify(pdf: bytes, places: list[tuple[str, str]]) -> bytes:
    from alongside.partnerships.papers import certifying  # noqa: PLC0415 - loaded when needed

    return certifying.certified(pdf, places, installation())


def certify_given(pdf: bytes, places: list[tuple[str, str]]) -> bytes | None:
    """The same for a PDF that somebody gave; nothing where it takes no signature as it is."""
    from alongside.partnerships.papers import certifying  # noqa: PLC0415 - loaded when needed

    try:
        return certifying.certified_as_it_came(pdf, places, installation())
    except certifying.Unsignable:
        return None


def installation() -> Identity:
    return identity_of("Alongside", settings.PUBLIC_HOST)


def copy_as_docx(wording: Wording, language: str) -> bytes:
    """For counsel: the words with headings and numbers, to mark up in a word processor."""
    from docx import Document  # noqa: PLC0415 - loaded when needed

    said, document = told(wording, language, as_signed=True), Document()
    document.core_properties.title = said["title"]
    document.core_properties.language = language
    document.add_heading(said["title"], 0)
    lines(document, [said["kind"], *said["about"]])
    for heading, style, body in parts_of(said):
        document.add_heading(heading, 1)
        lines(document, body, style=style)
        if heading == said["words"]["text"]:
            clauses(document, said["clauses"])
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def parts_of(said: dict[str, Any]) -> Iterator[tuple[str, str | None, list[str]]]:
    """Each part with its heading, the style of its lines, and the lines."""
    words = said["words"]
    parties = [f"{one['name']} ({one['kind']})" for one in said["parties"]]
    yield words["parties"], "List Bullet", parties
    yield words["text"], None, said["document"]
    if said["bounds"]:
        yield words["bounds"], "List Bullet", said["bounds"]
    known = [f"{one['name']}: {one['said']}" for one in said["fingerprints"]]
    yield words["fingerprints"], None, known
    blank = f"{words['signature']}: ____________   {words['day']}: ____________"
    signed: list[str] = []
    for one in said["signers"]:
        who = f"{one['name']}, {one['title']}, {one['organization']}"
        signed += [who, one["signed"] or blank]
    yield words["signatures"], None, signed


def clauses(document: Any, said: list[dict[str, Any]]) -> None:
    for number, clause in enumerate(said, 1):
        document.add_heading(f"{number}. {clause['title']}", 2)
        lines(document, clause["text"])


def lines(document: Any, said: Iterable[str], style: str | None = None) -> None:
    for line in said:
        document.add_paragraph(line, style=style)
