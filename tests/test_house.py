"""How the house is kept: sizes, who imports whom, what is never written."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from tests.files import ROOT, files, lines_of, told

PACKAGE = ROOT / "alongside"
MODULES = files("alongside", ".py")
WRITTEN = [file for file in MODULES if "migrations" not in file.parts]
TEMPLATES = files("alongside", ".html")
NO_SUCH_FILE = {
    "admin",
    "common",
    "constants",
    "core",
    "enums",
    "helpers",
    "managers",
    "mixins",
    "repositories",
    "selectors",
    "serializers",
    "services",
    "utils",
}
LIMITS = {".py": 300, ".ts": 300, ".mjs": 300, ".scss": 300, ".html": 120}


@pytest.mark.parametrize("suffix", LIMITS)
def test_no_file_is_longer_than_one_can_hold_in_mind(suffix):
    long = [told(file) for file in files("", suffix) if len(lines_of(file)) > LIMITS[suffix]]
    assert long == []


def test_no_file_is_named_for_nothing_in_particular():
    assert [told(file) for file in MODULES if NO_SUCH_FILE & {file.stem, *file.parts}] == []


def imports(file):
    """What a module imports, with dots."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)


def app_of(dotted):
    return dotted.split(".")[1]


def test_pages_and_forms_of_another_app_are_not_imported():
    away = re.compile(r"^alongside\.\w+\.(views|forms|urls|api)(\.|$)")
    found = [
        (told(file), name)
        for file in MODULES
        for name in imports(file)
        if away.match(name) and app_of(name) != file.relative_to(PACKAGE).parts[0]
    ]
    assert found == []


def test_nothing_listens_for_signals():
    heard = re.compile(r"^(django|allauth|procrastinate)\..*\b(signals|receiver)\b")
    assert [told(file) for file in MODULES if any(map(heard.match, imports(file)))] == []


def test_no_mistake_is_swallowed():
    broad = re.compile(r"except\s*:|except\s+\(?(Base)?Exception\b|suppress\((Base)?Exception\b")
    searched = [*MODULES, *files("scripts", ".py"), *files("bench", ".py")]
    assert [told(file) for file in searched if broad.search(file.read_text(encoding="utf-8"))] == []


def test_every_module_says_what_it_is_for():
    silent = [
        told(file)
        for file in WRITTEN
        if file.name not in {"__init__.py", "apps.py"}
        and not ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
    ]
    assert silent == []


def test_every_action_says_what_it_means():
    acts = [file for file in WRITTEN if "actions" in {file.stem, *file.parts}]
    silent = [
        f"{told(file)}: {node.name}"
        for file in acts
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef)
        and {"by"} & {argument.arg for argument in node.args.kwonlyargs}
        and node.decorator_list
        and not ast.get_docstring(node)
    ]
    assert silent == []


def test_the_worker_does_by_the_clock_what_was_promised():
    clockwork = [words for words in map(Path.read_text, MODULES) if ".periodic(" in words]
    acts = {"end_what_is_over", "remind_of_unopened", "rewrite_letters", "send_notices"}
    acts |= {"seal", "forget_details"}
    assert {act for act in acts if not re.search(rf"\b{act}\(", "\n".join(clockwork))} == set()


def test_templates_hold_no_script_and_no_style_of_their_own():
    inline = re.compile(r"<script(?![^>]*\bsrc=)|<style\b|\sstyle=|\son[a-z]+=[\"']")
    assert [told(file) for file in TEMPLATES if inline.search(file.read_text())] == []


def sentences(file):
    """Strings that a module gives to gettext."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"_", "gettext_lazy"}:
            yield from (each.value for each in node.args if isinstance(each, ast.Constant))


def test_our_own_voice_says_survivor_and_declined():
    names = " service provider| of Crime|[ -]services"  # of a rule, an office, a directory
    never = re.compile(rf"\b(victims?|refused?|refuses|clients?)\b(?!{names})", re.I)
    typed = re.compile(r"^ +(en|es): \[.*\]$", re.M)  # in a search, by others
    read = {
        told(file): typed.sub("", file.read_text(encoding="utf-8"))
        for file in [*TEMPLATES, *files("content")]
    }
    read |= {told(file): "\n".join(sentences(file)) for file in WRITTEN}
    assert [name for name, words in read.items() if never.search(words)] == []


def test_dependencies_are_few_and_each_has_its_reason():
    written = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    asked_for = tomllib.loads(written)["project"]["dependencies"]
    block = written.partition("dependencies = [")[2].partition("\n]")[0]
    reasoned = re.findall(r'^  "([^"]+)",\s+# \S', block, re.M)
    assert asked_for == reasoned
    assert len(asked_for) <= 32
