"""A pair of records that may be one, held while somebody decides."""

from typing import Any, TypeVar

from alongside.directory.models import Pair, Verdict
from alongside.orgs.models import Person
from alongside.orgs.roles import Can

AnyPair = TypeVar("AnyPair", bound=Pair)


def decide(pair: AnyPair, verdict: Verdict, *, by: Person) -> tuple[AnyPair, Any, Any]:
    """The pair and its two records, held until the decision stands: older first."""
    by.require(Can.IMPORT_DIRECTORY, at=by.here)
    pair = type(pair)._default_manager.select_for_update(of=("self",)).get(pk=pair.pk)
    pair.move_to(verdict, by)
    both = type(pair).records().filter(pk__in=[pair.older_id, pair.younger_id])
    held = {one.pk: one for one in both.select_for_update(of=("self",)).order_by("pk")}
    return pair, held[pair.older_id], held[pair.younger_id]
