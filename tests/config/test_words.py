"""`alongside words`: sentences are found in Python and in templates, and translations are kept."""

import polib
import pytest

from alongside.config.words import sentences, update

PYTHON = """
from django.utils.translation import gettext as _, ngettext
said = _("Call %(name)s.") % {"name": name}
many = ngettext("%s day", "%s days", number)
print("Nobody reads this.")
"""
TEMPLATE = """{% load i18n %}
{% if a > b %}<p title="{% translate 'Call now.' %}">
  {% blocktranslate count n=n %}{{ n }} letter{% plural %}{{ n }} letters{% endblocktranslate %}
</p>{% endif %}
   {% comment %}It's odd: "{% endcomment %}
"""


@pytest.fixture
def code(tmp_path):
    (tmp_path / "code" / "templates").mkdir(parents=True)
    (tmp_path / "code" / "acts.py").write_text(PYTHON)
    (tmp_path / "code" / "templates" / "page.html").write_text(TEMPLATE)
    return tmp_path / "code"


@pytest.fixture
def translation(tmp_path):
    file = tmp_path / "django.po"
    polib.POFile().save(str(file))
    return file


def said(translation):
    return [(entry.msgid, entry.msgstr) for entry in polib.pofile(str(translation))]


def test_sentences_are_found_in_the_order_they_are_read(code):
    assert [(one.singular, one.plural, one.files) for one in sentences(code)] == [
        ("Call %(name)s.", "", ["code/acts.py"]),
        ("%s day", "%s days", ["code/acts.py"]),
        ("Call now.", "", ["code/templates/page.html"]),
        ("%(n)s letter", "%(n)s letters", ["code/templates/page.html"]),
    ]


def test_a_sentence_of_two_files_is_translated_once(code):
    (code / "more.py").write_text(PYTHON)
    assert sentences(code)[0].files == ["code/acts.py", "code/more.py"]


def test_new_sentences_come_gone_ones_leave_and_translations_stay(code, translation):
    assert update(translation, sentences(code)) == (4, 0)
    entries = polib.pofile(str(translation))
    entries.find("Call now.").msgstr = "Llame ahora."
    entries.find("Call now.").flags.append("fuzzy")
    entries.save(str(translation))

    (code / "acts.py").write_text('_("Wait.")')
    assert update(translation, sentences(code)) == (1, 2)
    assert said(translation) == [("Wait.", ""), ("Call now.", "Llame ahora."), ("%(n)s letter", "")]
    assert polib.pofile(str(translation)).find("Call now.").fuzzy


def test_a_second_time_changes_nothing(code, translation):
    update(translation, sentences(code))
    first = translation.read_text()
    assert update(translation, sentences(code)) == (0, 0)
    assert translation.read_text() == first


def test_what_is_filled_in_is_marked_for_the_translator(code, translation):
    update(translation, sentences(code))
    flags = {entry.msgid: entry.flags for entry in polib.pofile(str(translation))}
    assert flags["Call %(name)s."] == ["python-format"]
    assert flags["Call now."] == []
