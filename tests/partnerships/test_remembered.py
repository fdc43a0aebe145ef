"""Every act that changes something is remembered in the audit."""

import ast
from pathlib import Path

import pytest

from alongside.partnerships import actions

FOLDER = Path(actions.__file__).parent
# What only reads or checks, tells somebody that something waits, or forgets what is old.
CHANGE_NOTHING = {
    *("Asking", "document_to_sign", "earliest_end", "make_document", "next_day"),
    *("ready_to_sign", "require_champion", "require_holder"),
    *("ask_about_people", "remind_of_commitments", "remind_of_terms", "forget_rota"),
}
FUNCTIONS = {
    found.name: {
        call.func.id
        for call in ast.walk(found)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
    }
    for file in FOLDER.glob("*.py")
    for found in ast.parse(file.read_text()).body
    if isinstance(found, ast.FunctionDef)
}


def remembers(name, seen=()):
    """Whether a function, or one that it calls, records an act."""
    if name == "record":
        return True
    called = FUNCTIONS.get(name, set()) if name not in seen else set()
    return any(remembers(one, (*seen, name)) for one in called)


@pytest.mark.parametrize("act", sorted(set(actions.__all__) - CHANGE_NOTHING))
def test_an_act_is_remembered(act):
    assert remembers(act)


def test_what_is_left_out_is_there_and_remembers_nothing():
    assert set(actions.__all__) >= CHANGE_NOTHING
    assert [act for act in CHANGE_NOTHING if remembers(act)] == []
