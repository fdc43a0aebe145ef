"""Typesetting in a process that ends with it: what is large leaves no memory behind in the one that asked.

Reads what is wanted as JSON and writes a PDF, or with "asks" what the template says of its own pages, as JSON.
"""

import json
import sys
from datetime import datetime
from typing import Any

import typst


def made(wanted: dict[str, Any]) -> bytes:
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[wanted["fonts"]]
    )
    shared = {"root": wanted["root"], "font_paths": fonts, "sys_inputs": wanted["inputs"]}
    if wanted["asks"]:
        said: str = typst.query(wanted["template"], wanted["asks"], field="value", **shared)
        return said.encode()
    at = datetime.fromisoformat(wanted["at"])
    pdf: bytes = typst.compile(wanted["template"], pdf_standards="ua-1", timestamp=at, **shared)
    return pdf


if __name__ == "__main__":
    sys.stdout.buffer.write(made(json.load(sys.stdin)))
