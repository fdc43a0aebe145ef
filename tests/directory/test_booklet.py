"""A booklet to print: who is in it, in which order, in both languages, and readable by a screen reader."""

import io
from zipfile import ZipFile

import pytest
from django.utils.translation import override
from pypdf import PdfReader

from alongside.directory import actions
from alongside.directory.copies import volumes
from alongside.directory.models import Copy, Service, Setting, Site
from alongside.lib.alphabet import alphabetical, initial
from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from tests.directory.building import listed
from tests.directory.planting import SECRETS, nothing_of, planted
from tests.directory.test_out import made

pytestmark = pytest.mark.slow


@pytest.fixture
def places(harbor, lakeside):
    hours = [{"days": "12345", "opens": "09:00", "closes": "17:00"}]
    listed(lakeside, "Pilsen", county="17031", hours=hours, needs=(1, 5))
    listed(lakeside, "Aurora", county="17089", languages=["es"], traits=[301])
    listed(harbor, "Line", setting=Setting.REMOTE, areas=["IL"])
    planted(harbor)


def read(copy):
    return PdfReader(io.BytesIO(b"".join(bytes(one.content) for one in copy.pieces.all())))


def text_of(copy):
    """All words, wherever a line ends."""
    return " ".join(" ".join(page.extract_text() for page in read(copy).pages).split())


def chapters(copy):
    return [one.title for one in read(copy).outline if not isinstance(one, list)]


def test_places_come_by_county_after_those_that_are_only_called(nora, places):
    assert chapters(made(nora, form="booklet", area="IL")) == [
        "Help at any hour",
        "By phone or online",
        "Cook County, IL",
        "Kane County, IL",
        "Index by need",
        "Index by name",
    ]


def test_it_says_how_to_reach_a_place_and_to_call_first(nora, places):
    text = text_of(made(nora, form="booklet", area="IL"))
    for words in (
        "Pilsen",
        "1 Main St",
        "(312) 555-2368",
        "Monday to Friday: 9 am to 5 pm",
        "Wheelchair can get in",
        "1-800-799-7233",
        "Call before you go.",
        "In danger now? Call 911.",
        "This place is confidential. Call, and they will tell you what to do.",
    ):
        assert words in text


def test_only_chosen_counties_are_in_it(nora, places):
    assert "Aurora" not in text_of(made(nora, form="booklet", area="IL", counties=["17031"]))
    assert chapters(made(nora, form="booklet", area="IL", counties=["17089"]))[1:3] == [
        "By phone or online",
        "Kane County, IL",
    ]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("is_large", [False, True])
def test_a_screen_reader_can_read_it_and_no_secret_is_in_it(nora, places, language, is_large):
    copy = made(nora, form="booklet", area="IL", language=language, is_large=is_large)
    about = read(copy)
    assert about.trailer["/Root"]["/Lang"] == language
    assert about.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert b"pdfuaid:part" in about.trailer["/Root"]["/Metadata"].get_data()
    assert nothing_of(SECRETS, text_of(copy)) == []


def test_large_print_is_large(nora, places):
    def sizes(**wanted):
        found = set()
        for page in read(made(nora, form="booklet", area="IL", **wanted)).pages:
            page.extract_text(visitor_text=lambda text, *at: text.strip() and found.add(at[-1]))
        return found

    assert min(sizes(is_large=True)) >= 18
    assert min(sizes()) >= 10


def test_what_a_record_says_is_never_markup(nora, harbor):
    name = '#read("/etc/passwd") *bold* $x$ <label> @place0 \\ [x]'
    listed(harbor, name, county="17031")
    Service.objects.update(name="= Heading #pagebreak()")
    text = text_of(made(nora, form="booklet", area="IL"))
    assert name in text
    assert "= Heading #pagebreak()" in text


def test_a_booklet_has_an_end(nora, harbor):
    Site.objects.bulk_create(
        Site(organization=harbor, name=f"Place {n}", state="IL") for n in range(volumes.MOST + 1)
    )
    with within(nora.here), pytest.raises(Blocked, match="more than 5,000 places"):
        actions.ask_for_copy(Copy(form="booklet"), by=nora)


def volumes_in(copy):
    content = b"".join(bytes(one.content) for one in copy.pieces.order_by("number"))
    with ZipFile(io.BytesIO(content)) as found:
        return {name: PdfReader(io.BytesIO(found.read(name))) for name in found.namelist()}


def words_of(pdf):
    """All words, without the marks that keep a number on the line of its name."""
    text = " ".join(page.extract_text() for page in pdf.pages)
    return " ".join(text.replace("\u2060", "").split())


def test_a_thick_booklet_comes_in_volumes_that_go_on_counting_pages(
    nora, client, places, monkeypatch
):
    monkeypatch.setattr(volumes, "THICK", 1)
    copy = made(nora, form="booklet", area="IL")
    assert copy.state == "done"
    found = volumes_in(copy)
    assert list(found) == [
        "1 By phone or online.pdf",
        "2 By phone or online, part 2.pdf",
        "3 Cook County, IL.pdf",
        "4 Kane County, IL.pdf",
        "5 Index by need.pdf",
        "6 Index by name.pdf",
    ]
    labels = [label for pdf in found.values() for label in pdf.page_labels]
    assert labels[1:4] == ["2", "3", "4"]
    assert labels[-1] == str(len(labels))
    cook = found["3 Cook County, IL.pdf"]
    page = cook.page_labels[-1]
    assert "Volume 3 of 6" in words_of(cook)
    assert f"Pilsen {page}" in words_of(found["6 Index by name.pdf"])
    file = client.get(f"/copies/{copy.pk}/file/")
    assert file.headers["Content-Disposition"] == 'attachment; filename="booklet.zip"'
    assert "6 volumes" in client.get(f"/copies/{copy.pk}/").text


def test_names_stand_in_the_order_of_the_readers_language():
    names = ["Zumba", "Ñandú", "nube", "“Álamo”", "Alba", "Nz"]
    with override("es"):
        assert sorted(names, key=alphabetical) == [
            "“Álamo”",
            "Alba",
            "nube",
            "Nz",
            "Ñandú",
            "Zumba",
        ]
        assert [initial(name) for name in ("Ñandú", "«álamo»", "211")] == ["Ñ", "A", "#"]
    with override("en"):
        assert sorted(["Nandu", "Ñandú", "nan"], key=alphabetical) == ["nan", "Nandu", "Ñandú"]


def test_the_head_of_a_page_names_the_first_and_the_last_county_on_it():
    counties = [
        {"id": name, "name": f"{name} County, IL", "places": []}
        for name in ("Cook", "Kane", "Lake")
    ]
    volume = volumes.Volume(counties, first=11, pages=4, at={"Cook": 12, "Kane": 12, "Lake": 12})
    head = {"2": "Cook County, IL \N{EN DASH} Lake County, IL", "3": "Lake County, IL"}
    assert volume.running() == head | {"4": "Lake County, IL"}
