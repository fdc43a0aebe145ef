"""The browser that browser tests drive: the machine's own."""

import shutil

from alongside.config.start import debian
from alongside.config.start.problems import CannotStart

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium", "fonts-noto-core")


def find() -> str | None:
    return next((path for path in map(shutil.which, NAMES) if path), None)


def ensure() -> str:
    """Chromium's path; installed by apt where this user may, else a sentence and the end."""
    if not find():
        debian.install(*PACKAGES)
    found = find()
    if not found:
        raise CannotStart(
            "Browser tests need Chromium. Install it (Debian, Ubuntu: "
            f"apt-get install {' '.join(PACKAGES)}) and run this again."
        )
    return found
