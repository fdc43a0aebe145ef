"""What the environment says about this start: where, on which port, with whose database."""

import errno
import os
import secrets
import socket
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from alongside.config.start.folder import data_dir
from alongside.config.start.problems import CannotStart
from alongside.lib.environment import database, number, text

OTHER_PORT = "Set PORT to another number, such as PORT=8001."
HERE = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True)
class Surroundings:
    """`database_url` is empty when the database is a private one in `data`."""

    data: Path
    port: int
    listen: str
    public_url: str
    database_url: str

    @property
    def is_private(self) -> bool:
        """Only this machine can reach it, and its database is our own: the demo may be here."""
        return not self.database_url and self.is_local

    @property
    def is_local(self) -> bool:
        return self.host in HERE and self.listen in HERE

    @property
    def host(self) -> str:
        return urlsplit(self.public_url).hostname or ""


def read() -> Surroundings:
    """The surroundings; one sentence and no start when something in them is malformed."""
    port = number("PORT", 8000)
    public_url = text("PUBLIC_URL", f"http://localhost:{port}").rstrip("/")
    if urlsplit(public_url).scheme not in {"http", "https"} or not urlsplit(public_url).hostname:
        raise CannotStart("PUBLIC_URL looks like https://alongside.example.org.")
    if not 0 < port < 65536:
        raise CannotStart(f"PORT is {port}. Set it to a number from 1 to 65535.")
    database_url = text("DATABASE_URL", "")
    if database_url:
        database(database_url)
    listen = text("LISTEN", "127.0.0.1")
    return Surroundings(data_dir(), port, listen, public_url, database_url)


def check_port(here: Surroundings) -> None:
    """Nobody else may listen where we shall: a browser asks for localhost on IPv6 as well."""
    for name in (here.listen, "::1"):
        try:
            probe(name, here.port)
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise CannotStart(f"Port {here.port} is taken. {OTHER_PORT}") from None
            if error.errno == errno.EACCES:
                raise CannotStart(
                    f"Port {here.port} needs an administrator. {OTHER_PORT}"
                ) from None
            if name == here.listen:
                raise CannotStart(f"Nothing can listen on {name}: {error.strerror}.") from None


def probe(name: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in name else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        trial.bind((name, port))


def secret_key(here: Surroundings) -> str:
    """SECRET_KEY when given, else one made at first start and kept beside the data."""
    if given := text("SECRET_KEY", ""):
        return given
    kept = here.data / "secret_key"
    if not kept.exists():
        write_privately(kept, secrets.token_urlsafe(48))
    return kept.read_text()


def write_privately(path: Path, content: str) -> None:
    """Readable by its owner alone from the first byte, and whole or absent."""
    fresh = path.with_name(f"{path.name}.part")
    fresh.unlink(missing_ok=True)
    with open(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.rename(path)
