"""Telling people that something waits, and nothing more."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import now
from django.utils.translation import gettext as _

from alongside.orgs.models import Notice, Person

AT_MOST_EVERY = timedelta(minutes=10)  # promise 9


def notify(people: Iterable[Person]) -> None:
    """Let each of these people know that something waits for them."""
    Notice.objects.bulk_create([Notice(person=person) for person in people])


@transaction.atomic
def send_notices() -> None:
    """Mail everybody for whom something waits, at most once in ten minutes each."""
    recent = Notice.objects.filter(sent_at__gt=now() - AT_MOST_EVERY).values("person")
    due = Notice.objects.filter(sent_at=None).exclude(person__in=recent)
    people = Person.objects.filter(pk__in=due.values("person"), is_active=True)
    for person in people:
        with translation.override(person.language):
            words = _("Something waits for you. Sign in to see what:")
            front = settings.PUBLIC_URL + reverse("home:front")
            send_mail("Alongside", f"{words}\n\n{front}\n", None, [person.email])
    told = {person.pk for person in people}
    Notice.objects.filter(sent_at=None, person__in=told).update(sent_at=now())
    Notice.objects.filter(sent_at__lt=now() - AT_MOST_EVERY).delete()
