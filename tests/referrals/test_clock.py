"""What happens by the clock: every act of the clock has its time."""

import pytest
from procrastinate.contrib.django import app

EVERY_MINUTE, EVERY_HOUR = "* * * * *", "23 * * * *"


@pytest.mark.parametrize(
    ("name", "cron"),
    [
        ("alongside.orgs.tasks.seal_logs", EVERY_MINUTE),
        ("alongside.orgs.tasks.send_notices", EVERY_MINUTE),
        ("alongside.referrals.tasks.end_what_is_over", EVERY_MINUTE),
        ("alongside.referrals.tasks.end_what_was_lost", EVERY_MINUTE),
        ("alongside.referrals.tasks.remind_of_unopened", EVERY_MINUTE),
        ("alongside.referrals.tasks.rewrite_letters", EVERY_HOUR),
        ("alongside.orgs.tasks.forget_details", "7 3 * * *"),
        ("alongside.orgs.tasks.remove_old_sessions", EVERY_MINUTE),
    ],
)
def test_it_has_its_time(name, cron):
    known = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}
    assert known[name] == cron
