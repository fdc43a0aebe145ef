"""The lists to choose from on the search page. Each is made once for each choice: they are long."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.dates import WEEKDAYS
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from alongside.directory.content.languages import language_name, offered
from alongside.directory.content.needs import Need, areas, below
from alongside.directory.content.traits import Trait, traits, traits_of
from alongside.directory.geography.areas import area_name
from alongside.directory.searching.asking import CIRCLES, DAY
from alongside.directory.searching.search import Wanted

Options = Iterable[tuple[str, str]]  # value, words
ONE_OF = ("cost", "reach", "kind", "especially_for", "backer")  # groups with a list each
ALL_OF = ("access", "privacy")  # groups with a box for each


@dataclass(frozen=True)
class Group:
    label: str
    options: Options


@lru_cache(maxsize=256)
def more_choices(language: str, wanted: Wanted) -> SafeString:
    """All of “More choices” with what is chosen in it."""
    day, minute = divmod(wanted.open_at or 0, DAY)
    at = wanted.open_at is not None
    lists = {name: chosen_list(language, name, in_group(name, wanted)) for name in ONE_OF}
    choices = lists | {
        "needs": chosen_list(language, "need", str(next(iter(wanted.needs), ""))),
        "languages": chosen_list(language, "language", wanted.language),
        "circles": chosen_list(language, "within", str(wanted.within or "")),
        "days": chosen_list(language, "day", str(day + 1) if at else ""),
        "boxes": boxes(language, tuple(one for one in wanted.traits if is_box(one))),
        "time": f"{minute // 60:02}:{minute % 60:02}" if at else "",
    }
    about = {"wanted": wanted, "choices": choices, "area": area_name(wanted.area)}
    return render_to_string("directory/parts/more.html", about)


def in_group(group: str, wanted: Wanted) -> str:
    known = traits()
    return next((str(one) for one in wanted.traits if known[one].group == group), "")


def is_box(number: int) -> bool:
    return traits()[number].group in ALL_OF


@lru_cache(maxsize=1024)
def chosen_list(language: str, name: str, chosen: str) -> SafeString:
    """The options of one list in one language."""
    about = {"groups": groups(name), "chosen": chosen}
    return render_to_string("directory/parts/options.html", about)


@lru_cache(maxsize=256)
def boxes(language: str, chosen: tuple[int, ...]) -> SafeString:
    found: list[Trait] = [trait for group in ALL_OF for trait in traits_of(group)]
    return render_to_string("directory/parts/boxes.html", {"traits": found, "chosen": chosen})


def groups(name: str) -> list[Group]:
    """The options of a list, those of needs below the area they belong to."""
    if name == "need":
        return [Group("", [("", _("Anything"))]), *map(needs_below, areas())]
    return [Group("", [("", _("Any")), *options(name)])]


def needs_below(area: Need) -> Group:
    found = [(str(area.number), area.name)]
    return Group(area.name, found + [(str(need.number), need.name) for need in below(area.number)])


def options(name: str) -> Options:
    if name == "language":
        return [(code, language_name(code)) for code in offered()]
    if name == "within":
        return [(str(miles), _("%s miles") % miles) for miles in CIRCLES]
    if name == "day":
        return [(str(number + 1), str(day)) for number, day in WEEKDAYS.items()]
    return [(str(trait.number), trait.name) for trait in traits_of(name)]
