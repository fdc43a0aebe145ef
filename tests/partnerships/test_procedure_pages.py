"""One page per place and role: both directions, dated, read on a screen and printed."""

import re
from datetime import time
from io import BytesIO
from urllib.parse import urlencode

import pytest
from pypdf import PdfReader

from alongside.partnerships.models import Agreement, HeldKind, Who
from tests.partnerships.keeping import held_at, settled, way_from

pytestmark = pytest.mark.usefixtures("three_times_a_week", "champions")
WIDE = "W" * 240
LONG = ("Wir müssen Ampullenverwaltungsvorschriften weglassen " * 9)[:240]
WORDS = (
    "One moment please, I would like to bring somebody in; she is with me and can hear us. " * 3
)[:240]


def address(partnership, site, who, form="page/"):
    asked = urlencode({"site": site.pk if site else "", "who": who})
    return f"/partnerships/{partnership.pk}/procedure/{form}?{asked}"


def pages(client, partnership):
    told = client.get(f"/partnerships/{partnership.pk}/procedure/").context["in_force"]
    return [page.title for page in told["pages"]]


def back(harbor, **fields):
    """The program calls the health center."""
    turned = {"who_calls": Who.ADVOCATE.value, "who_answers": Who.FRONT_DESK.value}
    return way_from(harbor, **(turned | fields))


def test_each_place_and_role_has_a_page(client, partnership, nils, abel, lakeside, harbor, clinic):
    settled(
        partnership,
        nils,
        abel,
        way_from(lakeside, site_id=clinic.pk, who_calls="nurse"),
        back(harbor, who_calls="anyone"),
    )
    client.force_login(nils)
    assert pages(client, partnership) == [
        "Pilsen Clinic · Front desk",
        "Pilsen Clinic · Nurse or medical assistant",
        "Pilsen Clinic · Advocate",
    ]


def test_without_a_place_the_pages_are_by_role(client, partnership, nils, abel, lakeside):
    settled(partnership, nils, abel, way_from(lakeside, who_calls="anyone", who_answers="anyone"))
    client.force_login(nils)
    assert pages(client, partnership) == ["Anyone"]
    assert client.get(address(partnership, None, "anyone")).status_code == 200


def test_a_page_has_both_directions_and_says_since_when(
    client, partnership, nils, abel, ada, lakeside, harbor, time_machine
):
    time_machine.move_to("2127-03-02T15:00Z")
    nurse = way_from(lakeside, who_calls="nurse", line="for nurses")
    settled(partnership, nils, abel, way_from(lakeside), back(harbor, line="the desk"), nurse)
    time_machine.move_to("2127-03-09T15:00Z")
    client.force_login(ada)
    sheet = client.get(address(partnership, None, "front_desk")).context["sheet"]
    lines = [
        dict(way["lines"])["Number or room"] for _title, ways in sheet["directions"] for way in ways
    ]
    assert [title for title, _ways in sheet["directions"]] == [
        "Lakeside Health Center calls Harbor House",
        "Harbor House calls Lakeside Health Center",
    ]
    assert lines == ["(312) 555-0142", "the desk"]
    assert sheet["dated"] == ("In force since March 2, 2127 (version 1). Printed on March 9, 2127.")


def test_it_lists_the_times_that_are_held_there_now(
    client, partnership, nils, abel, lakeside, clinic
):
    kinds = [HeldKind.ENROLLMENT.value]
    settled(partnership, nils, abel, way_from(lakeside, held_kinds=kinds))
    client.force_login(nils)

    def held():
        sheet = client.get(address(partnership, None, "front_desk")).context["sheet"]
        return dict(sheet["directions"][0][1][0]["lines"])["Held times"]

    assert held() == "none now (help with enrollment)"
    held_at(clinic, partnership, kind="enrollment", languages=["es"])
    held_at(clinic, partnership, kind="dental")
    assert held() == "every Tuesday, 2 p.m. (help with enrollment, Spanish), Pilsen Clinic"
    for hour in range(4):
        held_at(clinic, partnership, kind="enrollment", starts_at=time(hour))
    assert held().count(";") == 4
    assert held().endswith("; more on the page of held times")


def test_what_the_agreement_lost_is_not_printed(client, partnership, nils, abel, lakeside):
    settled(partnership, nils, abel, way_from(lakeside, mode="chat"))
    client.force_login(nils)
    assert client.get(address(partnership, None, "front_desk")).status_code == 200
    Agreement.objects.update(modes=["call_together"])
    for form in ("page/", "page.pdf"):
        assert client.get(address(partnership, None, "front_desk", form)).status_code == 404


def test_a_page_that_nobody_settled_is_not_there(client, partnership, nils, abel, lakeside):
    client.force_login(nils)
    assert client.get(address(partnership, None, "front_desk")).status_code == 404
    settled(partnership, nils, abel, way_from(lakeside))
    for who in ("dental", "", "boss"):
        assert client.get(address(partnership, None, who)).status_code == 404


# ---- on paper


def printed(client, partnership, who="front_desk", site=None, language=""):
    answer = client.get(language + address(partnership, site, who, "page.pdf"))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="procedure.pdf"'
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.content


@pytest.mark.parametrize(("language", "code"), [("", b"en"), ("/es", b"es")])
def test_it_is_one_tagged_page_in_the_readers_language(
    client, partnership, nils, abel, lakeside, harbor, language, code
):
    settled(partnership, nils, abel, way_from(lakeside), back(harbor))
    client.force_login(nils)
    made = printed(client, partnership, language=language)
    reader = PdfReader(BytesIO(made))
    assert len(reader.pages) == 1
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert re.search(rb"/Lang ?\(" + code + rb"\)", made)
    text = " ".join(reader.pages[0].extract_text().split())
    assert "(312) 555-0142" in text
    assert ("Cuando nadie contesta" in text) == (code == b"es")
    assert ("When nobody answers" in text) == (code == b"en")


@pytest.mark.parametrize("words", [WIDE, LONG, WORDS])
@pytest.mark.parametrize("language", ["", "/es"])
def test_the_fullest_page_is_still_one_and_nothing_is_cut(
    client, partnership, nils, abel, lakeside, harbor, clinic, words, language
):
    lakeside.name = harbor.name = (words * 2)[:200]
    clinic.name = (words * 2)[:200]
    for thing in (lakeside, harbor, clinic):
        thing.save()
    for hour in range(5):
        for kind in HeldKind.values:
            held_at(clinic, partnership, kind=kind, starts_at=time(hour))
    full = {
        "say": words[:239] + "x",
        "when_nobody": words[:239] + "y",
        "line": words[:79] + "z",
        "hours": words[:80],
        "held_kinds": HeldKind.values,
        "site_id": clinic.pk,
    }
    ways = [way_from(lakeside, **full) for _one in range(3)]
    settled(partnership, nils, abel, *ways, *[back(harbor, **full) for _one in range(3)])
    client.force_login(nils)
    reader = PdfReader(BytesIO(printed(client, partnership, site=clinic, language=language)))
    assert len(reader.pages) == 1
    letters = re.sub(r"\s|\u200b", "", reader.pages[0].extract_text())
    assert [letters.count(last) for last in ("x", "y", "z")] >= [6, 6, 6]


def test_markup_in_a_text_is_text(client, partnership, nils, abel, lakeside):
    settled(partnership, nils, abel, way_from(lakeside, say='#read("/etc/passwd") *$x$ <b>'))
    client.force_login(nils)
    text = PdfReader(BytesIO(printed(client, partnership))).pages[0].extract_text()
    assert '#read("/etc/passwd") *$x$ <b>' in text


def test_who_may_print_it_is_who_may_read_it(
    client, partnership, nils, abel, ada, mallory, lakeside
):
    settled(partnership, nils, abel, way_from(lakeside))
    client.force_login(ada)
    printed(client, partnership)
    client.force_login(mallory)
    assert client.get(address(partnership, None, "front_desk", "page.pdf")).status_code == 404
