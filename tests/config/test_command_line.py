"""The words of the command line, and the make words that are thin over them."""

import re
import subprocess

import psycopg
import pytest

from alongside.config.cli import alongside
from alongside.config.start import chromium, postgres
from alongside.config.start.problems import CannotStart
from tests.config import starting


def test_help_tells_every_word():
    code, words = starting.say("--help")

    shown = re.findall(r"^  ([a-z]+)  ", words, re.MULTILINE)
    assert code == 0
    assert shown == sorted(name for name, word in alongside.commands.items() if not word.hidden)


def test_make_alone_lists_its_words():
    said = subprocess.run(
        ["make"], cwd=starting.ROOT, capture_output=True, text=True, check=True
    ).stdout

    listed = re.findall(r"^make (\w+)", said, re.MULTILINE)
    assert listed == ["run", "test", "quick", "check", "fix", "bench"]
    assert set(listed) <= set(alongside.commands)


def test_an_unknown_word_is_an_error_without_a_traceback():
    code, words = starting.say("xyzzy")

    assert code == 2
    assert words.splitlines()[-1] == "Error: No such command 'xyzzy'."


def test_without_chromium_or_leave_to_install_it_one_sentence_says_what_is_missing(
    tmp_path, monkeypatch
):
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(CannotStart, match="apt-get install chromium"):
        chromium.ensure()


def test_the_status_of_nothing_starts_nothing(tmp_path):
    assert starting.say("status", DATA_DIR=tmp_path) == (
        1,
        f"Alongside does not run with the folder {tmp_path}.",
    )


@pytest.mark.parametrize("word", ["web", "worker"])
def test_neither_site_nor_worker_starts_as_the_owner(shared_folder, word):
    owner = postgres.start_private(shared_folder, settings={"fsync": "off"})
    with psycopg.connect(owner) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS thing (id int)")

    code, words = starting.say(
        word, DATABASE_URL=owner, SECRET_KEY="quiet", PORT=postgres.free_port()
    )

    assert (code, words) == (
        1,
        "The database role of DATABASE_URL may create roles and owns tables. The site and the "
        "worker must use roles that cannot: `alongside run` makes them.",
    )
