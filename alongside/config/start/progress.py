"""Each step of a start is one line with its time. Standard library only."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

WIDTH = 44


@contextmanager
def step(words: str) -> Iterator[None]:
    """Say what happens now and, when it is done, how long it took."""
    begun = monotonic()
    if sys.stdout.isatty():
        say(f"  {words} ...", end="\r")
    yield
    say(f"  {words:<{WIDTH}} {monotonic() - begun:6.1f} s")


def say(words: str = "", end: str = "\n") -> None:
    sys.stdout.write(words + end)
    sys.stdout.flush()
