"""The demo's rota: who answers at each side of the one partnership, so that now and next can be seen."""

from datetime import date, time

from alongside.config.demo.people import Player
from alongside.lib.walls import within
from alongside.partnerships import actions
from alongside.partnerships.actions.rota import Said

ALWAYS, WORKDAYS = [1, 2, 3, 4, 5, 6, 7], [1, 2, 3, 4, 5]
USUAL: Said = {
    "time_zone": "America/Chicago",
    "valid_from": date(2026, 1, 1),
    "mode": "phone",
}
HOTLINE: Said = {
    "role": "hotline",
    "weekdays": ALWAYS,
    "starts": time(0),
    "ends": time(0),
    "line": "(312) 555-0143",
    "line_link": "tel:+1-312-555-0143",
}
BY_DAY: Said = {
    "weekdays": WORKDAYS,
    "starts": time(9),
    "ends": time(17),
}
CONTACT: Said = {
    **BY_DAY,
    "role": "referral_contact",
    "line": "(312) 555-0118",
    "line_link": "tel:+1-312-555-0118",
}
ADVOCATE: Said = {
    **BY_DAY,
    "role": "advocate",
    "line": "(312) 555-0144",
    "line_link": "tel:+1-312-555-0144",
}


def fill_rota(center: Player, nurse: Player, program: Player, advocate: Player) -> None:
    """A referral contact by day at the health center; a hotline and an advocate at the program."""
    with within(center.membership.organization):
        actions.add_rota_time({**USUAL, **CONTACT, "holder": nurse.membership}, by=center.person)
    with within(program.membership.organization):
        actions.add_rota_time({**USUAL, **HOTLINE}, by=program.person)
        actions.add_rota_time(
            {**USUAL, **ADVOCATE, "holder": advocate.membership}, by=program.person
        )
