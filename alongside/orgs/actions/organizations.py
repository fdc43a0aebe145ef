"""How an organization comes to be on Alongside: the host first, then those it admits."""

from django.db import transaction
from django.utils.timezone import now

from alongside.audit.actions import record
from alongside.lib.walls import within
from alongside.orgs.actions.people import link_for, mail_link
from alongside.orgs.models import Kind, Organization, Person, Rule
from alongside.orgs.roles import Can, Role


@transaction.atomic
def make_host(name: str, *, email: str) -> str:
    """Make the organization that runs this server, once, and return the link for its first administrator."""
    host = Organization.objects.filter(is_host=True).first()
    if host is None:
        host = Organization.objects.create(
            name=name, kind=Kind.COALITION, is_host=True, admitted_at=now()
        )
    with within(host):
        record("host_made", by=None, organization=host, subject=host)
        return link_for(host, email=email, roles=[Role.ADMINISTRATOR], by=None)


@transaction.atomic
def admit(organization: Organization, *, kind: str, rule: str, email: str, by: Person) -> str:
    """Take an organization in after a call, with the rule that binds it; the first administrator's link."""
    host = by.here
    by.require(Can.ADMIT_ORGANIZATIONS, at=host)
    organization.kind, organization.rule = Kind(kind), Rule(rule)
    organization.admitted_at = organization.admitted_at or now()
    organization.save()
    record("organization_admitted", by=by, organization=host, subject=organization)
    link = link_for(organization, email=email, roles=[Role.ADMINISTRATOR], by=by)
    mail_link(link, organization, email)
    return link
