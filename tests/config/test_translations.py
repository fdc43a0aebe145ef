"""What Django reads of a translation is made from what people review."""

import gettext
import os
from io import BytesIO

from alongside.config.start.translations import compile_translations

REVIEWED = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Permission has ended."
msgstr "{}"
"""


def read(locale):
    made = locale / "es/LC_MESSAGES/django.mo"
    return gettext.GNUTranslations(BytesIO(made.read_bytes())).gettext("Permission has ended.")


def test_a_newer_translation_is_made_anew(tmp_path):
    source = tmp_path / "es/LC_MESSAGES/django.po"
    source.parent.mkdir(parents=True)
    source.write_text(REVIEWED.format("El permiso ha terminado."))
    compile_translations(tmp_path)
    first = read(tmp_path)

    source.write_text(REVIEWED.format("El permiso terminó."))
    later = source.stat().st_mtime + 5
    os.utime(source, (later, later))
    compile_translations(tmp_path)

    assert (first, read(tmp_path)) == ("El permiso ha terminado.", "El permiso terminó.")
