"""What somebody sees first: whom to call together, what waits, and what to do next."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from alongside.directory.keeping.keepers import waiting_for
from alongside.directory.models import Claim, Decision, Profile
from alongside.home.departures import departures
from alongside.home.kept_steps import kept_steps
from alongside.orgs.keys_page import KeysPage
from alongside.orgs.models import Organization, Person
from alongside.orgs.models.organizations import NO_LETTERS
from alongside.orgs.roles import Can
from alongside.partnerships.models import Agreement, Member, Partnership, State, Wording
from alongside.partnerships.pages.due import due_in
from alongside.partnerships.pages.rota import Answering, answering
from alongside.partnerships.pages.terms import terms_due
from alongside.partnerships.pages.week import Ours, ours
from alongside.referrals.models import Letter, Referral

AT_ONCE = 5  # partners whose buttons fit on a phone; the others are a tap away


@dataclass(frozen=True)
class Step:
    """Something to do: why, what, and where."""

    why: str
    what: str
    url: str


@dataclass
class Today:
    """The page for one person, at the organization their session acts for."""

    person: Person
    here: Organization

    @cached_property
    def keys(self) -> KeysPage:
        return KeysPage(self.person, self.here)

    @property
    def powers(self) -> set[Can]:
        return self.keys.powers

    @property
    def may_call(self) -> bool:
        return Can.CALL_TOGETHER in self.powers

    @property
    def may_open(self) -> bool:
        return Can.OPEN_LETTERS in self.powers

    @property
    def may_admit(self) -> bool:
        return Can.ADMIT_ORGANIZATIONS in self.powers

    @property
    def may_keep_records(self) -> bool:
        return Can.EDIT_PROFILE in self.powers

    @cached_property
    def active(self) -> list[Member]:
        """The first partners, and one more if there are others."""
        active = Member.objects.partners_of(self.here).filter(partnership__state=State.ACTIVE)
        referring = active.exclude(organization__kind__in=NO_LETTERS)
        return list(referring[: AT_ONCE + 1])

    @property
    def partners(self) -> list[Member]:
        return self.active[:AT_ONCE]

    @cached_property
    def to_call(self) -> list[tuple[Member, Answering]]:
        """The first partners, each with who answers there now and next."""
        told = answering([partner.organization for partner in self.partners], self.here)
        return [(partner, told[partner.organization_id]) for partner in self.partners]

    @cached_property
    def rota(self) -> Ours:
        """Who of us answers now, and which times nobody covers."""
        return ours(self.here)

    @property
    def has_more_partners(self) -> bool:
        return len(self.active) > AT_ONCE

    @cached_property
    def unopened(self) -> int:
        """Letters that wait to be opened here, the first ones and those that came later."""
        return Letter.objects.to(self.here).unopened().filter(backward=False).count()

    @cached_property
    def sent_back(self) -> int:
        """Letters that partners sent back on what we sent, while they can be read."""
        return Letter.objects.to(self.here).filter(backward=True).count()

    @cached_property
    def steps(self) -> list[Step]:
        """What is missing, the most urgent first; nothing at the organization that only runs the server."""
        found = [*self.factor_steps(), *self.records_due()]
        found += [Step(*due) for due in departures(self.person, self.powers)]
        if not self.here.is_host:
            found += [*self.lost_letters(), *self.answers_due(), *self.turns(), *self.signing_due()]
            found += [Step(*told) for told in kept_steps(self.person)]
            found += [*self.groups_due()]
            found += [*self.key_steps(), *self.words_due(), *self.people_due(), *self.profile()]
        return found

    def factor_steps(self) -> Iterator[Step]:
        kind = Authenticator.Type.RECOVERY_CODES
        if not Authenticator.objects.filter(user=self.person, type=kind).exists():
            yield Step(
                _("You have no recovery codes. If your phone is lost, you cannot sign in."),
                _("Make recovery codes"),
                reverse("mfa_generate_recovery_codes"),
            )

    def lost_letters(self) -> Iterator[Step]:
        """Letters from here that no restore brought back, until the day they would have ended."""
        if Can.SEND_LETTERS not in self.powers:
            return
        if Referral.objects.sent_by(self.here).to_send_again().exists():
            yield Step(
                _("Letters from here were lost when the server was restored."),
                _("See which to send again"),
                reverse("referrals:referrals") + "?side=sent",
            )

    def records_due(self) -> Iterator[Step]:
        """What people say is wrong in the records that are kept here; at the host, who asks to keep theirs."""
        if Can.EDIT_PROFILE not in self.powers:
            return
        if waiting_for(self.person).exists():
            why = _("Somebody says that something in the directory is wrong.")
            yield Step(why, _("Look and decide"), reverse("directory:corrections"))
        if self.may_admit and Claim.objects.filter(state=Decision.OPEN).exists():
            why = _("Somebody says that a record of the directory is their organization.")
            yield Step(why, _("Call, then decide"), reverse("directory:claims"))

    def answers_due(self) -> Iterator[Step]:
        if Can.EDIT_PARTNERSHIPS not in self.powers:
            return
        ours = Agreement.objects.waiting().filter(partnership__members__organization=self.here)
        theirs = ours.exclude(proposed_by=self.here).select_related("proposed_by")
        for proposal in theirs.order_by("proposed_at")[:AT_ONCE]:
            yield Step(
                _("%(name)s has made a proposal.") % {"name": proposal.proposed_by.name},
                _("Read it and answer"),
                reverse("partnerships:partnership", args=[proposal.partnership_id]),
            )

    def turns(self) -> Iterator[Step]:
        """Drafts of agreements in which it is our side's turn to write, or to say whether we agree."""
        if Can.EDIT_PARTNERSHIPS not in self.powers:
            return
        ours = Wording.objects.select_related("agreement").order_by("agreement__proposed_at")
        for draft in ours.to_write(self.here)[:AT_ONCE]:
            why = _("%(title)s: it is your side's turn to write.") % {"title": draft.title}
            yield Step(why, _("Go on with the draft"), address_of(draft))
        for draft in ours.to_answer(self.here)[:AT_ONCE]:
            why = _("%(title)s: your partner agrees to this text.") % {"title": draft.title}
            yield Step(why, _("Read it, and say whether you do"), address_of(draft))

    def signing_due(self) -> Iterator[Step]:
        for why, what, url in terms_due(self.person, self.here):
            yield Step(why, what, url)

    def groups_due(self) -> Iterator[Step]:
        """Invitations to groups, and votes in them, that wait for this organization."""
        if Can.EDIT_PARTNERSHIPS not in self.powers:
            return
        mine = Partnership.objects.visible_to(self.person).groups().open()
        due = chain.from_iterable(due_in(self.here, mine.values_list("pk", flat=True)).values())
        for each in [each for each in due if each.waits][:AT_ONCE]:
            yield Step(each.words, _("Read it and answer"), each.url)

    def key_steps(self) -> Iterator[Step]:
        panels, url = self.keys.panels, reverse("orgs:keys")
        for panel, why, what in key_sentences():
            if panels[panel]:
                yield Step(why, what, url)
        if names := ", ".join(newcomer["name"] for newcomer in self.keys.waiting):
            why = _("Waiting for access to letters: %(names)s.") % {"names": names}
            yield Step(why, _("Give access, together"), url)

    def words_due(self) -> Iterator[Step]:
        """Partners whose key nobody here has heard by voice."""
        if Can.HOLD_SIGNING_KEY not in self.powers:
            return
        for partner in self.partners:
            if partner.partnership.letters_ready(self.here).needs_confirming:
                yield Step(
                    _("Before letters can go to %(name)s, two champions compare six words.")
                    % {"name": partner.organization.name},
                    _("Compare the six words"),
                    reverse("partnerships:confirm", args=[partner.partnership_id]),
                )

    def people_due(self) -> Iterator[Step]:
        """Partnerships for which nobody has said lately who our people are."""
        ours = Member.objects.filter(organization=self.here).to_say_again(localdate())
        if Can.EDIT_PARTNERSHIPS not in self.powers:
            own = self.person.session_membership
            ours = ours.filter(Q(contact=own) | Q(backup=own) | Q(champion=own))
        theirs = Member.objects.partners_of(self.here).filter(
            partnership__in=ours.values("partnership")
        )
        for partner in theirs[:AT_ONCE]:
            yield Step(
                _("Who answers %(name)s here? Say whether the names are still right.")
                % {"name": partner.organization.name},
                _("Look at the names"),
                reverse("partnerships:partnership", args=[partner.partnership_id]),
            )

        groups = ours.filter(partnership__pair=None).select_related("partnership")
        for member in groups[:AT_ONCE]:
            yield Step(
                _("Are our people for %(name)s still right?") % {"name": member.partnership.name},
                _("Look and say"),
                reverse("partnerships:partnership", args=[member.partnership_id]),
            )

    def profile(self) -> Iterator[Step]:
        written = Profile.objects.filter(organization=self.here)
        if Can.EDIT_PROFILE in self.powers and not written.exists():
            yield Step(
                _("Your partners' staff cannot read yet what you do."),
                _("Write your profile"),
                reverse("directory:profile"),
            )


def address_of(draft: Wording) -> str:
    version = draft.agreement
    return reverse("partnerships:draft", args=[version.partnership_id, version.number])


def key_sentences() -> list[tuple[str, Any, Any]]:
    """Which panel of the page of keys asks for what."""
    return [
        (
            "replacement_due",
            _("Somebody who held your organization's signing key has left."),
            _("See what to do about the keys"),
        ),
        (
            "rotate",
            _("Somebody who could open letters has left."),
            _("Make the next key"),
        ),
        (
            "make",
            _("You have no key yet. Without one you cannot open letters."),
            _("Make your key"),
        ),
        (
            "set_up",
            _("Your organization has no keys yet. Without them no letter can come or go."),
            _("Set up the keys"),
        ),
        (
            "words",
            _("You hold a key, but nobody has given you access to letters yet."),
            _("Get access, together"),
        ),
    ]
