"""Whether letters can go, said so that somebody knows what to do next."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from alongside.orgs.models import OpeningKey, Organization, SigningKey
from alongside.partnerships.models.agreements import Agreement
from alongside.partnerships.models.confirmations import Confirmation

if TYPE_CHECKING:
    from alongside.partnerships.models.partnerships import Partnership


@dataclass(frozen=True)
class Readiness:
    """True when letters can be sent. The sentence is for the person either way."""

    is_ready: bool
    sentence: str
    needs_confirming: bool = False

    def __bool__(self) -> bool:
        return self.is_ready


def no(sentence: str, *, needs_confirming: bool = False) -> Readiness:
    return Readiness(is_ready=False, sentence=sentence, needs_confirming=needs_confirming)


def readiness(partnership: "Partnership", sender: Organization) -> Readiness:
    """What stands between `sender` and a letter to its partner: the first thing, or nothing."""
    partner = partnership.partner_of(sender)
    lacking = what_the_partnership_lacks(partnership, sender, partner)
    if lacking is None:
        lacking = what_the_keys_lack(sender, partner)
    if lacking is not None:
        return lacking
    words = _("You can send sealed letters to %(partner)s.") % {"partner": partner.name}
    return Readiness(is_ready=True, sentence=words)


def what_the_partnership_lacks(
    partnership: "Partnership", sender: Organization, partner: Organization
) -> Readiness | None:
    if partnership.state == "proposed":
        return no(_("Letters can be sent when both sides have agreed. Until then, call together."))
    if partnership.state != "active":
        return no(_("This partnership has ended, so no letters are sent."))
    for one in (sender, partner):
        if not one.may_exchange_letters:
            return no(
                _("%(name)s neither sends nor receives letters (%(kind)s). Call together instead.")
                % {"name": one.name, "kind": one.get_kind_display()}
            )
    if not Agreement.objects.in_force().exclude(items=[]).filter(partnership=partnership).exists():
        return no(_("You agreed that nothing is passed in letters. Call together instead."))
    return None


def what_the_keys_lack(sender: Organization, partner: Organization) -> Readiness | None:
    """Our key, their keys, and that somebody here heard theirs by voice."""
    opening = OpeningKey.objects.current().filter(organization=partner)
    if Confirmation.objects.standing(sender, partner) and opening.exists():
        return None
    words = {"partner": partner.name}
    signing = SigningKey.objects.current()
    if not signing.filter(organization=sender).exists():
        return no(
            _("Your organization has no keys yet. An administrator makes them on the keys page.")
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
