"""The words in braces of a draft: filled from what is known of the members, else blanks to fill in."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from django.utils import translation
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.orgs.models import Kind, Membership
from alongside.partnerships.clauses import clauses_in
from alongside.partnerships.models import Agreement, Member, Written

BLANK = re.compile(r"\{(\w+)\}")
HEALTH = {Kind.HEALTH_CENTER, Kind.BEHAVIORAL_HEALTH}

# Known only when people sign: they stay where the library's clause of signatures stands as it is.
SIGNING: Mapping[str, str | Promise] = {
    "signer": _("who signs"),
    "title": _("the title of who signs"),
    "signed": _("the day of signing"),
    "fingerprint": _("the signing fingerprint"),
}
AT_SIGNING = {
    f"{side}_{what}": told for side in ("health", "program") for what, told in SIGNING.items()
}
LABELS: Mapping[str, str | Promise] = {
    "health_center": _("the health center"),
    "program": _("the program"),
    "health_contact": _("the health center's contact"),
    "health_backup": _("the health center's backup"),
    "program_contact": _("the program's contact"),
    "program_backup": _("the program's backup"),
    "site": _("the site"),
    "start": _("the first day"),
    "end": _("the last day"),
    "weekday": _("the day of the week"),
    "from": _("from when in the day"),
    "to": _("until when in the day"),
    "amount": _("the amount"),
    "held_times": _("how many times are held"),
    "notice_days": _("how many days before"),
    "release_days": _("how many days a permission lasts"),
    "response_hours": _("within how many hours"),
    "smallest_total": _("the smallest total that is told"),
    **AT_SIGNING,
}


def filled(text: str, known: Mapping[str, str]) -> str:
    """The text with what is known; the other words in braces stay."""
    return BLANK.sub(lambda found: known.get(found[1]) or found[0], text)


def blanks_in(written: Iterable[Written], language: str) -> list[str]:
    """The words in braces that people must fill in before anybody agrees, each once."""
    found = [name for passage in written for name in blanks_of(passage, language)]
    return list(dict.fromkeys(found))


def blanks_of(passage: Written, language: str) -> list[str]:
    named = BLANK.findall(f"{passage['title']} {passage['text']}")
    clause = clauses_in(language).get(passage["clause"])
    is_as_it_is = clause is not None and passage["text"] in {one.text for one in clause.options}
    return [name for name in named if not (is_as_it_is and name in AT_SIGNING)]


def labels_of(names: Iterable[str]) -> list[str]:
    return [str(LABELS.get(name, name)) for name in names]


def known_of(members: Iterable[Member], version: Agreement | None, language: str) -> dict[str, str]:
    """What the clause library asks for and we know, in the language of the draft."""
    with translation.override(language):
        known = people_of(list(members))
        if version:
            known |= settled_in(version)
    return {name: told for name, told in known.items() if told}


def people_of(members: list[Member]) -> dict[str, str]:
    """Names on both sides. The library's words are for a health center and one partner: else they stay blank."""
    health = [one for one in members if one.organization.kind in HEALTH]
    others = [one for one in members if one.organization.kind not in HEALTH]
    if (len(health), len(others)) != (1, 1):
        return {}
    known = {"health_center": health[0].organization.name, "program": others[0].organization.name}
    for side, member in (("health", health[0]), ("program", others[0])):
        known[f"{side}_contact"] = name_of(member.contact_now)
        known[f"{side}_backup"] = name_of(member.backup_now)
    return known


def name_of(holder: Membership | None) -> str:
    return holder.person.name if holder else ""


def settled_in(version: Agreement) -> dict[str, str]:
    """Days and numbers that stand in the bounds."""
    return {
        "start": day_of(version.starts_on),
        "end": day_of(version.ends_on),
        "response_hours": str(version.response_hours),
        "release_days": str(version.longest_release_days),
        "held_times": str(version.held_times_a_week or ""),
    }


def day_of(day: date | None) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""
