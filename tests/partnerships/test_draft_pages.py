"""The pages of a draft: who finds them, what they show, what each button does."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.audit.models import Event
from alongside.lib.walls import within
from alongside.partnerships import actions
from alongside.partnerships.models import Outcome, Remark, Stage, Wording
from tests.html import elements
from tests.partnerships.building import (
    COSTS,
    PURPOSE,
    ROLLOUT,
    agreed_by,
    draft_of,
    pass_to,
)
from tests.partnerships.test_draft_start import FRAME, address, page


def acts_of(organization):
    with within(organization):
        return sorted(event.act for event in Event.objects.all())


# ---- reading


def test_a_page_shows_each_passage_with_what_the_library_says(client, draft, ada):
    client.force_login(ada)
    shown = page(client, draft)
    assert "1. Purpose and shared vision" in shown
    assert "Why we work together. It binds every member." in shown
    assert "the purpose says which way to lean" in shown
    assert "The turn of Lakeside Health Center to write" in shown
    assert "Change<span" not in shown


def test_the_partnership_page_leads_to_the_draft(client, draft, partnership, nils, lakeside):
    client.force_login(nils)
    shown = client.get(f"/partnerships/{partnership.pk}/").text
    assert f'href="{address(draft)}"' in shown
    assert "Earlier written agreements" not in shown
    with within(lakeside):
        actions.set_aside_draft(draft, by=nils)
    shown = client.get(f"/partnerships/{partnership.pk}/").text
    assert "Start a draft from our clauses" in shown
    assert "Earlier written agreements" in shown
    assert "set aside" in client.get(f"/partnerships/{partnership.pk}/draft/").text
    assert client.get(address(draft)).status_code == 200


def test_today_names_a_turn_to_those_who_may_write(client, draft, nils, nora, abel, harbor):
    def steps(person):
        client.force_login(person)
        return client.get("/today/").text.count("your side&#x27;s turn to write")

    assert [steps(nils), steps(nora), steps(abel)] == [1, 0, 0]
    pass_to(draft, harbor, nils)
    assert [steps(nils), steps(nora), steps(abel)] == [0, 0, 1]


def test_today_asks_who_has_not_agreed_yet(client, draft, nils, ada, abel):
    def steps(person):
        client.force_login(person)
        return client.get("/today/").text.count("your partner agrees to this text")

    agreed_by(draft, nils)
    assert [steps(nils), steps(ada), steps(abel)] == [0, 0, 1]
    agreed_by(draft, abel)
    assert steps(abel) == 0


def test_a_draft_takes_as_many_queries_with_one_passage_as_with_three(
    client, partnership, nils, abel, harbor
):
    client.force_login(abel)

    def asked(options):
        draft = draft_of(partnership, nils, options)
        for passage in draft.passages.all():
            with within(harbor):
                actions.suggest(passage, suggestion="x", text="y", by=abel)
        page(client, draft)  # the first time more is asked: who is signed in
        with CaptureQueriesContext(connection) as queries:
            page(client, draft)
        with within(harbor):
            actions.set_aside_draft(draft, by=abel)
        return len(queries)

    assert asked({PURPOSE: "plain"}) == asked({PURPOSE: "plain", COSTS: "own", ROLLOUT: "steps"})


def test_the_list_of_drafts_takes_a_constant_number_of_queries(client, partnership, nils, lakeside):
    client.force_login(nils)

    def asked(more):
        for _ in range(more):
            draft = draft_of(partnership, nils)
            with within(lakeside):
                actions.set_aside_draft(draft, by=nils)
        client.get(f"/partnerships/{partnership.pk}/draft/")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/partnerships/{partnership.pk}/draft/")
        return len(queries)

    assert asked(1) == asked(2)


# ---- acting


def test_whoever_has_the_turn_writes(client, draft, nils, lakeside):
    client.force_login(nils)
    first, second = draft.passages.all()
    edited = {"title": "Why", "text": "To help.\r\nTogether.", "revision": 1}
    client.post(address(draft, f"passages/{first.pk}/edit/"), edited)
    client.post(address(draft, "add/"), {"title": "Parking", "text": "Free.", "after": first.pk})
    client.post(address(draft, f"passages/{second.pk}/move/up/"))
    assert [one["title"] for one in draft.written] == ["Why", "Costs", "Parking"]
    assert draft.written[0]["text"] == "To help.\nTogether."
    client.post(address(draft, f"passages/{second.pk}/take-out/"))
    assert "1 passage was taken out" in page(client, draft)
    client.post(address(draft, f"passages/{second.pk}/bring-back/"))
    assert [one["title"] for one in draft.written] == ["Why", "Costs", "Parking"]
    assert acts_of(lakeside) == [
        "draft_passage_added",
        "draft_passage_brought_back",
        "draft_passage_edited",
        "draft_passage_moved",
        "draft_passage_taken_out",
        "draft_started",
    ]


def agree_by_hand(client, draft, person):
    client.force_login(person)
    read = elements(page(client, draft), "value")
    [sha256] = [one.attributes["value"] for one in read if one.attributes.get("name") == "sha256"]
    client.post(address(draft, "approve/"), {"sha256": sha256})


def test_two_organizations_pass_the_turn_and_agree(client, draft, nils, abel, harbor, lakeside):
    client.force_login(nils)
    client.post(address(draft, f"pass/{harbor.pk}/"))
    client.force_login(abel)
    client.post(address(draft, "terms/"), FRAME | {"title": "Another"})
    for person in (abel, nils):
        agree_by_hand(client, draft, person)
    assert [(one.title, one.stage) for one in Wording.objects.all()] == [("Another", Stage.SIGNING)]
    assert "It waits to be signed" in page(client, draft)
    client.post(address(draft, "reopen/"))
    assert Wording.objects.get().turn == lakeside
    client.post(address(draft, "set-aside/"))
    assert Wording.objects.get().stage == Stage.SET_ASIDE
    assert acts_of(harbor) == ["draft_approved", "draft_terms_set"]
    assert acts_of(lakeside) == [
        "draft_approved",
        "draft_reopened",
        "draft_set_aside",
        "draft_started",
        "draft_turn_passed",
    ]


def test_the_partner_remarks_and_suggests_and_the_writer_decides(
    client, draft, nils, abel, harbor, lakeside
):
    first, second = draft.passages.all()
    client.force_login(abel)
    client.post(address(draft, f"passages/{first.pk}/remark/"), {"text": "Too long?"})
    client.post(address(draft, "remark/"), {"text": "When do we meet?"})
    for passage in (first, second):
        suggested = {"suggestion": f"{passage.text} Always.", "text": "So it is clear."}
        client.post(address(draft, f"passages/{passage.pk}/suggest/"), suggested)
    assert Remark.objects.open().count() == 4
    client.force_login(nils)
    shown = page(client, draft)
    assert "Abel of Harbor House remarks:" in shown
    assert "When do we meet?" in shown
    assert "<ins><span" in shown
    yes, no = Remark.objects.exclude(suggestion="").order_by("passage__position")
    client.post(address(draft, f"remarks/{yes.pk}/accept/1/"))
    client.post(address(draft, f"remarks/{no.pk}/decline/"))
    for remark in Remark.objects.filter(suggestion=""):
        client.post(address(draft, f"remarks/{remark.pk}/answer/"))
    assert [one["text"].endswith("Always.") for one in draft.written] == [True, False]
    outcomes = sorted(Remark.objects.values_list("outcome", flat=True))
    assert outcomes == [Outcome.ACCEPTED, Outcome.ANSWERED, Outcome.ANSWERED, Outcome.DECLINED]
    assert "Harbor House" in page(client, draft, f"passages/{first.pk}/")
    assert acts_of(harbor) == ["draft_remarked"] * 2 + ["draft_text_suggested"] * 2
    assert acts_of(lakeside)[:3] == ["draft_remark_answered"] * 2 + ["draft_started"]


def test_what_was_typed_is_kept_when_somebody_saved_first(client, draft, nils, lakeside):
    passage = draft.passages.first()
    with within(lakeside):
        actions.edit_passage(passage, title="Why", text="Theirs, saved.", revision=1, by=nils)
    client.force_login(nils)
    typed = {"title": "Why not", "text": "Mine, typed.", "revision": 1}
    answer = client.post(address(draft, f"passages/{passage.pk}/edit/"), typed)
    assert answer.status_code == 409
    assert "Nils saved this passage while you wrote" in answer.text
    assert "Theirs, saved." in answer.text
    assert ">\nMine, typed.</textarea>" in answer.text
    assert answer.context["form"]["revision"].initial == 2
    assert draft.written[0]["text"] == "Theirs, saved."


def test_what_was_typed_is_kept_when_the_turn_has_passed(client, draft, nils, harbor):
    passage = draft.passages.first()
    pass_to(draft, harbor, nils)
    client.force_login(nils)
    typed = {"title": "Why", "text": "Mine, typed.", "revision": 1}
    answer = client.post(address(draft, f"passages/{passage.pk}/edit/"), typed)
    assert answer.status_code == 409
    assert "It is not your turn any more" in answer.text
    assert ">\nMine, typed.</textarea>" in answer.text
    at = address(draft, f"passages/{passage.pk}/edit/")
    assert client.get(at).url == address(draft, f"passages/{passage.pk}/suggest/")


def test_a_clause_that_is_missing_is_added_from_what_the_draft_covers(client, draft, nils):
    client.force_login(nils)
    assert "Not found" in page(client, draft, "coverage/")
    client.post(address(draft, "add/404/dates/"))
    assert draft.written[-1]["title"] == "How long"
    assert draft.written[-1]["text"].startswith(
        "This agreement is in effect from Jan. 1, 2027 until Dec. 31, 2027."
    )
    assert client.post(address(draft, "add/404/dates/")).status_code == 409
    assert client.post(address(draft, "add/404/none/")).status_code == 409
    assert client.post(address(draft, "add/999/dates/")).status_code == 409


def test_an_edition_is_read_again_as_it_was(client, draft, nils, abel, harbor, lakeside):
    pass_to(draft, harbor, nils)
    with within(harbor):
        actions.take_out_passage(draft.passages.first(), by=abel)
    client.force_login(nils)
    assert "1. Purpose and shared vision" in page(client, draft, "editions/1/")
    assert client.get(address(draft, "editions/2/")).status_code == 404
    shown = page(client, draft, "compare/?before=1&after=now")
    assert "taken out" in shown
    assert reverse("partnerships:edition", args=[draft.agreement.partnership_id, 2, 1]) in page(
        client, draft, "editions/"
    )


def test_a_draft_waits_for_the_member_who_has_not_agreed(client, draft, nils):
    agreed_by(draft, nils)
    client.force_login(nils)
    shown = page(client, draft)
    assert "Lakeside Health Center agrees to this text: Nils" in shown
    assert "Not yet: Harbor House." in shown
    assert "We agree to this text" not in shown
