"""Starting a real Alongside in a folder of its own, and what is left of it."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from alongside.config.start.postgres import free_port

ROOT = Path(__file__).parents[2]
WORDS = [sys.executable, "-P", "-m", "alongside"]
SHOWN = "Ctrl-C stops everything."
OURS = ("DATABASE_URL", "SECRET_KEY", "PUBLIC_URL", "DATA_DIR", "PORT", "DEMO")


def new_folder():
    """One that PostgreSQL's user can reach, also when we are root."""
    home = Path("/var/lib/alongside") if os.geteuid() == 0 else Path(tempfile.gettempdir())
    home.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="start-", dir=home))
    folder.chmod(0o711)
    return folder


def surroundings(**given):
    """This process's environment without what tests put there."""
    kept = {name: value for name, value in os.environ.items() if not name.endswith(OURS)}
    return kept | {"PYTHONPATH": str(ROOT)} | {name: str(value) for name, value in given.items()}


def say(*words, **given):
    """Run one command to its end: exit code and all it said."""
    done = subprocess.run(
        [*WORDS, *words],
        env=surroundings(**given),
        capture_output=True,
        text=True,
        timeout=180,  # on a machine that does much else, too
        check=False,
    )
    return done.returncode, (done.stdout + done.stderr).strip()


class Started:
    """`alongside run` on a free port, ready to be asked."""

    def __init__(self, folder, **given):
        self.folder, self.port = folder, free_port()
        self.output = folder / "output"
        self.host = urlsplit(given.get("PUBLIC_URL", "http://localhost")).hostname
        with self.output.open("w") as output:
            self.process = subprocess.Popen(
                [*WORDS, "run"],
                env=surroundings(DATA_DIR=folder, PORT=self.port, **given),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.wait()

    def health(self):
        try:
            return json.loads(self.ask("/health"))
        except (URLError, ConnectionError, TimeoutError):
            return {"status": "silent"}

    def ask(self, page):
        headers = {"Host": self.host, "X-Forwarded-Proto": "https"}
        address = f"http://localhost:{self.port}{page}"
        with urlopen(Request(address, headers=headers), timeout=2) as answer:
            return answer.read()

    def wait(self):
        """Until it is well, or has ended."""
        until = time.monotonic() + 240
        while self.health()["status"] != "ok" or SHOWN not in self.output.read_text():
            assert self.process.poll() is None, self.output.read_text()
            assert time.monotonic() < until, self.output.read_text()
            time.sleep(0.1)

    def says(self, words):
        """Everything said since the screen was shown, once these words are in it."""
        until = time.monotonic() + 20
        while words not in (said := self.output.read_text().partition(SHOWN)[2]):
            assert time.monotonic() < until, said
            time.sleep(0.05)
        return said

    def pid_of(self, word):
        """The process that this one started by that word."""
        [found] = [pid for pid, words in processes() if words[-1:] == [word] and self.is_child(pid)]
        return found

    def is_child(self, pid):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1] == str(
            self.process.pid
        )

    def stop(self, number=signal.SIGTERM):
        """Ask for the end; how many seconds it took."""
        begun = time.monotonic()
        self.process.send_signal(number)
        self.process.wait(20)
        return time.monotonic() - begun


def processes():
    """Every process on this machine that has words: its number and its words."""
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                words = (folder / "cmdline").read_text().split("\0")[:-1]
            except OSError:
                continue
            if words:
                yield int(folder.name), words


def left_of(folder):
    """The words of every process that still works for the folder."""
    return [words for _pid, words in processes_of(folder)]


def processes_of(folder):
    """The processes whose words or surroundings name the folder."""
    for pid, words in processes():
        try:
            around = Path(f"/proc/{pid}/environ").read_bytes()
        except OSError:
            continue
        if any(str(folder) in word for word in words) or str(folder).encode() in around:
            yield pid, words
