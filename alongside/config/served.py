"""Whether a server gives browsers the sealing module that this code builds: looked at from outside."""

import hashlib
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path
from urllib.parse import urlsplit

from alongside.config.start.problems import CannotStart

KNOWN = Path(__file__).parents[2] / "frontend" / "sealing.sha256"
LARGEST = 5 * 2**20  # bytes: a module is far smaller
TIMEOUT = 20  # seconds
HERE = {("http", "localhost"), ("http", "127.0.0.1")}


def altered(address: str) -> list[str]:
    """Files at `address` (https, or http on this machine) whose SHA-256 is not the committed one."""
    parts = urlsplit(address)
    if parts.scheme != "https" and (parts.scheme, parts.hostname) not in HERE:
        raise CannotStart("Give an address that begins with https://")
    wanted = [line.split() for line in KNOWN.read_text().splitlines()]
    return [name for digest, name in wanted if not is_served(address, name, digest)]


def is_served(address: str, name: str, digest: str) -> bool:
    """Whether both are the committed file: the one by its plain name, and the one that pages ask for."""
    plain = fetched(address, name)
    if hashlib.sha256(plain).hexdigest() != digest:
        return False
    return fetched(address, name_on_pages(name, plain)) == plain


def name_on_pages(name: str, content: bytes) -> str:
    """Django's name for a static file that may be kept for ever: a piece of its MD5 stands in it."""
    stem, _dot, ending = name.rpartition(".")
    return f"{stem}.{hashlib.md5(content, usedforsecurity=False).hexdigest()[:12]}.{ending}"


def fetched(address: str, name: str) -> bytes:
    """One static file, from this very server: no other that it may point to."""
    parts = urlsplit(address)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    try:
        connection = kind(parts.hostname or "", parts.port, timeout=TIMEOUT)
        connection.request("GET", f"{parts.path.rstrip('/')}/static/{name}")
        answer = connection.getresponse()
        content = answer.read(LARGEST)
        connection.close()
    except (OSError, HTTPException) as problem:
        raise CannotStart(f"{address} could not be read: {problem}.") from None
    if answer.status != 200:
        raise CannotStart(f"{address} could not be read: {name} answers {answer.status}.")
    return content
