"""What a developer does: check, test, put right, measure."""

import os
import subprocess
import sys
from pathlib import Path

from alongside.config.start import chromium, debian, run
from alongside.config.start.frontend import BUILT
from alongside.config.start.locks import ROOT, install
from alongside.config.start.problems import CannotStart
from alongside.config.start.progress import say, step

BIN = Path(sys.executable).parent
# Values that only looking at the code needs: no database is asked, nothing is served.
PRETENDED = {
    "SECRET_KEY": "only for looking at the code, never for serving: 0123456789abcdef",
    "DATABASE_URL": "postgresql://nobody@localhost/nothing",
    "PUBLIC_URL": "https://alongside.example.org",
    "BEHIND_TLS": "1",
    "DJANGO_SETTINGS_MODULE": "alongside.config.settings",
}
DJANGO = (sys.executable, "-W", "ignore::RuntimeWarning", "-m", "django")
CHECKS = (
    (BIN / "ruff", "format", "--check", "."),
    (BIN / "ruff", "check", "."),
    (BIN / "mypy",),
    (BIN / "lint-imports", "--no-logo"),
    (sys.executable, "-m", "alongside", "check", "content"),
    (*DJANGO, "makemigrations", "--check", "--dry-run"),
    (*DJANGO, "check", "--deploy", "--fail-level", "WARNING"),
)
# By file and in order, so that what a file or a folder starts is started once.
TWO_AT_ONCE = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")
LOCKS = {
    "run": ("pyproject.toml",),
    "test": ("--group", "test", "-c", "requirements/run.lock"),
    "postgres": ("requirements/postgres.in", "--no-deps"),
    "node": ("requirements/node.in",),
}


def check() -> None:
    """Every look at the code; the first that fails ends it."""
    with step("Install what checking needs"):
        install("test")
    BUILT.mkdir(parents=True, exist_ok=True)  # settings name it; looking needs nothing in it
    for words in CHECKS:
        call(*words, environment=os.environ | PRETENDED)


def test(arguments: list[str]) -> None:
    """Everything, browser included."""
    with step("Find Chromium"):
        chromium.ensure()
    with step("Find what reads signatures in PDFs"):
        debian.find_or_install("pdfsig", "poppler-utils")
    prepare()
    call(BIN / "pytest", *TWO_AT_ONCE, *arguments)


def prepare() -> None:
    """What every run of tests begins with."""
    with step("Install what tests need"):
        install("test")
        install("postgres")
    run.build()
    check()


def quick() -> None:
    """What tells most in three minutes."""
    prepare()
    call(BIN / "pytest", *TWO_AT_ONCE, "-m", "not browser and not slow")


def fix() -> None:
    install("test")
    call(BIN / "ruff", "format", ".")
    call(BIN / "ruff", "check", "--fix", ".")


def words() -> None:
    """Translations brought to what the code says now."""
    install("test")
    from alongside.config.words import update_all

    for line in update_all():
        say(line)


def bench(name: str | None) -> None:
    """One measurement, or all in order of name."""
    install("test")
    found = sorted((ROOT / "bench").glob(f"{name or '*'}.py"))
    if not found:
        raise CannotStart(f"There is no bench/{name}.py.")
    for file in found:
        say(f"\n{file.stem}")
        call(sys.executable, file)


def lock() -> None:
    for name, asked in LOCKS.items():
        call(
            *("uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--no-header"),
            *("--python-version", "3.11", *asked, "-o", f"requirements/{name}.lock"),
        )


def call(*words: str | Path, environment: dict[str, str] | None = None) -> None:
    """Run one tool in the repository; its failure is ours."""
    try:
        done = subprocess.run(words, cwd=ROOT, env=environment, check=False)
    except FileNotFoundError:
        raise CannotStart(f"{words[0]} is not installed.") from None
    if done.returncode:
        raise SystemExit(done.returncode)
