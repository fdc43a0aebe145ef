"""A PostgreSQL of our own: private folder, localhost only, passwords, checksums, never root."""

import os
import secrets
import shlex
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from alongside.config.start.binaries import Binaries, choose
from alongside.config.start.folder import NOBODY, check_reach, prepare_folder, taking_turns
from alongside.config.start.problems import CannotStart
from alongside.config.start.roles import entered_by

DATABASE = "alongside"
OWNER = "alongside_owner"
LOCALE = "C.UTF-8" if sys.platform == "linux" else "en_US.UTF-8"
# What a statement or a row says never reaches the server's log: no statement, no value, no address.
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "log_statement": "none",
    "log_min_error_statement": "panic",
    "log_min_duration_statement": "-1",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_connections": "off",
    "track_activities": "off",  # one session cannot see what another asks
    "log_line_prefix": "%m ",
}


def start_private(folder: Path, *, port: int = 0, settings: dict[str, str] | None = None) -> str:
    """Start the cluster in `folder`, made at first use; the address of the database's owner.

    Port 0 takes a free one. A cluster that already runs is used as it is.
    """
    folder = folder.resolve()
    data = folder / "postgres"
    prepare_folder(folder)
    check_reach(folder)
    with taking_turns(folder):
        binaries = choose(folder)
        if not (data / "PG_VERSION").exists():
            create(binaries, folder)
        if not is_running(folder):
            launch(binaries, data, port or free_port(), settings or {})
        return prepare_owner(folder, port_of(data))


def stop(folder: Path) -> None:
    """Stop the cluster in `folder` if it runs: what was committed is on the disk."""
    folder = folder.resolve()
    if not is_running(folder):
        return
    binaries, data = choose(folder), folder / "postgres"
    for mode in ("fast", "immediate"):
        asked = run(binaries, "pg_ctl", "-D", data, "-m", mode, "-w", "-t", "2", "stop")
        if asked.returncode == 0:
            return


def create(binaries: Binaries, folder: Path) -> None:
    """Make the cluster under another name first, so that half a one is never taken for whole."""
    password = folder / "postgres.password"
    password.touch(mode=0o600)
    password.write_text(secrets.token_urlsafe(24))
    fresh = folder / "postgres.part"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    if os.geteuid() == 0:
        os.chown(password, NOBODY, NOBODY)
        os.chown(fresh, NOBODY, NOBODY)
    made = run(
        binaries, "initdb", "-D", fresh, "-U", "postgres", "-A", "scram-sha-256",
        f"--pwfile={password}", "-E", "UTF8", f"--locale={LOCALE}", "--data-checksums",
        "--no-instructions",
    )  # fmt: skip
    if made.returncode != 0:
        raise CannotStart(sentence_for(made.stderr, "PostgreSQL could not make its files"))
    fresh.rename(folder / "postgres")


def launch(binaries: Binaries, data: Path, port: int, settings: dict[str, str]) -> None:
    wanted = {**SETTINGS, **settings, "port": str(port)}
    options = shlex.join(part for name in wanted for part in ("-c", f"{name}={wanted[name]}"))
    log = data / "log"
    log.unlink(missing_ok=True)
    started = run(
        binaries, "pg_ctl", "-D", data, "-w", "-t", "120", "-l", log, "-o", options, "start"
    )
    if started.returncode != 0:
        said = log.read_text(errors="replace") if log.exists() else ""
        raise CannotStart(sentence_for(said, "PostgreSQL did not start"))


def run(binaries: Binaries, program: str, *arguments: Any) -> subprocess.CompletedProcess[str]:
    """Run one of PostgreSQL's programs, as nobody when we are root."""
    drop: dict[str, Any] = {}
    if os.geteuid() == 0:
        drop = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
    environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"}
    return subprocess.run(
        [binaries.folder / program, *arguments],
        cwd="/",
        env=environment,
        stdin=subprocess.DEVNULL,
        # Files, not pipes: the server keeps them open as long as it lives.
        stdout=subprocess.DEVNULL if program == "pg_ctl" else subprocess.PIPE,
        stderr=subprocess.DEVNULL if program == "pg_ctl" else subprocess.PIPE,
        text=True,
        check=False,
        start_new_session=True,  # a Ctrl-C is for us; we then stop the server in order
        **drop,
    )


def sentence_for(said: str, what: str) -> str:
    """What PostgreSQL said, as one sentence."""
    if "No space left on device" in said:
        return f"{what}: the disk is full. Make room, or set DATA_DIR to a folder elsewhere."
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    bad = [line for line in lines if "FATAL" in line or "error:" in line] or lines
    return f"{what}: {bad[-1] if bad else 'it did not say why'}."


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def forget_the_dead(data: Path) -> None:
    """Remove the mark of a server that was killed, also when another program now has its number."""
    mark = data / "postmaster.pid"
    if mark.exists() and not is_server(mark.read_text().partition("\n")[0], data):
        mark.unlink()


def is_server(pid: str, data: Path) -> bool:
    """Whether the process of that number serves this folder; a killed one may linger, nameless."""
    if not pid.isdecimal():
        return False
    if Path("/proc/self").exists():
        command = Path("/proc", pid, "cmdline")
        return command.exists() and str(data) in command.read_text()
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    return True


def is_running(folder: Path) -> bool:
    data = folder.resolve() / "postgres"
    forget_the_dead(data)
    return (data / "postmaster.pid").exists()


def port_of(data: Path) -> int:
    return int((data / "postmaster.pid").read_text().splitlines()[3])


def prepare_owner(folder: Path, port: int) -> str:
    """The owner makes databases and roles but is no superuser, as on a server run by others."""
    word = (folder / "postgres.password").read_text()
    place = f"postgresql://@127.0.0.1:{port}/postgres"
    with psycopg.connect(entered_by(place, "postgres", word), autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [OWNER]).fetchone():
            connection.execute(
                sql.SQL("CREATE ROLE {} LOGIN CREATEDB CREATEROLE PASSWORD {}").format(
                    sql.Identifier(OWNER), sql.Literal(word)
                )
            )
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
        if not known.fetchone():
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(
                    sql.Identifier(DATABASE), sql.Identifier(OWNER)
                )
            )
    return entered_by(f"postgresql://@127.0.0.1:{port}/{DATABASE}", OWNER, word)
