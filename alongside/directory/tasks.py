"""By the clock: ask whether old records are still right, and go on with lists that are brought in."""

from procrastinate.contrib.django import app

from alongside.directory import actions
from alongside.directory.copies.making import make
from alongside.directory.models import Copy
from alongside.directory.searching import entries
from alongside.lib.walls import within
from alongside.orgs.models import Organization


@app.periodic(cron="13 8 * * *")  # at night on the mainland
@app.task(queueing_lock="follow_hours")
def follow_hours(timestamp: int) -> None:
    entries.follow_hours()


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="rebuild_missing")
def rebuild_missing(timestamp: int) -> None:
    entries.rebuild_missing()


@app.periodic(cron="43 14 * * *")
@app.task(queueing_lock="ask_to_confirm")
def ask_to_confirm(timestamp: int) -> None:
    for organization in Organization.objects.on_alongside():
        with within(organization):
            actions.ask_to_confirm(organization)


@app.task(queue="imports")
def work_on_imports() -> None:
    """Woken by whoever brings a list in."""
    actions.work_on_imports()


@app.periodic(cron="* * * * *")
@app.task(queue="imports", queueing_lock="take_up_imports")
def take_up_imports(timestamp: int) -> None:
    """What a worker left that was ended meanwhile, and lists that were read at the keyboard."""
    actions.work_on_imports()


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="forget_copies")
def forget_copies(timestamp: int) -> None:
    actions.forget_copies()


@app.task(queue="imports")
def make_copy(copy: str) -> None:
    """One after the other, beside the clock's work. A copy that was forgotten meanwhile is not made."""
    for wanted in Copy.objects.filter(pk=copy):
        make(wanted)
