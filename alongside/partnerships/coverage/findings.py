"""What is found about one element of an agreement."""

from dataclasses import dataclass
from enum import StrEnum, auto


class Status(StrEnum):
    PRESENT = auto()  # the text itself settles it
    PARTIAL = auto()  # touched, but something essential is missing
    ABSENT = auto()  # not there, a heading without content, a blank, or denied
    CONTRADICTED = auto()  # the opposite of survivor-centred practice


class Side(StrEnum):
    HEALTH = auto()
    PROGRAM = auto()


@dataclass(frozen=True)
class Finding:
    status: Status
    passage: str | None = None  # as it stands in the text; none where nothing is there
    one_sided: bool = False


ABSENT = Finding(Status.ABSENT)
