"""PDFs that a screen reader can read (PDF/UA-1), made from a template and plain data.

Data reaches a template as JSON, so that nothing in a record is ever markup.
Typst is loaded when it is first needed: it weighs 7 MB, and few processes typeset.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.timezone import now

if TYPE_CHECKING:
    from typst import Fonts

FONT = "Noto Sans"


def typeset(template: Path, data: Mapping[str, Any], language: str) -> bytes:
    """A tagged PDF in a language. The template reads `json(bytes(sys.inputs.data))` and `sys.inputs.language`."""
    from typst import compile as made_by_typst  # noqa: PLC0415 - loaded when it is needed

    return made_by_typst(
        str(template),
        root=str(template.parent),
        font_paths=fonts(),
        sys_inputs={"data": json.dumps(data), "language": language, "font": FONT},
        pdf_standards="ua-1",
        timestamp=now().replace(microsecond=0),
    )


@cache
def fonts() -> "Fonts":
    """The faces that the frontend's build put beside its output, and no others: the same on every machine."""
    from typst import Fonts  # noqa: PLC0415 - loaded when it is needed

    folder = settings.ROOT / "alongside" / "static" / "fonts"
    found = Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
    )
    if FONT not in found.families():
        raise FileNotFoundError(f"{FONT} is not in {folder}: build the frontend.")
    return found
