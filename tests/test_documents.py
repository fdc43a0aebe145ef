"""What the documents say is so: links lead somewhere, commands exist, promises have tests."""

import ast
import re

import pytest

from alongside import __version__
from alongside.config.cli import alongside
from tests.files import ROOT, files, lines_of, told

DOCUMENTS = files("", ".md")
PAGES = [file for file in DOCUMENTS if "content" not in file.relative_to(ROOT).parts]
DECISIONS = files("docs/adr", ".md")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
LIMITS = {"README.md": 150, "CONTRIBUTING.md": 80}
PROMISES = range(1, 13)
# Where packages come from, and places of one machine: neither belongs into what everybody gets.
PRIVATE = re.compile(
    r"index[-]url|https?://\S+/simple/|https?://\S+\.(whl|tgz)\b|\"resolved\":"
    r"|(?<![\w.])/(work|root|home/\w+)/|\b[Dd]esign section|\b(design|stack|style)\.md"
)
MESSAGES = {"key", "confirmation"}  # docs/keys.md: how signed messages begin


def read_text(file):
    return file.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", LIMITS)
def test_a_document_that_everybody_reads_is_short(name):
    assert len(lines_of(ROOT / name)) <= LIMITS[name]


@pytest.mark.parametrize("file", DOCUMENTS, ids=told)
def test_every_link_leads_to_something_that_is_there(file):
    here = [link.partition("#")[0] for link in LINK.findall(read_text(file))]
    inside = [link for link in here if link and "://" not in link]
    assert [link for link in inside if not (file.parent / link).exists()] == []


@pytest.mark.parametrize("file", DECISIONS, ids=told)
def test_a_decision_fits_a_screen_and_says_why_what_and_what_follows(file):
    assert len(lines_of(file)) <= 40
    assert re.findall(r"^\*\*(\w+)\.\*\*", read_text(file), re.M) == [
        "Context",
        "Decision",
        "Consequences",
    ]


def test_decisions_are_numbered_in_order():
    numbers = [int(file.name[:4]) for file in DECISIONS]
    assert numbers == list(range(1, len(numbers) + 1))
    titles = [int(read_text(file).removeprefix("# ").partition(".")[0]) for file in DECISIONS]
    assert titles == numbers


def promised():
    """Each promise of SECURITY.md: its number and what stands in the column of tests."""
    rows = re.findall(r"^\| (\d+) \| .+ \| (.+) \|$", read_text(ROOT / "SECURITY.md"), re.M)
    return {int(number): test for number, test in rows}


def names_of_tests():
    tree = ast.parse(read_text(ROOT / "tests" / "test_promises.py"))
    return [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]


def test_there_are_twelve_promises():
    assert list(promised()) == list(PROMISES)


@pytest.mark.parametrize("number", PROMISES)
def test_a_promise_names_its_tests_or_says_not_yet(number):
    name = f"test_promise_{number:02}"
    has_tests = any(test.startswith(f"{name}_") for test in names_of_tests())
    said = promised()[number]
    assert said.strip("`") == name if has_tests else said.startswith("not yet")


def test_every_word_of_make_that_is_named_exists():
    words = set(re.findall(r"^([a-z ]+):", read_text(ROOT / "Makefile"), re.M))
    known = {word for line in words for word in line.split()}
    spoken = re.compile(r"\bmake ([a-z]+)\b(?=`| *#|\s*$| PORT| DATA| NAME| &&)", re.M)
    named = {word for file in PAGES for word in spoken.findall(read_text(file))}
    assert {"run", "test"} <= named
    assert named - known == set()


def test_every_command_that_is_named_exists():
    spoken = re.compile(r"(?:^|`|bin/)alongside ([a-z]+)\b", re.M)
    named = {word for file in PAGES for word in spoken.findall(blocks(file))}
    assert named - set(alongside.commands) - MESSAGES == set()


def blocks(file):
    """What a document sets as code: what people may type."""
    code = re.compile(r"^```\w*\n(.+?)^```|(`[^`\n]+`)", re.M | re.S)
    return "\n".join("".join(found) for found in code.findall(read_text(file)))


def settings_read():
    """Names that the program reads from its surroundings."""
    found = set()
    for file in files("alongside", ".py"):
        for node in ast.walk(ast.parse(read_text(file))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {
                "text",
                "flag",
                "number",
            }:
                found |= {a.value for a in node.args[:1] if isinstance(a, ast.Constant)}
    return {name for name in found if isinstance(name, str) and name.isupper()}


def test_every_setting_is_told_to_those_who_run_it():
    table = read_text(ROOT / "docs" / "deploy.md")
    told_of = set(re.findall(r"`([A-Z_]{4,})`", table))
    assert settings_read() - told_of == set()


def test_the_change_log_begins_with_this_version():
    newest = re.search(r"^## (\d+\.\d+\.\d+)", read_text(ROOT / "CHANGELOG.md"), re.M)
    assert newest[1] == __version__


def test_nothing_kept_here_names_a_package_index_or_a_place_of_one_machine():
    kept = [file for file in files() if file.suffix not in {".gz", ".png", ".ttf"}]
    found = {told(file): PRIVATE.search(read_text(file)) for file in kept}
    assert [name for name, hit in found.items() if hit] == []
