"""What the site's and the worker's own processes do."""

import asyncio
import gc
import logging
from importlib import import_module
from typing import cast

from alongside.config.start import guard, leash
from alongside.config.start.surroundings import read
from alongside.lib.environment import number, text


def web() -> None:
    """Serve pages, with granian. No access log: it would hold addresses."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    here = read()
    guard.check(text("DATABASE_URL"), is_local=here.is_local)
    leash.follow()
    import_module("alongside.config.wsgi")  # once, before the processes that serve are forked
    import_module("alongside.config.urls")
    gc.freeze()  # what was read stays: the processes share it, and do not look at it for garbage
    # More processes than processors are meant: connections come to them by chance, and none must wait.
    logging.getLogger("_granian").addFilter(
        lambda said: "number of workers" not in said.getMessage()
    )
    Granian(
        "alongside.config.wsgi:application",
        address=here.listen,
        port=here.port,
        interface=Interfaces.WSGI,
        workers=number("WEB_WORKERS", 4),
        blocking_threads=number("WEB_THREADS", 2),
        websockets=False,
        log_level=LogLevels.warning,
        log_access=False,
        respawn_failed_workers=True,
        workers_kill_timeout=2,
    ).serve()


def worker() -> None:
    """Do what the clock says and what must be tried again."""
    here = read()
    guard.check(text("DATABASE_URL"), is_local=here.is_local)
    leash.follow()
    import django

    django.setup()
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    from alongside.config.jobs import work

    connector = cast(DjangoConnector, app.connector).get_worker_connector()
    with app.replace_connector(connector) as jobs:
        asyncio.run(work(jobs))
