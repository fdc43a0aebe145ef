"""“Is this your organization?”: asked by anybody, decided by the host after a call."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from alongside.directory import actions
from alongside.directory.models import Claim, Decision, Service, Site
from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.orgs.models import Invitation, Kind, Notice, Organization, Rule
from alongside.orgs.roles import Role
from tests.conftest import person
from tests.database import connected_as
from tests.directory.building import listed
from tests.directory.keeping import CLAIM, claimed, claimed_also, unclaimed
from tests.keys import acts
from tests.pressing import at_once

QUERIES = 12  # with the session, the walls and the page
APPROVED = {"kind": "health_center", "rule": "hipaa", "called": "on"}


@pytest.fixture
def pilsen(host):
    return unclaimed()


def test_anybody_claims_without_a_cookie_and_the_host_is_told(client, pilsen, host, hope):
    assert client.get(f"/organizations/{pilsen.pk}/claim/").status_code == 200
    answer = client.post(f"/organizations/{pilsen.pk}/claim/", CLAIM)

    assert "Whoever runs this server now calls the organization" in answer.text
    assert (answer.cookies, answer.headers["Cache-Control"]) == ({}, "no-store")
    claim = Claim.objects.get()
    assert (claim.organization, claim.name, claim.email) == (pilsen, *CLAIM.values())
    assert acts(host) == ["claim_made"]


def test_the_answer_is_the_same_whoever_asked_before(client, pilsen):
    answers = [
        client.post(f"/organizations/{pilsen.pk}/claim/", CLAIM | {"email": email}).content
        for email in [
            "kim@example.org",
            "kim@example.org",
            *(f"x{n}@example.org" for n in "abcdef"),
        ]
    ]
    assert set(answers) == {answers[0]}
    assert Claim.objects.count() == 5  # the listed number is called anyway


def test_another_sites_form_is_not_taken(client, pilsen):
    answer = client.post(
        f"/organizations/{pilsen.pk}/claim/", CLAIM, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert (answer.status_code, Claim.objects.count()) == (403, 0)


def test_nobody_claims_an_organization_in_which_people_work(client, host, harbor):
    listed(harbor)
    assert client.get(f"/organizations/{harbor.pk}/claim/").status_code == 404
    assert client.post(f"/organizations/{harbor.pk}/claim/", CLAIM).status_code == 404
    with pytest.raises(Blocked, match="keeps its own records already"):
        actions.claim(harbor, **CLAIM)


def test_on_one_day_only_so_many(host, monkeypatch):
    monkeypatch.setattr(actions.claiming, "MOST_A_DAY", 2)
    for number in range(2):
        claimed(unclaimed(f"Center {number}"), host)
    with pytest.raises(Blocked, match="Please write again tomorrow"):
        claimed(unclaimed("Center 3"), host)


def test_the_number_to_call_is_the_one_listed_before_and_never_one_put_in_since(pilsen, host):
    site = Site.objects.get()
    site.kept = {"phone": "(773) 254-1401", "phone_link": "tel:+1-773-254-1401"}
    site.phone, site.phone_link = "(900) 555-0100", "tel:+1-900-555-0100"
    site.save()
    numbers = [phone["text"] for phone in claimed(pilsen, host).phones]
    assert numbers == ["(773) 254-1400", "(773) 254-1401"]


def test_the_host_sees_the_numbers_approves_and_invites(
    client, pilsen, host, hope, mailoutbox, django_capture_on_commit_callbacks
):
    claim = claimed(pilsen, host)
    client.force_login(hope)
    page = client.get(f"/claims/{claim.pk}/").text
    assert 'href="tel:+1-773-254-1400">(773) 254-1400</a>' in page
    assert "outside Alongside" in page
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(f"/claims/{claim.pk}/", APPROVED)

    assert "/invitations/" in answer.text
    pilsen.refresh_from_db()
    assert (pilsen.kind, pilsen.rule) == (Kind.HEALTH_CENTER, Rule.HIPAA)
    assert pilsen.admitted_at is not None
    assert (Invitation.objects.get().email, Invitation.objects.get().roles) == (
        CLAIM["email"],
        ["administrator"],
    )
    assert [mail.to for mail in mailoutbox] == [[CLAIM["email"]]]
    assert acts(host) == ["claim_approved", "claim_made", "organization_admitted"]
    assert client.get("/claims/").status_code == 200


def test_without_a_call_nothing_is_approved(client, pilsen, host, hope):
    claim = claimed(pilsen, host)
    client.force_login(hope)
    client.post(f"/claims/{claim.pk}/", APPROVED | {"called": ""})
    assert Claim.objects.get().state == Decision.OPEN


def test_declining_asks_first_and_forgets_who_asked(client, pilsen, host, hope):
    claim = claimed(pilsen, host)
    client.force_login(hope)
    assert "Decline this?" in client.get(f"/claims/{claim.pk}/decline/").text
    assert Claim.objects.get().state == Decision.OPEN
    client.post(f"/claims/{claim.pk}/decline/")

    claim = Claim.objects.get()
    assert (claim.state, claim.name, claim.email) == (Decision.DECLINED, "", "")
    assert Organization.objects.get(pk=pilsen.pk).admitted_at is None
    assert acts(host) == ["claim_declined", "claim_made"]


@pytest.mark.parametrize("who", ["nora", "abel", "helen"])
def test_only_administrators_of_the_host_see_and_decide(client, pilsen, host, who, request):
    claim = claimed(pilsen, host)
    someone = (
        person("Helen", host, Role.FACILITATOR) if who == "helen" else request.getfixturevalue(who)
    )
    client.force_login(someone)
    for address in ("/claims/", f"/claims/{claim.pk}/", f"/claims/{claim.pk}/decline/"):
        assert client.get(address).status_code == 403
    with within(someone.here), pytest.raises(PermissionDenied):
        actions.approve_claim(claim, kind="other", rule="none", by=someone)
    with within(someone.here), pytest.raises(PermissionDenied):
        actions.decline_claim(claim, by=someone)


def test_what_is_decided_is_not_decided_again(pilsen, host, hope):
    claim = claimed(pilsen, host)
    with within(host):
        actions.decline_claim(claim, by=hope)
        with pytest.raises(Blocked, match="Somebody decided this"):
            actions.approve_claim(claim, kind="other", rule="none", by=hope)


def test_approving_one_closes_the_others(pilsen, host, hope):
    first, second = (claimed(pilsen, host, f"{name}@example.org") for name in ("kim", "kai"))
    with within(host):
        actions.approve_claim(first, kind="other", rule="none", by=hope)
    assert Claim.objects.get(pk=second.pk).state == Decision.DECLINED
    assert list(Claim.objects.values_list("email", flat=True)) == ["", ""]


def test_the_database_keeps_no_name_past_the_decision(pilsen, host):
    claimed(pilsen, host)
    for wrong in ({"state": "declined"}, {"decided_at": now()}, {"email": ""}):
        with transaction.atomic(), pytest.raises(IntegrityError, match="names_kept_only_while"):
            Claim.objects.update(**wrong)
    with transaction.atomic(), pytest.raises(IntegrityError, match="claim_open_once"):
        Claim.objects.create(organization=pilsen, email=CLAIM["email"], name="Again")


@pytest.mark.django_db(transaction=True)
def test_the_host_is_told_of_the_first_and_not_of_every_one(host, hope):
    pilsen = unclaimed()
    claimed(pilsen, host)
    claimed(pilsen, host, "kai@example.org")
    with connected_as("worker"):
        assert [notice.person for notice in Notice.objects.all()] == [hope]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_queries_for_three_as_for_one(client, host, hope, count):
    for number in range(count):
        claimed(unclaimed(f"Center {number}"), host)
    client.force_login(hope)
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/claims/").text.count("Call, then decide") == count
    assert len(queries) == QUERIES


# A further record of an organization that works here.


def test_a_further_record_is_folded_into_the_organization_that_works_here(
    client, pilsen, host, hope, lakeside, nils
):
    client.force_login(nils)
    assert "Lakeside Health Center" in client.get(f"/organizations/{pilsen.pk}/claim/ours/").text
    client.post(f"/organizations/{pilsen.pk}/claim/ours/")
    claim = Claim.objects.get()
    assert (claim.claimant, claim.email) == (lakeside, nils.email)

    client.force_login(hope)
    client.post(f"/claims/{claim.pk}/", {"called": "on"})
    pilsen.refresh_from_db()
    assert (pilsen.same_as, pilsen.admitted_at) == (lakeside, None)
    assert [Site.objects.get().organization, Service.objects.get().organization] == [lakeside] * 2
    assert acts(host) == ["records_joined"]
    assert "Pilsen Center 1" in client.get(f"/organizations/{lakeside.pk}/").text


def test_joined_records_can_be_parted_again(client, pilsen, host, hope, lakeside, nils):
    claim = claimed_also(pilsen, nils)
    with within(host):
        actions.approve_join(claim, by=hope)
    client.force_login(hope)
    client.post(f"/claims/{claim.pk}/part/")
    pilsen.refresh_from_db()
    assert (pilsen.same_as, Site.objects.get().organization) == (None, pilsen)
    with within(host), pytest.raises(Blocked, match="not joined"):
        actions.undo_join(claim, by=hope)


def test_care_staff_claim_nothing_for_their_organization(client, pilsen, nora):
    client.force_login(nora)
    assert client.post(f"/organizations/{pilsen.pk}/claim/ours/").status_code == 403
    with within(nora.here), pytest.raises(PermissionDenied):
        actions.claim_also(pilsen, by=nora)


def test_what_is_part_of_another_is_not_claimed(pilsen, host, hope, nils):
    claim = claimed_also(pilsen, nils)
    with within(host):
        actions.approve_join(claim, by=hope)
    with pytest.raises(Blocked, match="keeps its own records already"):
        actions.claim(pilsen, **CLAIM)


@pytest.mark.django_db(transaction=True)
def test_of_two_administrators_who_decide_at_once_one_counts(host, hope):
    helen = person("Helen", host, Role.ADMINISTRATOR)
    for number in range(4):
        claim = claimed(unclaimed(f"Center {number}"), host)
        told = at_once(
            (hope, lambda c=claim: actions.approve_claim(c, kind="other", rule="none", by=hope)),
            (helen, lambda c=claim: actions.decline_claim(c, by=helen)),
        )
        assert sorted(told) == [
            "Somebody decided this a moment ago. Look at the list again.",
            "done",
        ]
        claim.refresh_from_db()
        admitted = claim.organization.admitted_at is not None
        assert admitted == (claim.state == Decision.ACCEPTED) == (told[0] == "done")


@pytest.mark.django_db(transaction=True)
def test_of_two_claims_approved_at_once_one_organization_has_one_invitation(host, hope):
    helen = person("Helen", host, Role.ADMINISTRATOR)
    pilsen = unclaimed()
    claims = [claimed(pilsen, host, f"{name}@example.org") for name in ("kim", "kai")]
    told = at_once(
        *(
            (by, lambda c=c, by=by: actions.approve_claim(c, kind="other", rule="none", by=by))
            for c, by in zip(claims, (hope, helen), strict=True)
        )
    )
    assert sorted(told)[1] == "done"
    assert Invitation.objects.count() == 1
