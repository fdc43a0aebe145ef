"""What an agreement settles, for whoever stands at a command line: as a table, or as JSON for other software."""

import json
import os
import textwrap
from pathlib import Path

import click
import django

from alongside.config.quality import PRETENDED

NO_ADVICE = (
    "This was read by patterns, not by a lawyer. It is no legal advice: have counsel and your "
    "coalition look at the text."
)


def check(file: Path, *, as_json: bool) -> int:
    """Exit code 2 and a sentence where the file cannot be read."""
    os.environ.update(os.environ | PRETENDED)
    django.setup()
    from alongside.partnerships.coverage import documents
    from alongside.partnerships.coverage.check import check as read

    try:
        found = read(documents.text_of(file))
    except documents.Unreadable as why:
        click.echo(str(why), err=True)
        return 2
    elements = {
        name: {"status": one.status.value, "one_sided": one.one_sided, "passage": one.passage}
        for name, one in found.items()
    }
    if as_json:
        click.echo(json.dumps({"elements": elements}, ensure_ascii=False, indent=2))
    else:
        show(elements)
    return 0


def show(elements: dict[str, dict[str, str | bool | None]]) -> None:
    """A line for each element in the order of the clauses, and below it where the text says so."""
    from alongside.partnerships.clauses import clauses

    titles = {name: clause.title for clause in clauses().values() for name in clause.elements}
    for name, one in elements.items():
        sided = ", one side only" if one["one_sided"] else ""
        click.echo(f"{one['status']!s:14}{titles[name]} ({name}){sided}")
        if one["passage"]:
            words = textwrap.shorten(" ".join(str(one["passage"]).split()), 300, placeholder=" …")
            click.echo(textwrap.indent(textwrap.fill(words, 84), " " * 16))
    click.echo(f"\n{NO_ADVICE}")
