"""Who hears that something waits: whoever holds the place for it; where nobody does, all who may open letters."""

from django.db.models import QuerySet

from alongside.orgs.models import MemberKey, Membership, Organization, Person, SigningKey
from alongside.orgs.roles import Can
from alongside.partnerships.models import Partnership


def contacts(partnership: Partnership, organization: Organization) -> list[Person]:
    """The contact of one side."""
    contact = partnership.member(organization).contact_now
    return [contact.person] if contact else openers(organization)


def backups(partnership: Partnership, organization: Organization) -> list[Person]:
    """Who steps in when the contact of one side does not answer."""
    backup = partnership.member(organization).backup_now
    return [backup.person] if backup else openers(organization)


def openers(organization: Organization) -> list[Person]:
    """Everybody there who may open letters."""
    members = Membership.objects.current().with_power(Can.OPEN_LETTERS)
    there = members.filter(organization=organization).select_related("person")
    return [member.person for member in there]


def keys_of_openers(organization: Organization) -> QuerySet[MemberKey]:
    """Members' own keys that a letter may be sealed to: vouched for today, and of people who may open."""
    signing = SigningKey.objects.current().filter(organization=organization).first()
    keys = MemberKey.objects.current().at(organization).with_power(Can.OPEN_LETTERS)
    return keys.signed_by(signing)
