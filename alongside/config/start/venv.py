"""Make .venv, with what is needed to run and a command of our own. Standard library only."""

import subprocess
import sys

from alongside.config.start.locks import ROOT, VENV, install
from alongside.config.start.problems import CannotStart
from alongside.config.start.progress import step

PYTHON = VENV / "bin" / "python"


def set_up() -> int | str:
    """0, or the sentence that says why not."""
    try:
        if not works():
            with step("Make .venv"):
                make()
        with step("Install packages"):
            install("run")
            write_command()
    except CannotStart as problem:
        return f"\n{problem}"
    except OSError as problem:
        return f"\n{problem.filename or VENV} cannot be written: {problem.strerror}."
    except KeyboardInterrupt:
        return 1
    return 0


def works() -> bool:
    """Whether .venv is whole: a system's upgrade can take its Python away."""
    try:
        found = subprocess.run([PYTHON, "-c", "import pip"], capture_output=True, check=False)
    except OSError:
        return False
    return found.returncode == 0


def make() -> None:
    said = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", VENV], capture_output=True, text=True, check=False
    )
    if said.returncode:
        words = (said.stderr or said.stdout).strip().splitlines() or ["it did not say why"]
        raise CannotStart(f"Python could not make .venv: {words[-1]}.")


def write_command() -> None:
    """`.venv/bin/alongside` works from any folder; the project itself is not installed."""
    for packages in VENV.glob("lib/python3*/site-packages"):
        (packages / "alongside.pth").write_text(f"{ROOT}\n")
    command = VENV / "bin" / "alongside"
    command.write_text(f'#!/bin/sh\nexec "{PYTHON}" -P -m alongside "$@"\n')
    command.chmod(0o700)
