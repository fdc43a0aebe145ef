"""How well the coverage check reads agreements: precision and recall of each element, on texts people have labelled.

bench/coverage.py [wrong]        each set of texts by itself; with "wrong" also what was read otherwise, one a line

Of the sets by people who had not seen the rules, the odd texts were learned from and the even ones were not: only the
figures of the even ones say how an unknown text is read, and "wrong" does not show them.
"""

import os
import sys
from collections import Counter
from collections.abc import Iterator

import measuring  # noqa: F401  # finds the repository, its tests too

from alongside.config.quality import PRETENDED
from tests.partnerships.labelled import HALVES, is_labelled, kind_of, label_of, texts


def main(wrong: bool) -> int:
    os.environ.update(os.environ | PRETENDED)
    import django

    django.setup()
    for name in HALVES:
        found = list(compared(name))
        print(f"\n{name}: {len(found)} labels")
        for text, element, said, label, one in found if wrong and "even" not in name else ():
            if kind_of(said) != kind_of(label) or one:
                print(f"  {text}: {element}: {said}, people say {label}{one}")
        table(found)
    return 0


def compared(name: str) -> Iterator[tuple[str, str, str, str, str]]:
    """Text, element, what the engine says, what people say, and whether they differ on one-sided."""
    from alongside.partnerships.coverage import check

    for row in texts(name):
        unsure = row.get("sides_unsure", ())
        for element, finding in check(row["text"]).items():
            if not is_labelled(row, element):
                continue
            sided, status = element in row.get("one_sided", ()), finding.status
            same = sided == finding.one_sided or element in unsure
            differs = "" if same else f" (one-sided: {sided})"
            yield row["name"], element, status, label_of(row, element, status), differs


def table(found: list[tuple[str, str, str, str, str]]) -> None:
    print(f"{'':38}{'there':>12}{'contradicted':>16}{'right':>8}{'exactly':>9}{'sides':>7}")
    for element in [*dict.fromkeys(each[1] for each in found), ""]:
        rows = [each for each in found if element in {each[1], ""}]
        pairs = Counter(
            (kind_of(said), kind_of(label)) for _name, _element, said, label, _one in rows
        )
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
