"""The taxonomy's terms that stand on a record."""

from functools import lru_cache

from alongside.directory.importing.staging import Main, Staging


class Terms:
    def __init__(self, staging: Staging) -> None:
        self.term = lru_cache(maxsize=5000)(staging.term)

    def of(self, main: Main) -> list[dict[str, str]]:
        """As its attributes and labels name them, or as stand on it."""
        found = []
        for part in main.parts:
            if part.kind == "attribute":
                found.append(
                    self.term(part.cells.get("taxonomy_term_id", "")) or inline(part.cells)
                )
            elif part.kind == "label":
                found.append(self.term(part.cells.get("taxonomy_id", "")))
        for key in main.cells.get("taxonomy_ids", "").replace(";", ",").split(","):
            found.append(self.term(key.strip()) if key.strip() else {})
        return [one for one in found if one]


def inline(cells: dict[str, str]) -> dict[str, str]:
    """A term told on the spot."""
    named = {
        "code": cells.get("term_code", ""),
        "name": cells.get("term_name", "") or cells.get("label", ""),
    }
    told = named | {"taxonomy": cells.get("term_taxonomy", "")}
    return told if named["code"] or named["name"] else {}
