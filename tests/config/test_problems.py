"""What stands in the way of a start is one plain sentence and exit code 1."""

import os
import subprocess
import sys

import pytest

from alongside.config.start import folder as folders
from alongside.config.start import frontend, locks
from alongside.config.start.problems import CannotStart
from tests.config import starting

SETUP = starting.ROOT / "scripts" / "setup.py"
OLD = "import sys; sys.version_info = (3, 10, 1); exec(open(sys.argv[1]).read())"
UNREACHABLE = {
    "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
    "PIP_EXTRA_INDEX_URL": "",
    "PIP_FIND_LINKS": "",
    "PIP_CONFIG_FILE": os.devnull,
    "PIP_NO_CACHE_DIR": "1",
    "PIP_RETRIES": "0",
}


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"PORT": "many"}, "PORT is 'many'. Set it to a whole number."),
        ({"PORT": "70000"}, "PORT is 70000. Set it to a number from 1 to 65535."),
        ({"PUBLIC_URL": "here"}, "PUBLIC_URL looks like https://alongside.example.org."),
        (
            {"DATABASE_URL": "mysql://x/y"},
            "A database address looks like postgres://person:word@host:5432/name.",
        ),
        (
            {"DATA_DIR": "/dev/null/data/deep"},
            "The folder /dev/null/data/deep cannot be written: not a directory.",
        ),
    ],
)
def test_what_is_malformed_is_named(given, sentence):
    code, words = starting.say("migrate", **given)

    assert (code, words.splitlines()[-1]) == (1, sentence)


def test_an_old_python_is_told_what_is_needed():
    done = subprocess.run(
        [sys.executable, "-c", OLD, SETUP], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (
        1,
        "Alongside needs Python 3.11 or newer. Name one: make run PYTHON=python3.12\n",
    )


def test_a_missing_venv_module_is_named(tmp_path):
    (tmp_path / "sitecustomize.py").write_text("import sys; sys.modules['ensurepip'] = None")
    done = subprocess.run(
        [sys.executable, SETUP],
        env=starting.surroundings() | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (
        1,
        "Python's venv module is missing. Install it (Debian, Ubuntu: "
        "apt-get install python3-venv) and try again.\n",
    )


def test_without_a_network_packages_are_not_installed(tmp_path, monkeypatch):
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "run.lock").write_text(f"thing==1.0 --hash=sha256:{'0' * 64}\n")
    monkeypatch.setattr(locks, "ROOT", tmp_path)
    monkeypatch.setattr(locks, "VENV", tmp_path)
    for name, value in UNREACHABLE.items():
        monkeypatch.setenv(name, value)

    with pytest.raises(CannotStart, match="the package index cannot be reached"):
        locks.install("run")


def test_a_package_that_differs_from_its_hash_is_not_installed():
    said = "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE."

    assert locks.cause(said) == "a package differs from the one this project was made with."


def test_without_a_network_the_frontend_says_so():
    assert frontend.cause("npm error code ECONNREFUSED") == (
        "the package registry cannot be reached. Is there a network?"
    )


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a small disk")
def test_a_full_disk_is_named(folder):
    mounted = ["mount", "-t", "tmpfs", "-o", "size=20m,mode=711", "tmpfs", folder]
    subprocess.run(mounted, check=True)
    try:
        with pytest.raises(CannotStart, match="is nearly full: 20 MB are left"):
            folders.check_room(folder)
    finally:
        subprocess.run(["umount", folder], check=True)
