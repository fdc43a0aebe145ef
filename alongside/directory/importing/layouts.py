"""Which list a package is: by the names of its files and of their columns."""

from alongside.directory.importing.hrsa import LAYOUTS, Layout
from alongside.directory.sentences import sentence as _
from alongside.lib.errors import Blocked

SOURCE = "hrsa"  # its layouts are ages of one list


def layout_of(header: list[str], file: str) -> Layout | None:
    """The federal layout whose columns a header holds; Blocked when it holds most of one; none when it is another."""
    found = frozenset(header)
    closest = min(LAYOUTS, key=lambda layout: len(layout.asked - found) / len(layout.asked))
    missing = closest.asked - found
    if not missing:
        return closest
    if 2 * len(missing) >= len(closest.asked):
        return None
    raise Blocked(
        _("%(file)s lacks columns of %(list)s: %(columns)s.")
        % {"file": file, "list": closest.name, "columns": ", ".join(sorted(missing))}
    )
