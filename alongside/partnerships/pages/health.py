"""Is a partnership healthy? Four plain signals, never one score.

Each is read from our own acts, or from what the other side published. Nothing here reads a referral,
and none of it is shown to anybody but our own people.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from alongside.audit.models import Detail, Event
from alongside.partnerships.models import Agreement, Member
from alongside.partnerships.pages.due import Due

QUIET = timedelta(days=90)
ENDING = timedelta(days=60)
AT_ONCE = 5  # names in a sentence
# Our own acts in which somebody spoke with the other side about working together.
SPOKEN = {"partnership_spoke", "fingerprint_confirmed"}


class Standing(models.TextChoices):
    WELL = "well", gettext_lazy("in order")
    LOOK = "look", gettext_lazy("look at this")
    UNKNOWN = "unknown", gettext_lazy("not known yet")


@dataclass(frozen=True)
class Signal:
    """What it is about, how it stands, and why, in a sentence."""

    name: str
    standing: Standing
    why: str

    @property
    def is_well(self) -> bool:
        return self.standing == Standing.WELL


def signals(ours: Member, others: Sequence[Member], due: Sequence[Due]) -> list[Signal]:
    """The four signals of one partnership, for our side of it."""
    return [
        people(ours, others),
        in_time(due),
        spoken(ours),
        agreement(ours.partnership.agreements.of_now()),
    ]


def people(ours: Member, others: Sequence[Member]) -> Signal:
    """Whether each side said within 90 days who its people are. The other side publishes that day."""
    theirs = [their_people(others[0])] if len(others) == 1 else their_numbers(others)
    sentences = [own_people(ours), *theirs]
    is_well = ours.is_said_lately and all(other.is_said_lately for other in others)
    return Signal(_("People"), well_if(is_well), " ".join(sentences))


def own_people(ours: Member) -> str:
    if ours.people_said_on is None:
        return _("Your side has not said who its people are.")
    told = {"day": said(ours.people_said_on)}
    if ours.is_said_lately:
        return _("Your side said on %(day)s who its people are.") % told
    return _("Your side last said on %(day)s who its people are. Say it again.") % told


def their_people(other: Member) -> str:
    told = {"name": other.organization.name}
    if other.people_said_on is None:
        return _("%(name)s has not said so yet.") % told
    told["day"] = said(other.people_said_on)
    if other.is_said_lately:
        return _("%(name)s said so on %(day)s.") % told
    return _("%(name)s last said so on %(day)s. Ask when you speak.") % told


def their_numbers(others: Sequence[Member]) -> list[str]:
    """In a group: how many said so, and whom to ask."""
    silent = [other.organization.name for other in others if not other.is_said_lately]
    if not silent:
        return [_("All other members said so within 90 days.")]
    told = {"names": ", ".join(silent[:AT_ONCE]), "number": len(silent)}
    words = ngettext(
        "%(number)s other member has not said so for 90 days: %(names)s.",
        "%(number)s other members have not said so for 90 days: %(names)s.",
        len(silent),
    )
    return [words % told]


def in_time(due: Sequence[Due]) -> Signal:
    """Whether our side answers and does in time what it said. Only what is ours to do counts."""
    late = [each for each in due if each.is_late and each.is_ours]
    if not late:
        return Signal(_("In time"), Standing.WELL, _("Nothing on your side is late."))
    words = ngettext(
        "%(number)s thing on your side is late: %(first)s.",
        "%(number)s things on your side are late, first: %(first)s.",
        len(late),
    )
    why = words % {"number": len(late), "first": late[0].words}
    return Signal(_("In time"), Standing.LOOK, why)


def spoken(ours: Member) -> Signal:
    """When our side last noted that it spoke with the other: from our own log."""
    acts = Event.objects.filter(organization=ours.organization_id, act__in=SPOKEN)
    details = Detail.objects.filter(
        organization=ours.organization_id,
        subject=ours.partnership_id,
        event__in=acts.values("pk"),
    )
    last = details.order_by("-minute").values_list("minute", flat=True).first()
    name = _("Speaking")
    if last is None:
        return Signal(name, Standing.UNKNOWN, _("Your side has not noted yet that you spoke."))
    day = localdate(last)
    told = {"day": said(day)}
    if day >= localdate() - QUIET:
        return Signal(name, Standing.WELL, _("You last noted on %(day)s that you spoke.") % told)
    why = _("You last noted on %(day)s that you spoke, over 90 days ago. Call them.") % told
    return Signal(name, Standing.LOOK, why)


def agreement(in_force: Agreement | None) -> Signal:
    """Whether one is in force, and does not end within 60 days."""
    name = _("Agreement")
    if in_force is None:
        return Signal(name, Standing.LOOK, _("No agreement is in force."))
    if in_force.ends_on is None:
        return Signal(name, Standing.WELL, _("It is in force and has no last day."))
    told = {"day": said(in_force.ends_on)}
    if in_force.ends_on <= localdate() + ENDING:
        return Signal(name, Standing.LOOK, _("It ends on %(day)s. Renew it in time.") % told)
    return Signal(name, Standing.WELL, _("It is in force until %(day)s.") % told)


def well_if(is_well: bool) -> Standing:
    return Standing.WELL if is_well else Standing.LOOK


def said(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
