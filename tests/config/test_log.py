"""A mistake of ours is logged loudly: where in the code, never with what."""

import io
import logging

import pytest

from alongside.config.log import Where
from alongside.orgs.keys_page import KeysPage


@pytest.fixture
def broken(monkeypatch):
    def facts(page):
        raise RuntimeError("Maria Quetzal")

    monkeypatch.setattr(KeysPage, "facts", property(facts))


@pytest.fixture
def said(monkeypatch):
    """What the log of crashes prints."""
    out = io.StringIO()
    for handler in logging.getLogger("django.request").handlers:
        if isinstance(handler.formatter, Where):
            monkeypatch.setattr(handler, "stream", out)
    return out


def test_a_crash_behind_the_sign_in_says_where_and_nothing_else(client, ada, broken, said):
    client.force_login(ada)
    client.raise_request_exception = False

    answer = client.get("/keys/?near=60608")

    line = said.getvalue()
    assert (answer.status_code, len(line.splitlines())) == (500, 1)
    assert "ERROR alongside.web RuntimeError at " in line
    assert "test_log.py:" in line
    assert [word in line for word in ("Maria", "/keys/", "60608", ada.email)] == [False] * 4


def test_a_page_that_is_not_there_is_no_mistake(client, db, said):
    assert client.get("/nothing/here/").status_code == 404
    assert said.getvalue() == ""


def test_nor_is_somebody_who_may_not(client, ada, said):
    client.force_login(ada)
    assert client.get("/people/invite/").status_code == 403
    assert said.getvalue() == ""
