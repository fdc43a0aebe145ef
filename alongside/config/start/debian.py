"""What tests need of the machine itself, installed by apt where this user may."""

import os
import shutil
import subprocess


def find_or_install(program: str, package: str) -> None:
    """Where it cannot be installed, the tests that need it say so."""
    if not shutil.which(program):
        install(package)


def install(*packages: str) -> None:
    """Quietly: what apt could not do is said by whoever needs it."""
    before = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if not shutil.which("apt-get") or (before and not shutil.which("sudo")):
        return
    for words in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        subprocess.run(
            [*before, "apt-get", "-qq", *words],
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
