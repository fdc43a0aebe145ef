"""Whether letters can go, said so that somebody knows what to do next."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, Subquery
from django.utils.formats import date_format
from django.utils.timezone import now
from django.utils.translation import gettext as _

from alongside.orgs.models import OpeningKey, Organization, SigningKey
from alongside.partnerships.kinds import may_and_may_not
from alongside.partnerships.models.agreements import Agreement
from alongside.partnerships.models.confirmations import Confirmation
from alongside.partnerships.models.states import State

if TYPE_CHECKING:
    from alongside.partnerships.models.partnerships import Partnership


@dataclass(frozen=True)
class Readiness:
    """True when letters can be sent. The sentence is for the person either way."""

    is_ready: bool
    sentence: str
    needs_confirming: bool = False
    bounds: Agreement | None = None  # within which letters can be sent
    number: int | None = None  # of the opening key to seal to

    def __bool__(self) -> bool:
        return self.is_ready


def no(sentence: str, *, needs_confirming: bool = False) -> Readiness:
    return Readiness(is_ready=False, sentence=sentence, needs_confirming=needs_confirming)


def readiness(partnership: "Partnership", sender: Organization) -> Readiness:
    """What stands between `sender` and a letter to its partner: the first thing, or nothing."""
    if partnership.is_group:
        return no(_("Letters go between two organizations, never within a group."))
    partner = partnership.partner_of(sender)
    opening = OpeningKey.objects.current().filter(organization=partner)
    # Asked for together: a letter waits for the answer.
    bounds = partnership.agreements.annotate(
        seals_to=Subquery(opening.values("number")),
        is_confirmed=Exists(Confirmation.objects.valid(sender, partner)),
    ).of_now()
    number, is_confirmed = getattr(bounds, "seals_to", None), getattr(bounds, "is_confirmed", False)
    lacking = what_the_partnership_lacks(partnership, sender, partner)
    if lacking is not None:
        return lacking
    if bounds is None:
        return what_the_agreement_lacks(partnership, partner)
    if not bounds.items:
        return no(_("You agreed that nothing is passed in letters. Call together instead."))
    if number is None or not is_confirmed:
        return what_the_keys_lack(sender, partner)
    words = _("You can send sealed letters to %(partner)s.") % {"partner": partner.name}
    return Readiness(is_ready=True, sentence=words, bounds=bounds, number=number)


def what_the_partnership_lacks(
    partnership: "Partnership", sender: Organization, partner: Organization
) -> Readiness | None:
    if partnership.state == State.PROPOSED:
        return no(_("Letters can be sent when both sides have agreed. Until then, call together."))
    if partnership.state != State.ACTIVE:
        return no(_("This partnership has ended, so no letters are sent."))
    for one in (sender, partner):
        if not one.may_exchange_letters:
            left = _("%(name)s is not on Alongside any more, so no letters are sent.")
            return no(may_and_may_not(one) or left % {"name": one.name})
    return None


def what_the_agreement_lacks(partnership: "Partnership", partner: Organization) -> Readiness:
    """It begins later, or it is over."""
    last = Agreement.objects.last_agreed().filter(partnership=partnership).first()
    words = {"partner": partner.name}
    if last and last.in_force_from and last.in_force_from > now():
        sentence = _(
            "Your agreement with %(partner)s begins on %(day)s. Until then, call together."
        )
        return no(sentence % {**words, "day": date_format(last.in_force_from, "DATE_FORMAT")})
    if last and last.ends_on:
        sentence = _(
            "Letters are paused: your agreement with %(partner)s ended on %(day)s. "
            "Renew it, and call together until then."
        )
        return no(sentence % {**words, "day": date_format(last.ends_on, "DATE_FORMAT")})
    return no(_("You have agreed on no bounds for letters yet. Call together instead."))


def what_the_keys_lack(sender: Organization, partner: Organization) -> Readiness:
    """Our key, their keys, or that somebody here heard theirs by voice."""
    words = {"partner": partner.name}
    opening = OpeningKey.objects.current().filter(organization=partner)
    signing = SigningKey.objects.current()
    if not signing.filter(organization=sender).exists():
        return no(
            _("Your organization has no keys yet. An administrator makes them on the Keys page.")
        )
    if not (signing.filter(organization=partner).exists() and opening.exists()):
        return no(
            _("%(partner)s has not made its keys yet. Ask them to. Until then, call together.")
            % words
        )
    if Confirmation.objects.filter(organization=sender, partner=partner).exists():
        return no(
            _(
                "Letters are paused: a signing key is new, here or at %(partner)s. "
                "Your champion calls them and compares the six words again."
            )
            % words,
            needs_confirming=True,
        )
    return no(
        _(
            "Before the first letter, your champion calls %(partner)s "
            "and the two of you compare six words."
        )
        % words,
        needs_confirming=True,
    )
