"""What the pages' templates and the scripts that wake them promise each other."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted(ROOT.glob("alongside/*/templates/**/*.html"))
SOURCES = sorted(path for path in ROOT.glob("frontend/src/**/*") if path.is_file())
SCRIPTS = [path for path in SOURCES if path.suffix == ".ts"]
MARKUP = "\n".join(path.read_text() for path in TEMPLATES)
CODE = "\n".join(path.read_text() for path in SCRIPTS)
SEALED_FIELD = re.compile(r"<(?:input|textarea|select)[^>]*data-sealed[^>]*>")
INLINE = re.compile(
    r"<style|\sstyle=|\son[a-z]+=\"|javascript:|<script(?![^>]*\ssrc=)", re.IGNORECASE
)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_is_short_and_carries_no_script_or_style(template):
    text = template.read_text()
    assert len(text.splitlines()) <= 120
    assert INLINE.findall(text) == []


def test_no_source_of_the_frontend_is_longer_than_300_lines():
    assert [path.name for path in SOURCES if len(path.read_text().splitlines()) > 300] == []


def test_every_sentence_that_a_script_says_is_there_to_be_translated():
    said = set(re.findall(r'say\("([\w-]+)"\)', CODE))
    said |= set(re.findall(r'^  \| "([\w-]+)"', CODE, re.MULTILINE))  # why a send stops
    said |= {
        key for pair in re.findall(r'say\([^)]*\? "([\w-]+)" : "([\w-]+)"', CODE) for key in pair
    }
    assert said - set(re.findall(r'data-say="([\w-]+)"', MARKUP)) == set()


def test_every_button_of_a_panel_is_heard_by_a_script():
    buttons = set(re.findall(r'data-do="([\w-]+)"', MARKUP))
    assert buttons - set(re.findall(r'on\(panel, "([\w-]+)"', CODE)) == set()


def test_sealed_fields_are_not_form_fields():
    marked = (ROOT / "alongside/referrals/templates/referrals/parts/sealed.html").read_text()
    fields = SEALED_FIELD.findall(
        MARKUP.replace('{% include "referrals/parts/sealed.html" %}', marked)
    )
    rules = ["disabled", 'autocomplete="off"']
    typed = ['spellcheck="false"', 'translate="no"', 'autocorrect="off"', 'data-gramm="false"']
    typed.append('writingsuggestions="false"')
    for field in fields:
        assert " name=" not in field
        assert [rule for rule in rules if rule not in field] == []
        if not field.startswith("<select"):
            assert [rule for rule in typed if rule not in field] == []
    assert len(fields) == 8
