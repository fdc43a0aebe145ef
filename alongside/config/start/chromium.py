"""The browser that browser tests drive: the machine's own."""

import os
import shutil
import subprocess

from alongside.config.start.problems import CannotStart

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium", "fonts-noto-core")


def find() -> str | None:
    return next((path for path in map(shutil.which, NAMES) if path), None)


def ensure() -> str:
    """Chromium's path; installed by apt where this user may, else a sentence and the end."""
    if not find():
        install()
    found = find()
    if not found:
        raise CannotStart(
            "Browser tests need Chromium. Install it (Debian, Ubuntu: "
            f"apt-get install {' '.join(PACKAGES)}) and run this again."
        )
    return found


def install() -> None:
    """Quietly: what apt could not do is said by the sentence in `ensure`."""
    before = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if not shutil.which("apt-get") or (before and not shutil.which("sudo")):
        return
    for words in (["update"], ["install", "-y", "--no-install-recommends", *PACKAGES]):
        subprocess.run(
            [*before, "apt-get", "-qq", *words],
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
