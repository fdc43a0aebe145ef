"""What leaving asks of those who stay and of those who go, on Today: why, what to do, and where."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.home.handover import Handing
from alongside.orgs.models import Leaving, Person
from alongside.orgs.roles import Can
from alongside.partnerships.models import OPEN, Handover, Member
from alongside.partnerships.models.handovers import AROUND
from alongside.partnerships.pages.changes import changes_at, day_in_words

AT_ONCE = 5  # of a kind
FRESH = timedelta(days=7)  # how long after a last day it is still news to a partner
Due = tuple[str, str, str]


def departures(person: Person, powers: set[Can]) -> Iterator[Due]:
    """What is due for somebody with these powers, the most urgent first."""
    yield from cannot_end(powers)
    yield from fallen(person, powers)
    yield from to_hand_over(person, powers)
    yield from left_behind(person, powers)
    yield from taking_over(person)
    yield from at_partners(person, powers)


def cannot_end(powers: set[Can]) -> Iterator[Due]:
    """For the host: organizations whose only administrator has had their last day."""
    if Can.ADMIT_ORGANIZATIONS not in powers:
        return
    over = Leaving.objects.over().filter(told_on__isnull=False)
    names = over.order_by("last_day").values_list("membership__organization__name", flat=True)
    for name in names[:AT_ONCE]:
        words = _("The last day of the only administrator of %(name)s is over. Nobody follows yet.")
        yield words % {"name": name}, _("See the organizations"), reverse("orgs:organizations")


def fallen(person: Person, powers: set[Can]) -> Iterator[Due]:
    """Places that nobody was named for in time."""
    fell = Handover.objects.fallen().filter(member__organization=person.here)
    if Can.EDIT_PARTNERSHIPS not in powers:
        fell = fell.filter(to=person.session_membership)
    still = [one for one in fell.with_people().order_by("done_at", "pk") if one.holds]
    for one in still[:AT_ONCE]:
        said = {"name": one.leaving.membership.person.name, "place": one.get_place_display()}
        words = _("%(name)s has left without naming anybody. Nobody has this place now: %(place)s.")
        if one.to:
            words = _(
                "%(name)s has left without naming anybody. %(next)s has this place now: %(place)s."
            )
            said["next"] = one.to.person.name
        yield words % said, _("Look and say"), page_of(one.member.partnership_id)


def to_hand_over(person: Person, powers: set[Can]) -> Iterator[Due]:
    """For whoever leaves, and for administrators about everybody who does."""
    said = Leaving.objects.open().filter(membership__organization=person.here)
    if Can.INVITE not in powers:
        said = said.filter(membership=person.session_membership)
    known = said.select_related("membership__person", "membership__organization")
    for leaving in known.order_by("last_day", "pk")[:AT_ONCE]:
        page = Handing(leaving.membership)
        own = leaving.membership == person.session_membership
        url = reverse("home:handover", args=[leaving.membership_id])
        yield in_words(page, leaving, own), _("Open the hand-over"), url


def left_behind(person: Person, powers: set[Can]) -> Iterator[Due]:
    """For administrators: what people who have left still hold."""
    if Can.INVITE not in powers:
        return
    gone = Leaving.objects.gone().filter(membership__organization=person.here)
    lately = gone.filter(last_day__gte=localdate() - AROUND).order_by("-last_day", "pk")
    for leaving in lately.select_related("membership__person", "membership__organization")[
        :AT_ONCE
    ]:
        if left := Handing(leaving.membership).left:
            words = ngettext(
                "%(name)s has left, and %(number)s thing has nobody yet.",
                "%(name)s has left, and %(number)s things have nobody yet.",
                left,
            ) % {"name": leaving.membership.person.name, "number": left}
            url = reverse("home:handover", args=[leaving.membership_id])
            yield words, _("Open the hand-over"), url


def in_words(page: Handing, leaving: Leaving, own: bool) -> str:
    said = {"name": leaving.membership.person.name, "day": day_in_words(leaving.last_day)}
    who = _("Your last day is %(day)s.") if own else _("The last day of %(name)s is %(day)s.")
    told = [who % said, still_to_give(page.left)]
    if page.administers_alone:
        told.append(_("Nobody else is an administrator yet."))
    if page.opens_alone:
        told.append(_("Nobody else can open letters yet."))
    return " ".join(told)


def still_to_give(left: int) -> str:
    if not left:
        return _("Everything is handed over.")
    words = ngettext(
        "%(number)s thing to hand over until then.",
        "%(number)s things to hand over until then.",
        left,
    )
    return words % {"number": left}


def taking_over(person: Person) -> Iterator[Due]:
    """Places that somebody was named for."""
    plans = Handover.objects.planned().filter(to=person.session_membership).with_people()
    for one in plans.order_by("leaving__last_day", "pk")[:AT_ONCE]:
        said = {
            "name": one.leaving.membership.person.name,
            "day": day_in_words(one.leaving.last_day),
            "place": one.get_place_display(),
        }
        words = _("You follow %(name)s once %(day)s is over: %(place)s.") % said
        yield words, _("Look at the partnership"), page_of(one.member.partnership_id)


def at_partners(person: Person, powers: set[Can]) -> Iterator[Due]:
    """Who leaves at a partner, for those who were told that something waits."""
    sides = Member.objects.taking_part()
    ours = sides.filter(organization=person.here, partnership__state__in=OPEN)
    if Can.EDIT_PARTNERSHIPS not in powers:
        own = person.session_membership
        ours = ours.filter(Q(contact=own) | Q(backup=own) | Q(champion=own))
    theirs = sides.filter(partnership__in=ours.values("partnership"))
    news = [
        change
        for change in changes_at(theirs.exclude(organization=person.here))
        if change.day >= localdate() - FRESH
    ]
    for change in news[:AT_ONCE]:
        what = _("Look at the partnership")
        yield f"{change.organization}: {change.sentence}", what, page_of(change.partnership)


def page_of(partnership: object) -> str:
    return reverse("partnerships:partnership", args=[partnership])
