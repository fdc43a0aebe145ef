"""Agreements of organizations that do not exist, and what people read in them. What is not named is absent."""

from pathlib import Path

from ruamel.yaml import YAML

FOLDER = Path(__file__).parent / "agreements"
SETS = (
    "tuned",
    "held",
    "later",
    "latest",
    "unseen",
    "third",
)  # in the order in which they were written
# Of the last two the odd texts were learned from, and the even ones were not.
HALVES = (*SETS[:4], "unseen odd", "unseen even", "third odd", "third even")
NAMED_BY_PARTNERS = {
    *("parties", "bidirectional", "warm_referral_defined", "liaisons", "response_time"),
    *("vawa_confidentiality", "hipaa", "written_informed_time_limited_release"),
    *("services_not_conditioned", "shelter_address_protected", "mandatory_reporting"),
    *("cross_training", "language_access", "aggregate_data", "term_dates", "termination"),
    *("amendment", "disputes", "signed"),
}
LABELS = ("present", "partial", "contradicted")


def texts(*sets):
    """The rows of some sets or halves, or of all."""
    for each in sets or SETS:
        name, _space, half = each.partition(" ")
        rows = YAML(typ="safe", pure=True).load(FOLDER / f"{name}.yaml")
        yield from rows[half == "even" :: 2] if half else rows


def is_labelled(row, element):
    """In the third set only the elements that partners name are."""
    return element in NAMED_BY_PARTNERS or not row["name"].startswith("third")


def label_of(row, element, status):
    """What people say of an element; where careful readers differ, the label nearest to a status."""
    named = [label for label in LABELS if element in row.get(label, ())]
    labels = row.get("either", {}).get(element) or named or ["absent"]
    return min(labels, key=lambda label: (label != status, kind_of(label) != kind_of(status)))


def kind_of(status):
    """Present and partial are one: that there is something, and nothing against it."""
    return "there" if status in {"present", "partial"} else str(status)
