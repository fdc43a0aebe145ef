"""How often Python looks for rings of objects that nobody refers to any more."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = 50_000  # objects made and not gone, instead of 700


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Where rows come and go by the hundred thousand and form no rings: looking took a quarter of the time."""
    usual = gc.get_threshold()
    gc.freeze()  # what was there before is not looked at
    gc.set_threshold(SELDOM, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()
