"""The clause library: everything an agreement should settle has a clause, in both languages."""

from shutil import copytree

import pytest
from django.utils.translation import override

from alongside.partnerships.clauses import Binds, clauses
from alongside.partnerships.coverage import check
from alongside.partnerships.coverage.rules import rules
from alongside.partnerships.wrong_clauses import wrong_clauses, wrong_cues

FILLED = {
    "health_center": "Lakeside Health Center",
    "program": "Harbor House",
    "response_hours": "2",
    "weekday": "Tuesday",
    "from": "9",
    "to": "13",
    "held_times": "3",
    "site": "Main Street",
    "start": "2026-07-01",
    "end": "2027-06-30",
    "health_contact": "Nora Lind, nurse manager",
    "health_backup": "Nils Berg",
    "program_contact": "Ada Moss, lead advocate",
    "program_backup": "Abel Cruz",
    "release_days": "30",
    "smallest_total": "10",
    "notice_days": "30",
    "health_signer": "Nora Lind",
    "health_title": "Director",
    "health_signed": "2026-06-20",
    "program_signer": "Ada Moss",
    "program_title": "Director",
    "program_signed": "2026-06-21",
    "health_fingerprint": "AB12 CD34",
    "program_fingerprint": "EF56 AB78",
}


@pytest.fixture
def own(tmp_path, settings):
    """A copy of what is shipped, to break. The rules are read before, for they are kept."""
    rules()
    clauses()
    copytree(settings.ROOT / "content", tmp_path / "content")
    settings.ROOT = tmp_path
    return tmp_path / "content"


def test_what_is_shipped_is_in_order():
    assert [*wrong_clauses(), *wrong_cues()] == []


def test_every_element_has_a_clause():
    covered = {element for clause in clauses().values() for element in clause.elements}
    assert covered == {rule.element for rule in rules()}


def test_a_clause_is_read_in_the_readers_language():
    assert clauses()[303].title == "No condition of service"
    with override("es"):
        assert clauses()[303].title == "Sin condiciones para recibir servicios"
    assert clauses()[108].binds is Binds.HEALTH_CENTER
    assert clauses()[307].is_optional


@pytest.mark.parametrize("language", ["en", "es"])
def test_an_agreement_made_of_our_clauses_settles_everything(language):
    with override(language):
        text = "\n\n".join(
            f"{at}. {clause.title}\n\n{filled(clause.options[0].text)}"
            for at, clause in enumerate(clauses().values(), 1)
        )
    found = check(text)
    assert {name: str(one.status) for name, one in found.items() if one.status != "present"} == {}
    assert [name for name, one in found.items() if one.one_sided] == []


def filled(text):
    for name, value in FILLED.items():
        text = text.replace("{" + name + "}", value)
    assert "{" not in text
    return text


def test_a_slip_in_a_clause_is_named_with_its_line(own):
    file = own / "clauses" / "04-frame.yaml"
    file.write_text(file.read_text().replace("elements: [costs]", "elements: [cost]"))
    line = file.read_text().splitlines().index("  elements: [cost]") + 1
    assert [str(wrong) for wrong in wrong_clauses()] == [
        f"content/clauses/04-frame.yaml:{line}: There is no element cost.",
        "content/clauses/01-together.yaml:1: No clause covers costs.",
    ]


def test_both_languages_have_the_same_words_to_fill_in(own):
    file = own / "clauses" / "04-frame.yaml"
    file.write_text(file.read_text().replace("con {notice_days} días", "con 30 días"))
    (wrong,) = wrong_clauses()
    assert wrong.sentence == "The two languages have other words to fill in."


def test_a_cue_that_is_no_pattern_is_named(own):
    file = own / "coverage" / "elements.yaml"
    file.write_text(
        file.read_text() + "- element: odd\n  about:\n    en: ['(open', '<nobody> here']\n"
    )
    last = len(file.read_text().splitlines())
    assert [str(wrong) for wrong in wrong_cues()] == [
        f"content/coverage/elements.yaml:{last}: This is no pattern: (open",
        f"content/coverage/elements.yaml:{last}: There is no word nobody.",
    ]
