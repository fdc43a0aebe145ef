"""Agreements of organizations that do not exist, and what people read in them. What is not named is absent."""

from pathlib import Path

from ruamel.yaml import YAML

FOLDER = Path(__file__).parent / "agreements"
SETS = ("tuned", "held", "later", "latest", "unseen")  # in the order in which they were written
LABELS = ("present", "partial", "contradicted")


def texts(*sets):
    """The rows of some sets, or of all."""
    for name in sets or SETS:
        yield from YAML(typ="safe", pure=True).load(FOLDER / f"{name}.yaml")


def label_of(row, element, status):
    """What people say of an element; where careful readers differ, the label nearest to a status."""
    named = [label for label in LABELS if element in row.get(label, ())]
    labels = row.get("either", {}).get(element) or named or ["absent"]
    return min(labels, key=lambda label: (label != status, kind_of(label) != kind_of(status)))


def kind_of(status):
    """Present and partial are one: that there is something, and nothing against it."""
    return "there" if status in {"present", "partial"} else str(status)
