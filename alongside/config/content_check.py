"""Look through everything in content/: what is wrong, in which file, on which line."""

import os
from collections.abc import Callable, Iterator
from functools import partial

import click
import django

from alongside.config.quality import PRETENDED
from alongside.lib.wrongs import Wrong, wrong_pairs


def say_what_is_wrong() -> int:
    """One line for each thing that is wrong; exit code 1 if there is any."""
    os.environ.update(os.environ | PRETENDED)
    django.setup()
    found = sorted(wrongs())
    for wrong in found:
        click.echo(str(wrong))
    click.echo(f"{len(found)} to put right." if found else "All content is in order.")
    return 1 if found else 0


def wrongs() -> Iterator[Wrong]:
    for look in looks():
        yield from look()


def looks() -> tuple[Callable[[], Iterator[Wrong]], ...]:
    """Who looks at which folder. A new kind of content adds its own here."""
    from alongside.directory.content import wrong_words
    from alongside.partnerships import wrong_clauses

    return (
        wrong_words.wrong_needs,
        wrong_words.wrong_traits,
        wrong_words.wrong_languages,
        wrong_words.wrong_further,
        wrong_words.wrong_explainers,
        partial(wrong_pairs, "said"),
        partial(wrong_pairs, "phrases"),
        wrong_clauses.wrong_clauses,
        wrong_clauses.wrong_cues,
    )
