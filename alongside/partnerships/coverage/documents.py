"""The text of a document: TXT, Markdown, DOCX or PDF. A scan has none, and says so."""

import logging
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Literal

import docx
import docx.table
import pypdf
from django.utils.translation import gettext as _
from docx.opc.exceptions import PackageNotFoundError
from lxml.etree import XMLSyntaxError
from pypdf.errors import PyPdfError

from alongside.lib.damage import DAMAGED

LARGEST_FILE = 20_000_000  # bytes
LONGEST_TEXT = 400_000  # characters: some 150 pages
MOST_PAGES = 300
CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1f\x7f]")  # no text has many of these
# Bytes a DOCX may unpack to: its tree takes twenty times as much memory.
LARGEST_INSIDE = 10_000_000
PDF, ZIP = b"%PDF-", b"PK\x03\x04"  # how these files begin
NO_DOCX = (zipfile.BadZipFile, PackageNotFoundError, XMLSyntaxError, KeyError, ValueError)

# What pypdf mends on the way is of no use to whoever gave the file.
logging.getLogger("pypdf").setLevel(logging.ERROR)


class Unreadable(Exception):
    """A sentence for whoever gave the file."""


def text_of(file: Path) -> str:
    """What a file says; Unreadable with a sentence where nothing can be read."""
    if file.stat().st_size > LARGEST_FILE:
        raise Unreadable(_("This file is larger than 20 MB."))
    return text_in(file.read_bytes())


def text_in(content: bytes) -> str:
    """The same for a file that is only in memory."""
    if not content:
        raise Unreadable(_("This file is empty."))
    if content.startswith(PDF):
        text = of_pdf(content)
    elif content.startswith(ZIP):
        text = of_docx(content)
    else:
        text = of_plain(content)
    if not any(letter.isalpha() for letter in text):
        raise Unreadable(_("There is no text in this file. A scan has to be read by OCR first."))
    if len(text) > LONGEST_TEXT:
        raise Unreadable(_("This text is longer than 400,000 characters. Is it one agreement?"))
    return text


def format_of(content: bytes) -> Literal["pdf", "docx"]:
    """What a document is, by its content and not by its name; Unreadable where it is neither PDF nor DOCX."""
    if content.startswith(PDF):
        opened(content)
        return "pdf"
    if content.startswith(ZIP):
        unpacked(content)
        return "docx"
    raise Unreadable(_("This is no PDF and no DOCX."))


def of_plain(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if b"\x00" in content or len(CONTROL.findall(content)) > len(content) / 100:
        raise Unreadable(_("This is no TXT, MD, DOCX or PDF."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def of_pdf(content: bytes) -> str:
    try:
        pages = [page.extract_text() for page in opened(content).pages]
    except (PyPdfError, *DAMAGED) as error:
        raise Unreadable(_("This PDF is damaged and cannot be read.")) from error
    if sum(map(len, pages)) < 20 * len(pages):
        raise Unreadable(_("There is no text in this PDF. A scan has to be read by OCR first."))
    return "\n".join(pages)


def opened(content: bytes) -> pypdf.PdfReader:
    try:
        reader = pypdf.PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable(_("This PDF is locked by a password."))
        if len(reader.pages) > MOST_PAGES:
            raise Unreadable(_("This PDF has more than 300 pages. Is it one agreement?"))
    except (PyPdfError, *DAMAGED) as error:
        raise Unreadable(_("This PDF is damaged and cannot be read.")) from error
    return reader


def of_docx(content: bytes) -> str:
    try:
        return "\n".join(lines(unpacked(content)))
    except NO_DOCX as error:
        raise Unreadable(_("This is no DOCX, or a damaged one.")) from error


def unpacked(content: bytes) -> docx.document.Document:
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            if sum(one.file_size for one in packed.infolist()) > LARGEST_INSIDE:
                raise Unreadable(
                    _(
                        "This DOCX unpacks to more than 10 MB. Take out its pictures, or save it as a PDF."
                    )
                )
        return docx.Document(BytesIO(content))
    except NO_DOCX as error:
        raise Unreadable(_("This is no DOCX, or a damaged one.")) from error


def lines(document: docx.document.Document) -> Iterator[str]:
    """Paragraphs and tables in their order; Word keeps the marks of lists and headings apart from the words."""
    names = {style.style_id: style.name or "" for style in document.styles}
    for block in document.iter_inner_content():
        if isinstance(block, docx.table.Table):
            yield ""
            for row in block.rows:
                yield " | ".join(" ".join(cell.text.split()) for cell in row.cells)
            yield ""
            continue
        style = names.get(block._p.style or "", "")
        if style.startswith(("Heading", "Title")):
            yield f"\n## {block.text}\n"
        else:
            listed = style.startswith("List") or bool(
                block._p.pPr is not None and block._p.pPr.numPr is not None
            )
            yield f"- {block.text}" if listed and block.text.strip() else f"{block.text}\n"
