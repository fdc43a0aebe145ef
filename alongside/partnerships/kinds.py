"""What an organization may do in a partnership because of its kind, in words."""

from django.utils.translation import gettext as _

from alongside.orgs.models import Organization
from alongside.orgs.models.organizations import NO_LETTERS


def may_and_may_not(organization: Organization) -> str:
    """For those that meet, train, agree and help; blank for those that care for people."""
    if organization.kind not in NO_LETTERS:
        return ""
    words = _(
        "%(name)s (%(kind)s) can meet, train, agree and help. "
        "It never gets a referral, a letter or a small number."
    )
    return words % {"name": organization.name, "kind": organization.get_kind_display()}
