"""The text of a document: TXT, Markdown, DOCX or PDF. A scan has none, and says so."""

import logging
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import docx.table
import pypdf
from docx.opc.exceptions import PackageNotFoundError
from lxml.etree import XMLSyntaxError
from pypdf.errors import PyPdfError

LARGEST_FILE = 20_000_000  # bytes
LONGEST_TEXT = 400_000  # characters: some 150 pages
MOST_PAGES = 300
LARGEST_INSIDE = 200_000_000  # bytes a DOCX may hold when it is unpacked


# What pypdf mends on the way is of no use to whoever gave the file.
logging.getLogger("pypdf").setLevel(logging.ERROR)


class Unreadable(Exception):
    """A sentence for whoever gave the file."""


def text_of(file: Path) -> str:
    """What a file says; Unreadable with a sentence where nothing can be read."""
    if file.stat().st_size > LARGEST_FILE:
        raise Unreadable("This file is larger than 20 MB.")
    content = file.read_bytes()
    if content.startswith(b"%PDF-"):
        text = of_pdf(file)
    elif content.startswith(b"PK\x03\x04"):
        text = of_docx(file)
    else:
        text = of_plain(content)
    if not any(letter.isalpha() for letter in text):
        raise Unreadable("There is no text in this file. A scan has to be read by OCR first.")
    if len(text) > LONGEST_TEXT:
        raise Unreadable("This text is longer than 400,000 characters. Is it one agreement?")
    return text


def of_plain(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if b"\x00" in content:
        raise Unreadable("This is no TXT, MD, DOCX or PDF.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def of_pdf(file: Path) -> str:
    try:
        reader = pypdf.PdfReader(file)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("This PDF is locked by a password.")
        if len(reader.pages) > MOST_PAGES:
            raise Unreadable("This PDF has more than 300 pages. Is it one agreement?")
        pages = [page.extract_text() for page in reader.pages]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Unreadable("This PDF is damaged and cannot be read.") from error
    if sum(map(len, pages)) < 20 * len(pages):
        raise Unreadable("There is no text in this PDF. A scan has to be read by OCR first.")
    return "\n".join(pages)


def of_docx(file: Path) -> str:
    try:
        with zipfile.ZipFile(file) as packed:
            if sum(one.file_size for one in packed.infolist()) > LARGEST_INSIDE:
                raise Unreadable("This DOCX is too large when it is unpacked.")
        return "\n".join(lines(docx.Document(str(file))))
    except (
        zipfile.BadZipFile,
        PackageNotFoundError,
        XMLSyntaxError,
        KeyError,
        ValueError,
    ) as error:
        raise Unreadable("This is no DOCX, or a damaged one.") from error


def lines(document: docx.document.Document) -> Iterator[str]:
    """Paragraphs and tables in their order; Word keeps the marks of lists and headings apart from the words."""
    for block in document.iter_inner_content():
        if isinstance(block, docx.table.Table):
            yield ""
            for row in block.rows:
                yield " | ".join(" ".join(cell.text.split()) for cell in row.cells)
            yield ""
            continue
        style = (block.style.name or "") if block.style else ""
        if style.startswith(("Heading", "Title")):
            yield f"\n## {block.text}\n"
        else:
            listed = style.startswith("List") or bool(
                block._p.pPr is not None and block._p.pPr.numPr is not None
            )
            yield f"- {block.text}" if listed and block.text.strip() else f"{block.text}\n"
