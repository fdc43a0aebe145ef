"""Whether a server gives browsers the sealing module that this code builds: looked at from outside."""

import hashlib
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

from alongside.config.start.problems import CannotStart

KNOWN = Path(__file__).parents[2] / "frontend" / "sealing.sha256"
LARGEST = 5 * 2**20  # bytes: a module is far smaller


def altered(address: str) -> list[str]:
    """Files at `address` (https, or http on this machine) whose SHA-256 is not the committed one."""
    parts = urlsplit(address)
    if parts.scheme != "https" and parts.hostname not in {"localhost", "127.0.0.1"}:
        raise CannotStart("Give an address that begins with https://")
    wanted = [line.split() for line in KNOWN.read_text().splitlines()]
    return [name for digest, name in wanted if served(address, name) != digest]


def served(address: str, name: str) -> str:
    """The SHA-256 of one file, fetched as a browser does: by the name its pages ask for."""
    begins = address.rstrip("/")
    try:
        with urlopen(f"{begins}/static/{name}", timeout=20) as answer:  # noqa: S310 - scheme checked above
            return hashlib.sha256(answer.read(LARGEST)).hexdigest()
    except URLError as problem:
        raise CannotStart(f"{begins} could not be read: {problem.reason}.") from None
