"""The hand-over: what somebody who leaves still holds, and giving it to those who stay."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from alongside.home.held import Thing, held_after
from alongside.lib.errors import Blocked
from alongside.orgs.actions import count_given
from alongside.orgs.models import Grant, Leaving, Membership, OpeningKey, Person
from alongside.orgs.roles import Can, Role


@dataclass
class Handing:
    """The page of one person's hand-over, for themself and for administrators."""

    leaver: Membership

    @cached_property
    def leaving(self) -> Leaving | None:
        return Leaving.objects.said().filter(membership=self.leaver).order_by("said_at").last()

    @property
    def is_gone(self) -> bool:
        return not self.leaver.stands

    def may_be_said_by(self, person: Person) -> bool:
        """What an administrator has said, only administrators change."""
        if self.is_gone:
            return False
        by_others = self.leaving is not None and self.leaving.said_by_id != person.pk
        return not by_others or person.can(Can.INVITE, at=self.leaver.organization)

    @cached_property
    def things(self) -> list[Thing]:
        day = self.leaving.last_day if self.leaving else localdate()
        return held_after(day, self.leaver)

    @cached_property
    def colleagues(self) -> list[Membership]:
        """Who works here and does not leave."""
        staying = Membership.objects.staying().filter(organization=self.leaver.organization)
        others = staying.exclude(pk=self.leaver.pk).select_related("person")
        return list(others.order_by("person__name", "pk"))

    @property
    def rows(self) -> list[tuple[Thing, list[Membership]]]:
        """Each thing with those who can take it."""
        return [(thing, list(filter(thing.fits, self.colleagues))) for thing in self.things]

    @property
    def left(self) -> int:
        """How many things nobody takes yet."""
        return sum(thing.goes_to is None for thing in self.things)

    @property
    def progress(self) -> str:
        before = self.leaving.given if self.leaving else 0
        total = before + len(self.things)
        if not total:
            return _("There is nothing to give.")
        return _("%(given)s of %(total)s given.") % {"given": total - self.left, "total": total}

    @cached_property
    def opens_alone(self) -> bool:
        """Whether letters could be opened by nobody else of those who stay."""
        keys = OpeningKey.objects.current().filter(organization=self.leaver.organization)
        grants = Grant.objects.filter(opening_key__in=keys, member_key__retired_at=None)
        holders = set(grants.values_list("member_key__membership", flat=True))
        may = Membership.objects.staying().with_power(Can.OPEN_LETTERS).filter(pk__in=holders)
        return self.leaver.pk in holders and not may.exclude(pk=self.leaver.pk).exists()

    @cached_property
    def administers_alone(self) -> bool:
        here = Membership.objects.staying().filter(organization=self.leaver.organization)
        others = here.administrators().exclude(pk=self.leaver.pk)
        return Role.ADMINISTRATOR in self.leaver.roles and not others.exists()


@transaction.atomic
def give(leaver: Membership, *, to: str, only: str, by: Person) -> None:
    """Give one thing, or everything that nobody takes yet and that fits, to one colleague.

    Blocked where nobody was chosen, and where there is nothing (any more) that this colleague can take.
    """
    handing = Handing(leaver)
    taker = next((one for one in handing.colleagues if str(one.pk) == to), None)
    if taker is None:
        raise Blocked(_("Choose who takes it: somebody who works here and does not leave."))
    if only:
        chosen = [thing for thing in handing.things if thing.id == only]
    else:
        chosen = [one for one in handing.things if one.goes_to is None and one.fits(taker)]
    if not chosen:
        words = _("There is nothing left here that %(name)s can take. Go back and look again.")
        raise Blocked(words % {"name": taker.person.name})
    for thing in chosen:
        thing.give(to=taker, by=by)
    count_given(leaver, sum(not thing.waits for thing in chosen))
