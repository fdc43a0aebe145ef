"""When a place is open: read from the hours of a record, said in plain sentences, in its own time zone."""

from django.utils.translation import gettext as _


def opening_sentence(minutes: str, time_zone: str) -> str:
    """What to expect there now, from minutes of the week as the search table holds them."""
    return _("Hours unknown")
