"""Whoever edits content/ is told what is wrong, in which file and on which line."""

from shutil import copytree

import pytest
from django.conf import settings
from django.utils.translation import override

from alongside.directory.content import wrong_words
from alongside.directory.content.explainers import SLUGS, explainer
from alongside.directory.content.look_further import look_further
from alongside.directory.content.needs import ancestors, areas, below, needs, with_ancestors
from alongside.directory.content.traits import (
    KIND_TRAITS,
    traits,
    traits_in,
    traits_of,
    with_implied,
)
from alongside.lib.wrongs import wrong_pairs
from alongside.orgs.models import Kind
from tests.config import starting

LOOKS = (
    wrong_words.wrong_needs,
    wrong_words.wrong_traits,
    wrong_words.wrong_languages,
    wrong_words.wrong_further,
    wrong_words.wrong_explainers,
)
NEED = """
- number: {number}
  parent: {parent}
  name: {{en: A thing {number}, es: Una cosa {number}}}
  includes: {{en: Some of it, es: Algo}}
  words:
    en: [{word}]
    es: [palabra {number}]
"""


@pytest.fixture
def own(tmp_path, settings):
    """A copy of what is shipped, to break."""
    for name in ("content", "data"):
        copytree(settings.ROOT / name, tmp_path / name)
    for file in (tmp_path / "content" / "needs").iterdir():
        if file.name[:2] not in {"01", "02", "09"}:
            file.unlink()  # reading each with its lines takes time
    settings.ROOT = tmp_path
    return tmp_path / "content"


def add(file, **said):
    """One more need at the end of a file; gives the line its row begins on."""
    before = file.read_text()
    row = NEED.format(**{"number": 199, "parent": 1, "word": "thingamajig"} | said)
    file.write_text(before + row)
    return len(before.splitlines()) + 2


def said(look):
    return [str(wrong) for wrong in look()]


@pytest.mark.parametrize("look", LOOKS)
def test_what_is_shipped_is_in_order(look):
    assert said(look) == []


def test_a_need_is_added_by_editing_one_file(own):
    add(own / "needs" / "01-safety.yaml")
    assert said(wrong_words.wrong_needs) == []


def test_a_number_is_never_used_again(own):
    file = own / "needs" / "01-safety.yaml"
    line = add(file, number=102)
    first = file.read_text().splitlines().index("- number: 102") + 1
    assert said(wrong_words.wrong_needs) == [
        f"content/needs/01-safety.yaml:{line}: 102 is taken: content/needs/01-safety.yaml, line {first}."
    ]


def test_the_number_of_a_retired_need_stays_taken(own):
    file = own / "needs" / "01-safety.yaml"
    add(file, number=199)
    file.write_text(file.read_text() + "  retired: true\n")
    line = add(file, number=199, word="other")
    assert said(wrong_words.wrong_needs)[0].startswith(
        f"content/needs/01-safety.yaml:{line}: 199 is taken"
    )


@pytest.mark.parametrize(
    ("change", "offset", "sentence"),
    [
        ({"parent": 77}, 1, "There is no need 77."),
        ({"number": 299}, 0, "A need of area 1 has a number like 101."),
        ({"word": "1"}, 5, "words.en.0: Input should be a valid string."),
        ({"word": "' space'"}, 5, r"words.en.0: String should match pattern '^\S(.*\S)?$'."),
    ],
)
def test_a_slip_in_a_need_is_named_with_its_line(own, change, offset, sentence):
    line = add(own / "needs" / "01-safety.yaml", **change)
    assert said(wrong_words.wrong_needs) == [
        f"content/needs/01-safety.yaml:{line + offset}: {sentence}"
    ]


def test_a_missing_language_is_named(own):
    file = own / "needs" / "09-transportation.yaml"
    line = add(file, number=999, parent=9)
    file.write_text(file.read_text().replace(", es: Una cosa 999", ""))
    assert said(wrong_words.wrong_needs) == [
        f"content/needs/09-transportation.yaml:{line + 2}: name.es: Field required."
    ]


def test_an_unquoted_comma_is_found(own):
    file = own / "needs" / "09-transportation.yaml"
    line = add(file, number=999, parent=9)
    file.write_text(file.read_text().replace("A thing 999", "Light, water and heat"))
    assert said(wrong_words.wrong_needs) == [
        f"content/needs/09-transportation.yaml:{line + 2}: name.water and heat: Extra inputs are not permitted."
    ]


def test_a_word_means_one_need_unless_both_say_so(own):
    file = own / "needs" / "01-safety.yaml"
    line = add(file, word="Food Pantry")
    sentence = (
        "food pantry means 199, 201. If it must, write shared: [food pantry] in each of them."
    )
    assert said(wrong_words.wrong_needs) == [f"content/needs/01-safety.yaml:{line + 5}: {sentence}"]

    file.write_text(file.read_text() + "  shared: [food pantry]\n")
    other = own / "needs" / "02-basic-needs.yaml"
    other.write_text(
        other.read_text().replace("- number: 201\n", "- number: 201\n  shared: [food pantry]\n")
    )
    assert said(wrong_words.wrong_needs) == []


def test_a_word_is_not_called_shared_for_nothing(own):
    file = own / "needs" / "01-safety.yaml"
    line = add(file)
    file.write_text(file.read_text() + "  shared: [thingamajig]\n")
    assert said(wrong_words.wrong_needs) == [
        f"content/needs/01-safety.yaml:{line + 7}: Nobody else claims thingamajig: it need not be shared."
    ]


def test_terms_of_other_lists_must_be_there(own):
    file = own / "needs" / "01-safety.yaml"
    line = add(file)
    file.write_text(file.read_text() + "  open_eligibility: [1123, 1]\n  gravity: [sadness]\n")
    assert said(wrong_words.wrong_needs) == [
        f"content/needs/01-safety.yaml:{line + 7}: 1 is not known.",
        f"content/needs/01-safety.yaml:{line + 8}: sadness is not known.",
    ]


def test_a_file_that_is_no_yaml_is_one_wrong(own):
    (own / "needs" / "11-more.yaml").write_text("- number: 12\n  name: {en: [\n")
    (own / "needs" / "12-more.yaml").write_text("just words\n")
    found = [(wrong.file, wrong.line) for wrong in wrong_words.wrong_needs()]
    assert found == [("content/needs/11-more.yaml", 3), ("content/needs/12-more.yaml", 1)]


def test_traits_keep_to_the_numbers_of_their_group(own):
    file = own / "traits" / "cost.yaml"
    line = len(file.read_text().splitlines()) + 1
    file.write_text(file.read_text() + "- number: 250\n  name: {en: Odd, es: Raro}\n")
    assert said(wrong_words.wrong_traits) == [
        f"content/traits/cost.yaml:{line}: The numbers of cost are 101 to 149."
    ]


def test_places_to_look_further_name_what_there_is(own):
    file = own / "look_further" / "places.yaml"
    line = len(file.read_text().splitlines()) + 1
    file.write_text(
        file.read_text()
        + "- name: {en: A, es: B}\n  what: {en: C, es: D}\n  web: http://plain.example.org\n"
        + "- name: {en: A, es: B}\n  what: {en: C, es: D}\n  web: https://example.org\n"
        + "  needs: [98]\n  states: [ZZ]\n"
    )
    pattern = r"web: String should match pattern '^https://[\w.-]+(/\S*)?$'."
    assert said(wrong_words.wrong_further) == [
        f"content/look_further/places.yaml:{line + 2}: {pattern}",
        f"content/look_further/places.yaml:{line + 6}: 98 is not known.",
        f"content/look_further/places.yaml:{line + 7}: ZZ is not known.",
    ]


def test_the_command_says_that_all_is_in_order():
    assert starting.say("check", "content") == (0, "All content is in order.")


def test_the_hub_and_nine_areas_come_each_before_what_is_below_it():
    assert [area.number for area in areas()] == list(range(1, 11))
    assert 110 <= len(needs()) <= 145
    numbers = list(needs())
    for need in needs().values():
        assert need.parent is None or numbers.index(need.parent) < numbers.index(need.number)


def test_who_meets_a_need_meets_those_above_it():
    assert ancestors(514) == (512, 5)
    assert with_ancestors([514, 102]) == {514, 512, 5, 102, 1}
    assert with_ancestors([9999]) == {9999}
    assert [need.number for need in below(512)] == [513, 514, 515, 516]


def test_words_are_there_in_the_readers_language():
    with override("es"):
        assert needs()[701].name == "Órdenes de protección"
        assert needs()[102].words[0] == "refugio"
    assert needs()[701].words[:2] == ("order of protection", "restraining order")


def test_every_need_can_be_told_to_other_systems_or_is_our_own():
    untold = [need.number for need in needs().values() if not need.open_eligibility]
    assert untold == [213]  # Open Eligibility has no word for a phone or the internet


def test_each_kind_of_organization_has_a_trait_with_its_own_name():
    assert list(KIND_TRAITS) == Kind.values
    for language in ("en", "es"):
        with override(language):
            names = {kind: traits()[number].name for kind, number in KIND_TRAITS.items()}
            assert names == {kind.value: str(kind.label).capitalize() for kind in Kind}


def test_help_by_phone_is_help_without_going_there():
    assert with_implied([205, 301]) == {205, 210, 301}
    assert [trait.number for trait in traits_of("privacy")] == [151]
    assert len(traits_in("en")) == len(traits_in("es")) == 80


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("language", ["en", "es"])
def test_an_explainer_fits_a_page(slug, language):
    page = explainer(slug, language)
    words = [page.title, page.lead]
    for section in page.sections:
        words += [section.heading, section.text, *section.points]
    assert 150 < len(" ".join(words).split()) <= 350


def test_no_other_explainer_is_there():
    assert explainer("../needs", "en") is None


def test_looking_further_follows_need_and_state():
    names = [one.name for one in look_further({706}, "CA")]
    assert names[0] == "Coalition to Abolish Slavery and Trafficking (CAST)"
    assert names[1] == "National Human Trafficking Referral Directory"
    assert [one.name for one in look_further({512}, "TX")] == [
        "Find a Health Center",
        "FindTreatment.gov",
        "Indian Health Service",
    ]


def test_who_names_no_need_is_shown_where_to_find_safety_and_care():
    assert [one.web for one in look_further((), "")] == [
        "https://findahealthcenter.hrsa.gov",
        "https://ovc.ojp.gov/directory-crime-victim-services",
        "https://www.tribalresourcetool.org",
        "https://www.ihs.gov/findhealthcare/",
    ]
    with override("es"):
        assert look_further([525], "")[1].web == "https://www.cuidadodesalud.gov"


def test_a_pair_is_not_there_twice(own):
    file = own / "phrases" / "words.yaml"
    line = len(file.read_text().splitlines()) + 1
    file.write_text(file.read_text() + "- {en: apple, es: otra}\n- {en: plum}\n")
    assert said(lambda: wrong_pairs("phrases")) == [
        f"content/phrases/words.yaml:{line + 1}: es: Field required.",
        f"content/phrases/words.yaml:{line}: apple is taken: content/phrases/words.yaml, line 4.",
    ]


def test_no_folder_of_content_is_forgotten():
    found = {path.parent.name for path in (settings.ROOT / "content").rglob("*.yaml")}
    looked = {"clauses", "coverage", "explainers", "languages", "look_further"}
    looked |= {"needs", "phrases", "said", "traits"}
    assert found == looked
