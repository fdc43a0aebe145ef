"""What people read: all of it in both languages, in words we stand by."""

import ast
import re
import shutil

import polib
import pytest

from alongside.config.words import CODE, LOCALE, sentences, update

SPANISH = LOCALE / "es" / "LC_MESSAGES" / "django.po"
ENTRIES = polib.pofile(str(SPANISH))
MODULES = sorted(path for path in CODE.rglob("*.py") if "migrations" not in path.parts)
TREES = {module: ast.parse(module.read_text()) for module in MODULES}
TEMPLATES = sorted(CODE.rglob("templates/**/*.*"))
LAW = {"victim service provider (VAWA, FVPSA, VOCA)"}  # the words of the law, not ours
TYPED = re.compile(r" +((en|es): \[.*\]|web: .*)")  # what others type in a search, and addresses
NEVER = re.compile(
    r"\b(victim|refus(e|ed|al)|clients?|cases?|víctimas?|rechaz\w+|clientes?|casos?)\b",
    re.IGNORECASE,
)
FAMILIAR = re.compile(r"\b(tú|tu|tus|te|ti|contigo|vosotr[oa]s|vuestr[oa]s?|os)\b", re.IGNORECASE)
GAP = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|https?://\S+|/\S+/")
# Names, and the language names that each language says of itself.
SAME_EVERYWHERE = {"Alongside", "TTY", "English", "Español", "UTC"}
SHOWN = re.compile(r"\s(?:alt|title|placeholder|aria-label)=\"([^\"]*)\"")
MARKUP = re.compile(
    r"{% comment.*?{% endcomment %}|{% blocktranslate.*?{% endblocktranslate %}"
    r"|{%.*?%}|{{.*?}}|{#.*?#}|&\w+;",
    re.DOTALL,
)


def both(entry):
    """Each form of an entry beside what it is in Spanish."""
    if not entry.msgid_plural:
        return [(entry.msgid, entry.msgstr)]
    return [(entry.msgid, entry.msgstr_plural[0]), (entry.msgid_plural, entry.msgstr_plural[1])]


PAIRS = [pair for entry in ENTRIES for pair in both(entry)]
SAID = [text for pair in PAIRS for text in pair]


def test_every_sentence_is_said_in_spanish():
    """Red? `.venv/bin/alongside words`, then translate what is blank in locale/es."""
    there = {(entry.msgid, entry.msgctxt) for entry in ENTRIES}
    said = {(sentence.singular, sentence.context) for sentence in sentences()}
    assert said - there == set()
    assert [english for english, spanish in PAIRS if not spanish.strip()] == []
    assert [entry.msgid for entry in ENTRIES if entry.fuzzy] == []


def test_the_file_is_as_the_command_writes_it(tmp_path):
    """Red? `.venv/bin/alongside words`: no sentence that is gone stays, and the order is the code's."""
    copy = tmp_path / SPANISH.name
    shutil.copy(SPANISH, copy)
    update(copy, sentences())
    assert copy.read_text() == SPANISH.read_text()


def test_what_is_filled_in_is_the_same_in_both_languages():
    gaps = [(sorted(GAP.findall(english)), sorted(GAP.findall(said))) for english, said in PAIRS]
    assert [pair for pair, (ours, theirs) in zip(PAIRS, gaps, strict=True) if ours != theirs] == []


def test_some_words_are_never_said():
    ours = [text for english, spanish in PAIRS if english not in LAW for text in (english, spanish)]
    assert [text for text in ours if NEVER.search(text)] == []


def test_what_lies_in_content_keeps_to_the_same_words():
    files = [*(CODE.parent / "content").rglob("*.yaml"), CODE.parent / "data" / "hotlines.csv"]
    lines = [line for file in files for line in file.read_text().splitlines()]
    lines = [line for line in lines if not TYPED.fullmatch(line)]
    assert [line for line in lines if NEVER.search(line) or "!" in line] == []


def test_nobody_is_shouted_at():
    assert [text for text in SAID if "!" in text or "¡" in text] == []


def test_no_sentence_is_longer_than_35_words():
    each = [one for text in SAID for one in re.split(r"(?<=[.?:;])\s", text)]
    assert [one for one in each if len(one.split()) > 35] == []


def test_spanish_says_usted():
    assert [spanish for _english, spanish in PAIRS if FAMILIAR.search(spanish)] == []


def test_questions_open_and_close_in_spanish():
    assert [spanish for _, spanish in PAIRS if spanish.count("¿") != spanish.count("?")] == []


def bare(template):
    """Text of a template that a reader sees and no translator does."""
    text = MARKUP.sub(" ", template)
    shown = SHOWN.findall(text) if "<" in text else []
    text = re.sub(r"<script.*?</script>|<!?/?\w[^>]*>", "\n", text, flags=re.DOTALL)
    words = re.findall(r"[^\W\d_]{2,}", " ".join([text, *shown]))
    return [word for word in words if word not in SAME_EVERYWHERE]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_says_nothing_that_is_not_translated(template):
    if template.name != "sealed.html":  # attributes only
        assert bare(template.read_text()) == []


@pytest.mark.parametrize(
    "text", ["<p>Hello</p>", '<img alt="A code">', "{% if a %}Hello{% endif %}"]
)
def test_text_outside_a_translation_is_found(text):
    assert bare(text)


def test_a_sentence_waits_for_the_reader_before_it_chooses_a_language():
    """Said while a module is loaded, gettext would settle on English for everybody."""
    assert [
        f"{module.name}:{node.lineno}"
        for module, tree in TREES.items()
        for node in at_once(tree)
        if named(node) in hasty(tree)
    ] == []


def test_what_people_are_told_goes_through_translation():
    assert [
        f"{module.name}:{said.lineno}: {said.value}"
        for module, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for said in said_by(node)
        if isinstance(said, ast.Constant) and isinstance(said.value, str) and said.value
    ] == []


def hasty(tree):
    """The names under which a module knows a translation that is made at once."""
    return {
        alias.asname or alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in {"gettext", "ngettext", "pgettext", "npgettext"}
    }


def at_once(tree):
    """What runs while a module is loaded: everything but the bodies of functions."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            outside = [*node.args.defaults, *node.args.kw_defaults, *node.decorator_list]
            yield from (each for one in outside if one for each in ast.walk(one))
        elif not isinstance(node, ast.Lambda):
            yield node
            yield from at_once(node)


def named(node):
    return node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else None


def said_by(call):
    """What a call says to people: a rule's no, a form's error, a label, a hint."""
    if named(call) in {"Blocked", "ValidationError"}:
        yield from call.args[:1]
    yield from (word.value for word in call.keywords if word.arg in {"label", "help_text"})
