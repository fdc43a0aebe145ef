"""What is shipped in data/ and content/: complete, in both languages, and nothing unsure."""

import csv

import pytest
from django.conf import settings
from django.utils.translation import override

from alongside.directory.content.hotlines import hotlines
from alongside.directory.content.needs import needs, needs_in
from alongside.directory.geography.places import state_at, states, zips


def lines(name):
    with (settings.ROOT / "data" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_hotline_was_verified_and_no_word_of_it_is_unsure():
    rows = lines("hotlines.csv")
    assert len(rows) == len(hotlines()) == 12
    assert [row["name"] for row in rows if not row["confidence"].startswith("verified")] == []
    said = " ".join(" ".join(row.values()) for row in rows).casefold()
    assert [word for word in ("recalled", "uncertain", "confirm ") if word in said] == []


def test_the_national_hotline_is_the_first():
    first = hotlines()[0]
    assert (first.name, first.link) == ("National Domestic Violence Hotline", "tel:+18007997233")


@pytest.mark.parametrize(
    ("language", "whom"), [("en", "Domestic violence"), ("es", "Violencia doméstica")]
)
def test_hotlines_say_whom_they_are_for_in_both_languages(language, whom):
    with override(language):
        assert hotlines()[0].whom == whom
        assert [one.name for one in hotlines() if not one.whom] == []


def test_the_hub_and_the_nine_areas_have_the_same_numbers_in_both_languages():
    for language in ("en", "es"):
        assert [n for n in needs_in(language) if needs_in(language)[n].parent is None] == list(
            range(1, 11)
        )
    for language in ("en", "es"):
        assert [
            need for need in needs_in(language).values() if not (need.name and need.includes)
        ] == []
    with override("es"):
        assert needs()[1].name == "Seguridad y apoyo"


def test_there_is_every_zip_code_area_and_every_state():
    assert len(zips().codes) == 33_791
    assert list(zips().codes) == sorted(set(zips().codes))
    assert len(states()) == 59
    assert {zips().state(at) for at in range(len(zips().codes))} <= set(states())


def test_every_zip_code_lies_in_the_frame_of_its_state():
    outside = [
        zips().codes[at]
        for at in range(len(zips().codes))
        if not states()[zips().state(at)].holds(*zips().point(at))
    ]
    assert outside == []


@pytest.mark.parametrize(
    ("point", "state"),
    [((41.85, -87.67), "IL"), ((21.3, -157.86), "HI"), ((18.2, -66.5), "PR"), ((0, 0), "")],
)
def test_a_point_lies_in_a_state(point, state):
    assert state_at(*point) == state


def test_no_place_of_a_shelter_is_shipped():
    hidden = [
        row for row in lines("health_center_sites_2020.csv") if row["address"] == "Confidential"
    ]
    assert len(hidden) == 8
    assert [row for row in hidden if row["city"] or row["lat"] or row["lon"]] == []
