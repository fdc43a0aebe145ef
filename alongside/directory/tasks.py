"""Once a day: ask organizations whose records are old whether they are still right."""

from procrastinate.contrib.django import app

from alongside.directory import actions
from alongside.directory.entries import follow_hours as follow
from alongside.lib.walls import within
from alongside.orgs.models import Organization


@app.periodic(cron="13 8 * * *")  # as the day begins from Guam to New York
@app.task(queueing_lock="follow_hours")
def follow_hours(timestamp: int) -> None:
    follow()


@app.periodic(cron="43 14 * * *")
@app.task(queueing_lock="ask_to_confirm")
def ask_to_confirm(timestamp: int) -> None:
    for organization in Organization.objects.on_alongside():
        with within(organization):
            actions.ask_to_confirm(organization)
