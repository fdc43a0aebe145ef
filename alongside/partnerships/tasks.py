"""By the clock: are people still right, what ends or comes due soon, who takes over; and what is forgotten."""

from django.db.models import Q
from django.utils.timezone import localdate
from procrastinate.contrib.django import app

from alongside.lib.walls import within
from alongside.orgs.models import Organization
from alongside.partnerships import actions
from alongside.partnerships.models import Handover, Member, Question


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


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="hand_over")
def hand_over(timestamp: int) -> None:
    left = Q(pk__in=Member.objects.left_behind().values("organization"))
    told = Q(pk__in=Handover.objects.to_tell(localdate()).values("member__organization"))
    for organization in Organization.objects.filter(left | told):
        with within(organization):
            actions.hand_over(organization)


@app.periodic(cron="47 9 * * *")  # at night on the mainland
@app.task(queueing_lock="forget_rota")
def forget_rota(timestamp: int) -> None:
    actions.forget_rota()


@app.periodic(cron="37 15 * * *")
@app.task(queueing_lock="remind_of_commitments")
def remind_of_commitments(timestamp: int) -> None:
    for organization in Organization.objects.on_alongside():
        with within(organization):
            actions.remind_of_commitments(organization)


@app.periodic(cron="3 * * * *")
@app.task(queueing_lock="close_questions")
def close_questions(timestamp: int) -> None:
    over = Question.objects.over().values("opened_by")
    for organization in Organization.objects.filter(pk__in=over):
        with within(organization):
            actions.close_questions(organization)
