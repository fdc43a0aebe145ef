"""What kind of file a scan is, found by its content and not by its name."""

import zlib
from io import BytesIO

from django.utils.translation import gettext as _

from alongside.lib.damage import DAMAGED
from alongside.partnerships.models import Media

PNG, CHUNK = b"\x89PNG\r\n\x1a\n", 12  # length, kind and checksum around what a chunk holds


class NoScan(ValueError):
    """A sentence for whoever chose the file."""


def media_of(content: bytes) -> Media:
    """PDF, JPEG or PNG, read as far as to know that it is whole; NoScan with a sentence otherwise."""
    if content.startswith(b"%PDF-") and is_pdf(content):
        return Media.PDF
    if content.startswith(b"\xff\xd8\xff") and content.rstrip(b"\0").endswith(b"\xff\xd9"):
        return Media.JPEG
    if content.startswith(PNG) and is_png(content):
        return Media.PNG
    raise NoScan(_("This is no whole PDF, JPEG or PNG. Scan it again, or save it as a PDF."))


def is_pdf(content: bytes) -> bool:
    """Whether it can be opened without a password and has a page."""
    from pypdf import PdfReader  # noqa: PLC0415 - loaded when needed
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    try:
        reader = PdfReader(BytesIO(content), strict=False)
        return not reader.is_encrypted and len(reader.pages) > 0
    except (PyPdfError, *DAMAGED):
        return False


def is_png(content: bytes) -> bool:
    """Whether its chunks follow each other to the end, each with its checksum (PNG, 5.3)."""
    at = len(PNG)
    while at + CHUNK <= len(content):
        length = int.from_bytes(content[at : at + 4])
        kind, end = content[at + 4 : at + 8], at + CHUNK + length
        told = content[end - 4 : end]
        if end > len(content) or zlib.crc32(content[at + 4 : end - 4]).to_bytes(4) != told:
            return False
        if kind == b"IEND":
            return True
        at = end
    return False
