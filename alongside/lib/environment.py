"""What the surroundings say. A missing or malformed value means no start."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


def text(name: str, default: str | None = None) -> str:
    """The value of `name`, or the content of the file that `name_FILE` points to."""
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text().strip()
    value = os.environ.get(name, default)
    if value is None:
        raise SystemExit(f"{name} is not set. Set it, or {name}_FILE to a file that holds it.")
    return value


def flag(name: str) -> bool:
    """Whether `name` is switched on: 1, or 0 when absent."""
    value = os.environ.get(name, "0")
    if value not in {"0", "1"}:
        raise SystemExit(f"{name} is {value!r}. Set it to 0 or 1.")
    return value == "1"


def number(name: str, default: int) -> int:
    """A whole number from 0 up."""
    value = os.environ.get(name, str(default))
    if not value.isdecimal():
        raise SystemExit(f"{name} is {value!r}. Set it to a whole number.")
    return int(value)


def database(url: str) -> dict[str, Any]:
    """Django's settings for a PostgreSQL address such as postgres://person:word@host:5432/name."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise SystemExit("A database address looks like postgres://person:word@host:5432/name.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
    }
