"""How old a record is, said so that nobody trusts it more than it deserves."""

from datetime import date, timedelta
from typing import Protocol

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

FRESH = timedelta(days=180)  # after this long an organization is asked anew
OLD = timedelta(days=365)


class Dated(Protocol):
    """A record, or what a search found of one: when its list said so, and when its organization did."""

    @property
    def confirmed_on(self) -> date | None: ...

    @property
    def listed_on(self) -> date | None: ...


def age_sentence(record: Dated) -> str:
    """Who last said that a record is right, on which day, and whether to call before going."""
    said = max(filter(None, (record.confirmed_on, record.listed_on)), default=None)
    if said is None:
        return _("Nobody has said lately whether this is right. Call before you go.")
    by_themselves = said == record.confirmed_on
    day = date_format(said, "DATE_FORMAT")
    sentence = (_("Confirmed on %(day)s.") if by_themselves else _("Listed on %(day)s.")) % {
        "day": day
    }
    return f"{sentence} {warning(localdate() - said)}".rstrip()


def warning(age: timedelta) -> str:
    """What to add to a day that is long ago; nothing to a fresh one."""
    if age > OLD:
        return _("That is more than a year ago. Call before you go.")
    if age > FRESH:
        return _("That is more than six months ago. Call before you go.")
    return ""


def is_stale(record: Dated) -> bool:
    """Whether it is time to ask again, as far as the days say."""
    said = max(filter(None, (record.confirmed_on, record.listed_on)), default=date.min)
    return said < localdate() - FRESH


def stale(since: timedelta = FRESH) -> Q:
    """Records that nobody called right for so long, as a query asks it."""
    day = localdate() - since
    unlisted = Q(listed_on=None) | Q(listed_on__lt=day)
    return unlisted & (Q(confirmed_on=None) | Q(confirmed_on__lt=day))
