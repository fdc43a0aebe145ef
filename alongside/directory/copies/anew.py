"""Copies that tell what may no longer be told are thrown away at once, and made anew."""

from django.utils.timezone import now
from procrastinate.contrib.django import app

from alongside.directory.models import Copy, Piece

State = Copy.State


def make_copies_anew() -> None:
    """In the transaction that is open: nobody can fetch what was made before, and all is made again."""
    made = Copy.objects.exclude(state__in=[State.WAITING, State.FAILED])
    again = list(made.select_for_update().order_by("pk").values_list("pk", flat=True))
    Piece.objects.filter(copy__in=again).delete()
    Copy.objects.filter(pk__in=again).update(
        state=State.WAITING, asked_at=now(), ended_at=None, made_so_far=0, size=0
    )
    job = app.configure_task("alongside.directory.tasks.make_copy", queue="imports")
    for pk in again:
        job.defer(copy=str(pk))
