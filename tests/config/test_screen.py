"""The screen at the end of a start says what its reader must do next."""

import pytest

from alongside.config.start import screen
from alongside.config.start.surroundings import Surroundings

PUBLIC, LOCAL = "https://alongside.example.org", "http://localhost:8000"
RELAY = "django.core.mail.backends.smtp.EmailBackend"


@pytest.mark.parametrize(
    ("address", "relay", "times"), [(PUBLIC, "", 1), (PUBLIC, RELAY, 0), (LOCAL, "", 0)]
)
def test_a_public_server_says_that_no_mail_leaves_it(
    tmp_path, capsys, monkeypatch, address, relay, times
):
    monkeypatch.setenv("EMAIL_BACKEND", relay)
    here = Surroundings(tmp_path, 8000, "127.0.0.1", address, "postgres://x:y@localhost/z")
    screen.show(here, has_demo=False)
    assert capsys.readouterr().out.count(screen.NO_MAIL) == times
