"""By the clock, for each organization: seal the log, forget details, end access, tell who is waited for."""

from django.contrib.sessions.models import Session
from django.utils.timezone import now
from procrastinate.contrib.django import app

from alongside.audit import actions as audit
from alongside.lib.walls import within
from alongside.orgs import actions
from alongside.orgs.models import Leaving, Organization


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="seal_logs")
def seal_logs(timestamp: int) -> None:
    for organization in Organization.objects.on_alongside():
        with within(organization):
            audit.seal(organization.pk)


@app.periodic(cron="7 3 * * *")
@app.task(queueing_lock="forget_details")
def forget_details(timestamp: int) -> None:
    for organization in Organization.objects.on_alongside():
        with within(organization):
            audit.forget_details(organization)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="end_overdue")
def end_overdue(timestamp: int) -> None:
    over = Leaving.objects.over().values("membership__organization")
    for organization in Organization.objects.filter(pk__in=over):
        actions.end_overdue(organization)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="send_notices")
def send_notices(timestamp: int) -> None:
    actions.send_notices()


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="remove_old_sessions")
def remove_old_sessions(timestamp: int) -> None:
    Session.objects.filter(expire_date__lt=now()).delete()
