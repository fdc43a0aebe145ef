"""Every sentence people read is found in the code itself and has a place in each translation."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import polib
from babel.messages.catalog import Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from django.utils.translation.template import templatize

from alongside.config.start.folder import ROOT

CODE = ROOT / "alongside"
LOCALE = ROOT / "locale"
LAZY = {f"{word}_lazy": DEFAULT_KEYWORDS[word] for word in ("gettext", "ngettext", "pgettext")}
LATER = {
    "npgettext_lazy": DEFAULT_KEYWORDS["npgettext"],
    "gettext_noop": DEFAULT_KEYWORDS["gettext"],
}
KEYWORDS = DEFAULT_KEYWORDS | LAZY | LATER


@dataclass
class Sentence:
    """One sentence of the code, and the files that say it."""

    singular: str
    plural: str = ""
    context: str | None = None
    files: list[str] = field(default_factory=list)

    def entry(self) -> polib.POEntry:
        """The sentence as translators see it, before they have said it."""
        message = Message((self.singular, self.plural) if self.plural else self.singular)
        return polib.POEntry(
            msgid=self.singular,
            msgid_plural=self.plural,
            msgctxt=self.context,
            msgstr_plural={0: "", 1: ""} if self.plural else {},
            occurrences=[(file, "") for file in self.files],
            flags=["python-format"] if message.python_format else [],
        )


def sentences(code: Path = CODE) -> list[Sentence]:
    """Every sentence once, in the order of the files and of what is read in them."""
    found: dict[tuple[str, str | None], Sentence] = {}
    for file in sorted([*code.rglob("*.py"), *code.rglob("templates/**/*.*")]):
        for sentence in said_in(file):
            known = found.setdefault((sentence.singular, sentence.context), sentence)
            known.plural = known.plural or sentence.plural
            name = file.relative_to(code.parent).as_posix()
            if name not in known.files:
                known.files.append(name)
    return list(found.values())


def said_in(file: Path) -> Iterator[Sentence]:
    """The sentences of a Python file, or of a template once it is written as Python."""
    source = file.read_text()
    if file.suffix != ".py":
        # What is no sentence becomes X; its indentation means nothing.
        source = "\n".join(line.strip() for line in templatize(source).splitlines())
    for _line, said, _comments, context in extract("python", BytesIO(source.encode()), KEYWORDS):
        singular, plural = (said, "") if isinstance(said, str) else said[:2]
        if singular:
            yield Sentence(singular, plural, context)


def update(translation: Path, found: list[Sentence]) -> tuple[int, int]:
    """Give each sentence its place, keep what is translated, drop what is gone; says how many came and went."""
    old = polib.pofile(str(translation), wrapwidth=0)
    known = {(entry.msgid, entry.msgctxt): entry for entry in old if not entry.obsolete}
    were = len(known)
    new = polib.POFile(wrapwidth=0)
    new.header, new.metadata = old.header, old.metadata
    for sentence in found:
        entry = sentence.entry()
        if before := known.pop((entry.msgid, entry.msgctxt), None):
            keep(before, entry)
        new.append(entry)
    new.save(str(translation))
    return len(found) - (were - len(known)), len(known)


def keep(before: polib.POEntry, entry: polib.POEntry) -> None:
    """What a person wrote stays: the translation, remarks, and the mark that it needs another look."""
    entry.comment, entry.tcomment = before.comment, before.tcomment
    if bool(before.msgid_plural) == bool(entry.msgid_plural):
        entry.msgstr, entry.msgstr_plural = before.msgstr, before.msgstr_plural
    if before.fuzzy:
        entry.flags.append("fuzzy")


def update_all() -> Iterator[str]:
    """Each translation brought to what the code says now, and one line about it."""
    found = sentences()
    for translation in sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
        came, went = update(translation, found)
        waiting = len(polib.pofile(str(translation)).untranslated_entries())
        language = translation.parts[-3]
        yield f"{language}: {len(found)} sentences, {came} new, {went} gone, {waiting} to translate"
