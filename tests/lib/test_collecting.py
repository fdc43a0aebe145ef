"""How often Python looks for rings of objects, while a list is read and afterwards."""

import gc
from contextlib import suppress

import pytest

from alongside.lib.collecting import SELDOM, collecting_seldom


@pytest.mark.parametrize("fails", [False, True])
def test_afterwards_python_looks_as_often_as_before_also_after_a_failure(fails):
    usual, frozen = gc.get_threshold(), gc.get_freeze_count()
    with suppress(LookupError), collecting_seldom():
        assert gc.get_threshold() == (SELDOM, *usual[1:])
        assert gc.get_freeze_count() > frozen
        if fails:
            raise LookupError
    assert (gc.get_threshold(), gc.get_freeze_count()) == (usual, frozen)
