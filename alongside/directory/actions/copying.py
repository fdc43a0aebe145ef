"""Asking for a copy of the directory, and forgetting copies after an hour."""

from datetime import timedelta

from django.db import transaction
from django.utils.formats import number_format
from django.utils.timezone import now
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from alongside.audit.actions import record
from alongside.directory.copies.chosen import sites_chosen
from alongside.directory.copies.volumes import MOST
from alongside.directory.models import Copy
from alongside.lib.errors import Blocked
from alongside.orgs.models import Person

KEPT = timedelta(hours=1)
AT_ONCE = 3  # copies that one person may wait for


@transaction.atomic
def ask_for_copy(copy: Copy, *, by: Person) -> None:
    """Have a copy made. Blocked while three are made for the same person, and for a booklet that is too thick."""
    waiting = Copy.objects.filter(by=by, ended_at=None, asked_at__gt=now() - KEPT)
    if waiting.count() >= AT_ONCE:
        raise Blocked(_("Three copies are being made for you. Wait until one is ready."))
    if copy.form == Copy.Form.BOOKLET and sites_chosen(copy).count() > MOST:
        raise Blocked(
            _("This would be more than %s places. Choose a state, or some counties.")
            % number_format(MOST, force_grouping=True)
        )
    copy.by = by
    copy.save()
    record("copy_asked", by=by, organization=by.here, subject=copy)
    job = app.configure_task("alongside.directory.tasks.make_copy", queue="imports")
    job.defer(copy=str(copy.pk))


def forget_copies() -> None:
    """What is in a copy may have been put right since: none is kept longer than an hour."""
    Copy.objects.filter(asked_at__lt=now() - KEPT).delete()
