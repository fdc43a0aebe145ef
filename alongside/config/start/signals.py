"""The first Ctrl-C, SIGTERM or closed terminal ends a start in order; later ones change nothing."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
state = {"asked": False, "unbroken": False}


class Stopped(BaseException):
    """Somebody asked for the end."""


def listen() -> None:
    for number in ENDING:
        nohup = number == signal.SIGHUP and signal.getsignal(number) == signal.SIG_IGN
        if not nohup:
            signal.signal(number, note)


def note(number: int, frame: FrameType | None) -> None:
    if state["asked"]:
        return
    state["asked"] = True
    if not state["unbroken"]:
        raise Stopped


@contextmanager
def unbroken() -> Iterator[None]:
    """What must not be cut in half: an end asked for meanwhile comes right after."""
    state["unbroken"] = True
    try:
        yield
    finally:
        state["unbroken"] = False
    if state["asked"]:
        raise Stopped
