"""PDFs that a screen reader can read (PDF/UA-1), made from a template and plain data.

Data reaches a template as JSON, so that nothing in a record is ever markup.
Typst is loaded when it is first needed: it weighs 7 MB, and few processes typeset.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.timezone import now

if TYPE_CHECKING:
    from typst import Fonts

FONT = "Noto Sans"
APART = Path(__file__).with_name("typeset_apart.py")


def typeset(template: Path, data: Mapping[str, Any], language: str) -> bytes:
    """A tagged PDF in a language. The template reads `json(bytes(sys.inputs.data))` and `sys.inputs.language`."""
    from typst import compile as made_by_typst  # noqa: PLC0415 - loaded when it is needed

    return made_by_typst(
        str(template),
        root=str(template.parent),
        font_paths=fonts(),
        sys_inputs=inputs(data, language),
        pdf_standards="ua-1",
        timestamp=now().replace(microsecond=0),
    )


def typeset_apart(template: Path, data: Mapping[str, Any], language: str) -> bytes:
    """The same for what is large. Typst keeps what it made for the next time: 100 MB for a hundred pages."""
    return apart(template, data, language, "")


def said_of_itself(template: Path, data: Mapping[str, Any], language: str, asks: str) -> list[Any]:
    """The values of the template's metadata with a label, such as <at>: on which page something is."""
    return list(json.loads(apart(template, data, language, asks)))


def apart(template: Path, data: Mapping[str, Any], language: str, asks: str) -> bytes:
    wanted = {
        "template": str(template),
        "root": str(template.parent),
        "fonts": str(folder_of_fonts()),
        "inputs": inputs(data, language),
        "asks": asks,
        "at": now().replace(microsecond=0).isoformat(),
    }
    words = [sys.executable, "-P", str(APART)]
    done = subprocess.run(  # noqa: S603 - our own words
        words, input=json.dumps(wanted).encode(), stdout=subprocess.PIPE, check=True
    )
    return done.stdout


def inputs(data: Mapping[str, Any], language: str) -> dict[str, str]:
    return {"data": json.dumps(data), "language": language, "font": FONT}


def folder_of_fonts() -> Path:
    return settings.ROOT / "alongside" / "static" / "fonts"


@cache
def fonts() -> "Fonts":
    """The faces that the frontend's build put beside its output, and no others: the same on every machine."""
    from typst import Fonts  # noqa: PLC0415 - loaded when it is needed

    folder = folder_of_fonts()
    found = Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
    )
    if FONT not in found.families():
        raise FileNotFoundError(f"{FONT} is not in {folder}: build the frontend.")
    return found
