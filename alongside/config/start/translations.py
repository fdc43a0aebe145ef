"""Translations are reviewed as .po files; what Django reads is made from them."""

from pathlib import Path

import polib

from alongside.config.start.folder import ROOT


def compile_translations(locale: Path = ROOT / "locale") -> None:
    """Make a .mo beside each .po that is newer than it."""
    for source in locale.glob("*/LC_MESSAGES/*.po"):
        made = source.with_suffix(".mo")
        if not made.exists() or made.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(made))
