"""The part of a start that needs the whole application: a process of its own, gone when done."""

import django
from django.conf import settings

from alongside.config.start import database
from alongside.config.start.progress import step
from alongside.lib.environment import text


def prepare(*, with_demo: bool) -> None:
    """Migrate, gather static files, and see that somebody can sign in."""
    django.setup()
    with database.in_plain_words():
        prepare_in_order(with_demo)


def prepare_in_order(with_demo: bool) -> None:
    from alongside.config.start import demo, schema, static

    with step("Bring the database up to date"):
        schema.migrate()
    with step("Gather static files"):
        static.collect()
    if with_demo:
        with step("Load the demo"):
            demo.load_once(settings.DATA_DIR)
    email = text("ADMINISTRATOR_EMAIL", f"administrator@{settings.PUBLIC_HOST}")
    demo.first_link(settings.DATA_DIR, email)
