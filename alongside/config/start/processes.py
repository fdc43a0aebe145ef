"""The processes of a start: each in a group of its own, ended together, begun again when one dies."""

import os
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from time import monotonic, sleep

from alongside.config.start.problems import CannotStart
from alongside.config.start.progress import say

PATIENCE = 2.5  # seconds that a process has to end by itself
AT_ONCE = 5.0  # seconds: one that lived shorter did not really start
TRIES = 3


@dataclass
class Process:
    """One of ours, by the word that starts it."""

    word: str
    environment: dict[str, str]
    began: float = 0.0
    failures: int = 0
    running: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def start(self) -> None:
        self.began = monotonic()
        self.running = subprocess.Popen(
            [sys.executable, "-P", "-m", "alongside", self.word],
            env=self.environment | {"ALONGSIDE_LEASH": "1"},
            stdin=subprocess.PIPE,  # ends when we end, however we end
            start_new_session=True,
        )

    @property
    def is_alive(self) -> bool:
        return self.running is not None and self.running.poll() is None

    def signal_group(self, number: signal.Signals) -> None:
        if self.running:
            try:
                os.killpg(self.running.pid, number)
            except ProcessLookupError:
                return

    def end(self) -> None:
        if self.running and self.is_alive:
            self.running.terminate()

    def revive(self) -> None:
        """Begin again after a death; give up when it dies at once, again and again."""
        short = monotonic() - self.began < AT_ONCE
        self.failures = self.failures + 1 if short else 0
        if self.failures >= TRIES:
            raise CannotStart(f"The {self.word} process ends at once. Its own words are above.")
        say(f"The {self.word} process ended and is started again.")
        self.signal_group(signal.SIGKILL)
        self.start()


def stop_all(processes: list[Process]) -> None:
    """Ask, wait, and then insist: nothing of the group is left."""
    for process in processes:
        process.end()
    until = monotonic() + PATIENCE
    while monotonic() < until and any(process.is_alive for process in processes):
        sleep(0.02)
    for process in processes:
        process.signal_group(signal.SIGKILL)
        if process.running:
            process.running.wait()
