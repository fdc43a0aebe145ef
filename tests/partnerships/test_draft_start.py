"""Beginning a written agreement from the clause library."""

import pytest

from alongside.partnerships.models import Kind, Member, Wording
from tests.partnerships.test_propose import TYPED

FRAME = {
    "kind": "mou",
    "title": "Working together",
    "language": "en",
    "starts_on": "2027-01-01",
    "ends_on": "2027-12-31",
    **TYPED,
}


def address(draft, rest=""):
    return f"/partnerships/{draft.agreement.partnership_id}/draft/{draft.agreement.number}/{rest}"


def page(client, draft, rest=""):
    return client.get(address(draft, rest)).text


def test_a_draft_begins_from_the_clauses_with_the_names_filled_in(
    client, partnership, nils, nora, lakeside
):
    ours = Member.objects.filter(partnership=partnership, organization=lakeside)
    ours.update(contact=nora.session_membership)
    client.force_login(nils)
    typed = FRAME | {"clause_101": "pair", "clause_203": "names", "clause_302": "days"}
    answer = client.post(f"/partnerships/{partnership.pk}/draft/start/", typed)
    draft = Wording.objects.get()
    assert answer.url == address(draft)
    texts = [passage["text"] for passage in draft.written]
    assert texts[0].startswith("This agreement is between Lakeside Health Center (the")
    assert "and Harbor House (the" in texts[0]
    assert texts[1].startswith(
        "The health center's liaison is Nora; the backup is {health_backup}."
    )
    assert "ends after 30 days at most" in texts[2]
    assert draft.agreement.kind == Kind.MOU
    assert draft.agreement.longest_release_days == 30
    shown = page(client, draft)
    assert "Still to fill in" in shown
    assert "the health center&#x27;s backup" in shown


def test_clauses_that_are_optional_are_left_out_unless_chosen(client, partnership, nils):
    client.force_login(nils)
    form = client.get(f"/partnerships/{partnership.pk}/draft/start/").context["form"]
    assert form["clause_107"].initial == ""
    assert form["clause_101"].initial == "pair"
    assert form["title"].initial == "Agreement between Harbor House and Lakeside Health Center"
    assert form.initial["longest_release_days"] == 14


def test_a_draft_in_spanish_is_written_in_spanish(client, partnership, nils):
    client.force_login(nils)
    typed = FRAME | {"language": "es", "clause_404": "dates"}
    client.post(f"/partnerships/{partnership.pk}/draft/start/", typed)
    [passage] = Wording.objects.get().written
    assert passage["text"].startswith(
        "Este acuerdo está vigente del 1 de enero de 2027 al 31 de diciembre de 2027."
    )


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"ends_on": "2026-12-31"}, "The last day comes after the first"),
        ({"kind": "no_paper"}, "Select a valid choice"),
        ({"title": ""}, "This field is required"),
        ({"clause_101": ""}, "Choose at least one clause"),
        ({"clause_101": "other"}, "Select a valid choice"),
    ],
)
def test_what_is_typed_wrong_is_said_and_kept(client, partnership, nils, wrong, said):
    client.force_login(nils)
    typed = FRAME | {"clause_101": "pair"} | wrong
    shown = client.post(f"/partnerships/{partnership.pk}/draft/start/", typed).text
    assert said in shown
    assert not Wording.objects.exists()


def test_only_who_settles_partnerships_begins_one(client, partnership, ada, mallory):
    for person, told in ((ada, 403), (mallory, 404)):
        client.force_login(person)
        for begin in ("start", "upload"):
            at = f"/partnerships/{partnership.pk}/draft/{begin}/"
            assert client.get(at).status_code == told
            assert client.post(at, FRAME).status_code == told


def test_a_second_draft_is_stopped_with_a_sentence(client, draft, partnership, abel):
    client.force_login(abel)
    at = f"/partnerships/{partnership.pk}/draft/start/"
    assert "There is a draft already" in client.get(at).text
    assert client.post(at, FRAME | {"clause_101": "pair"}).status_code == 409
