"""By the clock, for each organization: end what is over or lost, remind of what waits; hourly, rewrite the letters."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from alongside.orgs.models import Organization
from alongside.referrals import actions


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="end_what_is_over")
def end_what_is_over(timestamp: int) -> None:
    for organization in Organization.objects.on_alongside():
        actions.end_what_is_over(organization)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="end_what_was_lost")
def end_what_was_lost(timestamp: int) -> None:
    for organization in Organization.objects.on_alongside():
        actions.end_what_was_lost(organization)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="remind_of_unopened")
def remind_of_unopened(timestamp: int) -> None:
    for organization in Organization.objects.on_alongside():
        actions.remind_of_unopened(organization)


# PostgreSQL may end a rewrite beside an erasure with "missing chunk", and somebody's older look at the
# database keeps erased letters: a minute later it is done.
AGAIN = RetryStrategy(max_attempts=5, wait=60)


@app.periodic(cron="23 * * * *")
@app.task(queueing_lock="rewrite_letters", retry=AGAIN)
def rewrite_letters(timestamp: int) -> None:
    actions.rewrite_letters()
