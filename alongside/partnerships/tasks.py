"""By the clock: ask each side whether its people are still right, and tell it when an agreement ends soon."""

from procrastinate.contrib.django import app

from alongside.lib.walls import within
from alongside.orgs.models import Organization
from alongside.partnerships import actions


@app.periodic(cron="17 15 * * *")  # in the morning on the mainland
@app.task(queueing_lock="ask_about_people")
def ask_about_people(timestamp: int) -> None:
    for organization in Organization.objects.on_alongside():
        with within(organization):
            actions.ask_about_people(organization)


@app.periodic(cron="27 15 * * *")
@app.task(queueing_lock="remind_of_terms")
def remind_of_terms(timestamp: int) -> None:
    for organization in Organization.objects.on_alongside():
        with within(organization):
            actions.remind_of_terms(organization)
