"""Whether this Alongside works: its database answers and its worker's heart beats."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import OperationalError
from django.utils.timezone import now
from procrastinate.contrib.django.models import ProcrastinateWorker

LONGEST_SILENCE = timedelta(seconds=45)  # a worker says every 10 seconds that it lives


def state() -> dict[str, Any]:
    """Status, database, the worker's last heartbeat and the version, as plain words."""
    try:
        last = ProcrastinateWorker.objects.order_by("-last_heartbeat").first()
    except OperationalError:
        return {"status": "down", "database": "unreachable", "version": settings.VERSION}
    beat = last.last_heartbeat if last else None
    well = beat is not None and now() - beat < LONGEST_SILENCE
    return {
        "status": "ok" if well else "worker silent",
        "database": "ok",
        "worker": {"heartbeat": beat},
        "version": settings.VERSION,
    }
