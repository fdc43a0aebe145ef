"""What is left of somebody's words anywhere the server can reach: in tables, files, logs and requests."""

import base64
import json
import os
import re
import subprocess
import zlib
from urllib.parse import quote, quote_plus

import psycopg

from alongside.config.start import binaries
from alongside.config.start.folder import NOBODY

ADDRESS = re.compile(
    rb"(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d.])"
)
# The server says once, at its own start, where it listens; that is nobody's address.
LISTENS = re.compile(rb".*listening on IPv4 address.*")


def of_words(server, words, *, sent):
    """Where any of these words can be found, as written or in another spelling."""
    return found(words, places(server, sent))


def found(words, places):
    spelled = {spelling: word for word in words for spelling in spellings(word)}
    return sorted(
        {
            f"{spelled[spelling]!r} in {place}"
            for place, content in places
            for spelling in spelled
            if spelling in content
        }
    )


def of_addresses(server, *, sent):
    """Where an IP address of anybody's is kept."""
    kept = [("requests", sent), ("log", server.log().encode()), *dumps(server)]
    kept += [("PostgreSQL's log", LISTENS.sub(b"", log_of_postgres(server))), *sessions(server)]
    return sorted(
        {
            f"{found.decode()} in {place}"
            for place, content in kept
            for found in ADDRESS.findall(content)
        }
    )


def spellings(word):
    """As written, in base64 at each of its three offsets, in hex, in an address, in JSON."""
    raw = word.encode()
    yield raw
    yield from (quote(word).encode(), quote_plus(word).encode(), raw.hex().encode())
    yield json.dumps(word)[1:-1].encode()
    for offset in range(3):
        whole = base64.b64encode(b"\0" * offset + raw)
        inner = whole[(0, 2, 3)[offset] : len(whole) // 4 * 4 - 4]
        yield inner
        yield inner.replace(b"+", b"-").replace(b"/", b"_")


def places(server, sent):
    yield "requests", sent
    yield "log", server.log().encode()
    yield from dumps(server)
    yield from files(server)


def superuser(server):
    word = (server.folder / "postgres.password").read_text()
    return f"postgresql://postgres:{word}@127.0.0.1:{port(server)}/alongside"


def port(server):
    return (server.folder / "postgres" / "postmaster.pid").read_text().splitlines()[3]


def asked(server, statement, *values):
    """What the tables say, whatever walls stand before them."""
    with psycopg.connect(superuser(server)) as connection:
        cursor = connection.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def dumps(server):
    """Every row of every table as the superuser sees it, and what pg_dump makes, where there is one."""
    with psycopg.connect(superuser(server)) as connection:
        found = connection.execute(
            "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
            " WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
        ).fetchall()
        for [table] in found:
            with connection.cursor().copy(f"COPY {table} TO STDOUT") as rows:
                yield f"table {table}", b"".join(bytes(row) for row in rows)
    tool = binaries.choose(server.folder).folder / "pg_dump"
    if tool.exists():
        yield "pg_dump", dumped(tool, superuser(server))
        kept = dumped(tool, superuser(server), "--exclude-table-data=referrals_letter")
        yield "pg_dump without letters", kept


def dumped(tool, url, *options):
    drop = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
    done = subprocess.run([tool, *options, url], capture_output=True, cwd="/", check=True, **drop)
    return done.stdout


def sessions(server):
    """Sessions and remembered attempts lie in the tables in a spelling of their own."""
    with psycopg.connect(superuser(server)) as connection:
        for [data] in connection.execute("SELECT session_data FROM django_session"):
            yield "a session", unpacked(data.split(":")[0])
        for [value] in connection.execute("SELECT value FROM site_cache"):
            yield "the cache", base64.b64decode(value)


def unpacked(data):
    raw = base64.urlsafe_b64decode(
        data.removeprefix(".") + "=" * (-len(data.removeprefix(".")) % 4)
    )
    return zlib.decompress(raw) if data.startswith(".") else raw


def files(server):
    """Every file that the server writes: tables, their log of changes, what was printed."""
    with psycopg.connect(superuser(server), autocommit=True) as connection:
        connection.execute("CHECKPOINT")
    for file in sorted(server.folder.rglob("*")):
        if file.is_file() and "binaries" not in file.parts:
            yield f"file {file.relative_to(server.folder)}", file.read_bytes()


def log_of_postgres(server):
    return (server.folder / "postgres" / "log").read_bytes()
