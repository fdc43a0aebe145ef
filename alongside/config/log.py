"""What the log says of a mistake of ours: which kind and where in the code, never with what."""

import logging
import traceback

FRAMES = 8


def is_a_mistake(record: logging.LogRecord) -> bool:
    """Django logs every answer from 400 up with its path; only what crashed is kept here."""
    return bool(record.exc_info)


class Where(logging.Formatter):
    """The exception's name and the lines it came through, the innermost first: no message, no path."""

    def format(self, record: logging.LogRecord) -> str:
        kind, exception, _ = record.exc_info or (None, None, None)
        frames = traceback.extract_tb(exception.__traceback__ if exception else None)
        where = " < ".join(
            f"{frame.filename}:{frame.lineno}" for frame in frames[: -FRAMES - 1 : -1]
        )
        stamp = self.formatTime(record)
        return f"{stamp} ERROR alongside.web {kind.__name__ if kind else '-'} at {where}"
