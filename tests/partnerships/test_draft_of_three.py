"""A draft between three: each member has one voice, and the turn passes to whom one names."""

import pytest
from django.utils.timezone import now

from alongside.lib.walls import within
from alongside.partnerships import actions
from alongside.partnerships.models import Member, Partnership, Stage, State, Wording
from tests.partnerships.building import agreed_by, frame_of, pass_to
from tests.partnerships.grouping import another
from tests.partnerships.test_draft_start import FRAME, address, page

NO_BOUNDS = {
    "modes": [],
    "items": [],
    "longest_release_days": 14,
    "response_hours": 24,
    "held_times_a_week": 0,
}


@pytest.fixture
def partnership(lakeside, harbor, elsewhere):
    made = Partnership.objects.create(
        name="Three together",
        purpose="Work as one.",
        proposed_by=lakeside,
        state=State.ACTIVE,
        started_at=now(),
    )
    for organization in (lakeside, harbor, elsewhere):
        Member.objects.create(partnership=made, organization=organization)
    return made


@pytest.fixture
def draft(partnership, nils):
    with within(nils.here):
        frame = frame_of(bounds=NO_BOUNDS)
        return actions.start_draft(partnership, frame=frame, options={102: "plain"}, by=nils)


def test_three_settle_no_bounds_and_their_names_stay_blank(client, partnership, nils):
    client.force_login(nils)
    at = f"/partnerships/{partnership.pk}/draft/start/"
    form = client.get(at).context["form"]
    assert "modes" not in form.fields
    assert form["title"].initial == (
        "Agreement between Elsewhere, Harbor House and Lakeside Health Center"
    )
    client.post(at, FRAME | {"clause_101": "pair"})
    draft = Wording.objects.get()
    assert draft.agreement.bounds == NO_BOUNDS
    assert "{health_center}" in draft.written[0]["text"]


def test_the_turn_passes_to_whom_one_names(client, draft, nils, mallory, harbor, elsewhere):
    client.force_login(nils)
    shown = page(client, draft)
    assert shown.count("Pass the turn to ") == 2
    client.post(address(draft, f"pass/{elsewhere.pk}/"))
    assert Wording.objects.get().turn == elsewhere
    pass_to(draft, harbor, mallory)
    assert Wording.objects.get().turn == harbor


def test_it_can_be_signed_when_all_three_agree(draft, nils, abel, mallory):
    assert agreed_by(draft, nils, abel).stage == Stage.DRAFTING
    assert agreed_by(draft, mallory).stage == Stage.SIGNING


def test_who_agreed_and_left_does_not_stand_for_who_has_not_been_asked(
    partnership, draft, nils, abel, mallory
):
    olga = another("Olga")
    Member.objects.create(partnership=partnership, organization=olga.here)
    assert agreed_by(draft, nils, abel).stage == Stage.DRAFTING
    leave(partnership, abel)
    assert agreed_by(draft, mallory).stage == Stage.DRAFTING
    assert agreed_by(draft, nils, olga).stage == Stage.SIGNING


def test_somebody_who_stays_writes_on(partnership, draft, nils, harbor, mallory, abel):
    assert draft.turn == nils.here
    leave(partnership, nils)
    assert Wording.objects.get().turn == harbor


def test_with_the_group_its_drafts_end(client, partnership, draft, nils, abel, mallory):
    leave(partnership, abel)
    leave(partnership, mallory)
    assert Partnership.objects.get().state == State.ENDED
    assert Wording.objects.get().stage == Stage.SET_ASIDE
    client.force_login(nils)
    assert "your side's turn to write" not in client.get("/today/").text


def leave(group, person):
    with within(person.here):
        actions.leave_group(group, by=person)
