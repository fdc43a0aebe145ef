"""How well the coverage check reads agreements: precision and recall of each element, on texts people have labelled.

bench/coverage.py [wrong]        each set of texts by itself; with "wrong" also what was read otherwise, one a line
"""

import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from alongside.config.quality import PRETENDED

FOLDER = Path(__file__).parents[1] / "tests" / "partnerships" / "agreements"
HALVES = ("tuned", "held", "later", "latest", "unseen")
LABELS = ("present", "partial", "contradicted")


def main(wrong: bool) -> int:
    os.environ.update(os.environ | PRETENDED)
    import django

    django.setup()
    for half in HALVES:
        found = list(compared(half))
        print(f"\n{half}: {len(found)} labels")
        for name, element, said, label, one in found if wrong else ():
            if of(said) != of(label) or one:
                print(f"  {name}: {element}: {said}, people say {label}{one}")
        table(found)
    return 0


def compared(half: str) -> Iterator[tuple[str, str, str, str, str]]:
    """Text, element, what the engine says, what people say, and whether they differ on one-sided."""
    from alongside.partnerships.coverage import check

    for row in YAML(typ="safe", pure=True).load(FOLDER / f"{half}.yaml"):
        labels = {element: label for label in LABELS for element in row.get(label, ())}
        for element, finding in check(row["text"]).items():
            sided, unsure = element in row.get("one_sided", ()), row.get("sides_unsure", ())
            differs = (
                "" if sided == finding.one_sided or element in unsure else f" (one-sided: {sided})"
            )
            yield (
                row["name"],
                element,
                finding.status,
                label_of(row, labels, element, finding),
                differs,
            )


def label_of(row: dict[str, Any], labels: dict[str, str], element: str, finding: Any) -> str:
    """What people say; where careful readers differ, what the engine says if any of them would."""
    either = row.get("either", {}).get(element)
    if either:
        return str(finding.status if finding.status in either else either[0])
    return labels.get(element, "absent")


def of(status: str) -> str:
    """Present and partial are one class: that there is something, and nothing against it."""
    return "there" if status in {"present", "partial"} else str(status)


def table(found: list[tuple[str, str, str, str, str]]) -> None:
    print(f"{'':38}{'there':>12}{'contradicted':>16}{'right':>8}{'exactly':>9}{'sides':>7}")
    for element in [*dict.fromkeys(each[1] for each in found), ""]:
        rows = [each for each in found if element in {each[1], ""}]
        pairs = Counter((of(said), of(label)) for _name, _element, said, label, _one in rows)
        right = sum(many for (said, label), many in pairs.items() if said == label)
        exact = sum(said == label for _name, _element, said, label, _one in rows)
        sides = sum(not one for *_rest, one in rows)
        print(
            f"{element or 'all':38}{rates(pairs, 'there'):>12}{rates(pairs, 'contradicted'):>16}"
            f"{right / len(rows):8.0%}{exact / len(rows):9.0%}{sides / len(rows):7.0%}"
        )


def rates(pairs: Counter[tuple[str, str]], name: str) -> str:
    """Precision / recall of one class, in percent; a dash where there is none."""
    both = pairs[name, name]
    said = sum(many for (first, _label), many in pairs.items() if first == name)
    meant = sum(many for (_said, second), many in pairs.items() if second == name)
    return f"{percent(both, said)} / {percent(both, meant)}"


def percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}" if whole else "-"


if __name__ == "__main__":
    raise SystemExit(main("wrong" in sys.argv[1:]))
