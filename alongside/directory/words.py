"""What somebody means who types words: needs, as people call them in both languages, and other words."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Understood:
    """The needs that were meant, and the words that are left to be searched for, spelled right."""

    needs: tuple[int, ...] = ()
    words: str = ""

    @property
    def sentence(self) -> str:
        """“Showing: Emergency shelter · harbor”; blank where nothing was typed."""
        return ""


def understood(typed: str) -> Understood:
    return Understood(words=typed)
