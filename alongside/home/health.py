"""Whether this Alongside works: its database answers and its worker's heart beats."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import OperationalError
from django.utils.timezone import now
from procrastinate.contrib.django.models import ProcrastinateWorker

LONGEST_SILENCE = timedelta(seconds=45)  # a worker says every 10 seconds that it lives


@dataclass(frozen=True)
class Health:
    database: str
    heartbeat: datetime | None = None

    @property
    def status(self) -> str:
        if self.database != "ok":
            return "down"
        fresh = self.heartbeat is not None and now() - self.heartbeat < LONGEST_SILENCE
        return "ok" if fresh else "worker silent"

    def as_words(self) -> dict[str, Any]:
        return {
            "status": self.status,
            "database": self.database,
            "worker": {"heartbeat": self.heartbeat},
            "version": settings.VERSION,
        }


def state() -> Health:
    """Asked anew each time."""
    try:
        last = ProcrastinateWorker.objects.order_by("-last_heartbeat").first()
    except OperationalError:
        return Health("unreachable")
    return Health("ok", last.last_heartbeat if last else None)
