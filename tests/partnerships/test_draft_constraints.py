"""What the database stops in drafts, whatever the code does."""

import pytest
from django.db import IntegrityError, connection
from django.db.models import F
from django.utils.timezone import now

from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.partnerships import actions
from alongside.partnerships.models import Approval, Edition, Passage, Remark, Stage, Wording
from alongside.partnerships.models.wordings import MOVES
from tests.partnerships.building import agreed_by


@pytest.fixture
def remark(draft, nils, lakeside):
    with within(lakeside):
        return actions.remark(draft, passage=draft.passages.first(), text="Too long?", by=nils)


@pytest.mark.parametrize("before", Stage)
@pytest.mark.parametrize("after", Stage)
def test_a_wording_moves_as_the_table_says(before, after):
    wording = Wording(stage=before)
    if after in MOVES[before]:
        wording.move_to(after)
        assert wording.stage == after
    else:
        with pytest.raises(Blocked, match=f"already {before.label}"):
            wording.move_to(after)


SETTLED = {"answered_by": F("organization"), "answered_at": F("said_at")}


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"text": ""}, "remark_says_something"),
        ({"suggestion": "x", "passage": None}, "remark_suggests_text_for_a_passage"),
        ({"outcome": "accepted", **SETTLED}, "remark_outcome_fits_what_it_is"),
        ({"suggestion": "x", "outcome": "answered", **SETTLED}, "remark_outcome_fits_what_it_is"),
        ({"outcome": "answered"}, "remark_answered_by_somebody"),
        ({"answered_at": now()}, "remark_answered_by_somebody"),
    ],
)
def test_a_remark_is_whole(remark, wrong, rule):
    with pytest.raises(IntegrityError, match=rule):
        Remark.objects.update(**wrong)


def test_a_wording_is_at_a_stage(draft):
    with pytest.raises(IntegrityError, match="wording_stage_is_known"):
        Wording.objects.update(stage="lost")


def test_two_passages_do_not_share_a_place(draft):
    draft.passages.update(position=1)
    with connection.cursor() as cursor, pytest.raises(IntegrityError, match="passage_place_once"):
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_passages_may_change_places_within_a_transaction(draft):
    assert draft.passages.update(position=F("position") + 1) == 2


def test_a_passage_says_something(draft):
    with pytest.raises(IntegrityError, match="passage_says_something"):
        Passage.objects.update(text="")


def test_an_edition_has_a_fingerprint(draft, nils):
    agreed_by(draft, nils)
    with pytest.raises(IntegrityError, match="edition_has_a_fingerprint"):
        Edition.objects.update(sha256="")


def test_a_member_agrees_once(draft, nils, lakeside):
    agreed_by(draft, nils)
    with pytest.raises(IntegrityError, match="approval_once_by_each_member"):
        Approval.objects.create(edition=Edition.objects.get(), organization=lakeside)
