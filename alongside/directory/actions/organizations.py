"""Two records of one organization: proposed after an import, decided by a person, taken back when it was wrong."""

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.audit.actions import record
from alongside.directory.actions.deciding import decide
from alongside.directory.duplicates.joining import join, part
from alongside.directory.duplicates.one_organization import pairs_of
from alongside.directory.keeping.keepers import is_kept
from alongside.directory.models import Import, OrganizationPair, Verdict
from alongside.lib.errors import Blocked
from alongside.orgs.models import Person


@transaction.atomic
def propose_organizations(during: Import) -> int:
    """Propose what an import brought and another list has too; how many pairs. What was decided stays so."""
    made = OrganizationPair.objects.bulk_create(pairs_of(during), ignore_conflicts=True)
    return len(made)


@transaction.atomic
def one_organization(pair: OrganizationPair, *, by: Person) -> None:
    """Show what both records hold under one of them: the one that people keep, else the older.

    Blocked when somebody decided first, when one is part of another already, and when people keep both.
    """
    pair, older, younger = decide(pair, Verdict.MERGED, by=by)
    if older.same_as_id or younger.same_as_id:
        raise Blocked(_("One of the two is part of another organization by now."))
    kept = [one for one in (older, younger) if is_kept(one)]
    if len(kept) > 1:
        raise Blocked(
            _(
                "People keep both of them, or asked to. They say themselves whether they are one: "
                "on the page of the other record, by “Is this your organization?”."
            )
        )
    pair.stays = kept[0] if kept else older
    pair.moved = join(pair.goes, into=pair.stays)
    pair.save()
    record("organizations_joined", by=by, organization=by.here, subject=pair)


@transaction.atomic
def two_organizations(pair: OrganizationPair, *, by: Person) -> None:
    """They are two, and are never proposed again. Blocked when somebody decided first."""
    pair, _older, _younger = decide(pair, Verdict.APART, by=by)
    pair.save()
    record("organizations_kept_apart", by=by, organization=by.here, subject=pair)


@transaction.atomic
def take_back_organizations(pair: OrganizationPair, *, by: Person) -> None:
    """Undo what was decided of two organizations: each has again what it had and is still there.

    Blocked when it was taken back already, or when the one that stays was joined to another since.
    """
    pair, _older, _younger = decide(pair, Verdict.PROPOSED, by=by)
    if pair.stays:
        if pair.stays.same_as_id:
            raise Blocked(_("The record that stayed was joined to another one since."))
        part(pair.goes, pair.stays, pair.moved)
    pair.stays, pair.moved = None, {}
    pair.save()
    record("organizations_taken_back", by=by, organization=by.here, subject=pair)
