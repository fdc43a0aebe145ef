"""A process that `run` started ends when `run` is gone, also when that one was killed."""

import os
import signal
from threading import Thread


def follow() -> None:
    """Watch the line to the starter, if one was given."""
    if os.environ.get("ALONGSIDE_LEASH"):
        Thread(target=wait_for_the_end, daemon=True).start()


def wait_for_the_end() -> None:
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
