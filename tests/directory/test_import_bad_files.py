"""Lists as they really come: what is wrong costs only itself, and is said with row, column and reason."""

import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook

from alongside.directory import actions
from alongside.directory.models import Site
from alongside.lib.errors import Blocked
from tests.directory.building import HEADER, OFFICIAL, official, row, told, written

pytestmark = pytest.mark.usefixtures("host")
LINE = "Clinic {0},IL,Chicago,{0} Main St,773-254-1400,Yes,-87.669,41.8523"


def bring(tmp_path, content, name="list.csv"):
    file = tmp_path / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return actions.import_list(file, by=None)


def lines(*more):
    return "\n".join([",".join(HEADER), LINE.format(1), *more, LINE.format(2)]) + "\n"


def remarks(found):
    return [(one.row, one.column, one.reason) for one in found]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "list.csv is empty."),
        (b"  \n\n ", "list.csv is empty."),
        (b"PK\x03\x04...", "list.csv is a damaged zip file."),
        (b"%PDF-1.7", "list.csv is a PDF, not a CSV."),
        (b"<!doctype html><p>Sign in", "list.csv is a web page, not a CSV."),
        (b"PK\x05\x06" + b"\0" * 18, "list.csv holds no file that can be read here."),
        (b"\x7fELF\x00\x01", "list.csv is neither text nor a CSV."),
        ("name,st_abbr".encode("utf-16"), "list.csv is text in UTF-16. Save the list as CSV"),
        (b"a,b,c\n1,2,3\n", "list.csv has no header of a list that is known here"),
        (b"name,st_abbr,city,phone\n", "address, lat, lon."),
        (b'"name,st_abbr\n' + b"x" * 200_000, "list.csv has no header of a list"),
    ],
)
def test_a_file_that_is_no_list_is_told_what_it_is(tmp_path, content, sentence):
    with pytest.raises(Blocked) as no:
        bring(tmp_path, content)
    assert sentence in str(no.value)
    assert Site.objects.count() == 0


def test_a_folder_or_nothing_at_all_is_a_sentence_too(tmp_path):
    with pytest.raises(Blocked, match="holds no file that can be read here"):
        actions.import_list(tmp_path, by=None)
    with pytest.raises(Blocked, match="No such file"):
        actions.import_list(tmp_path / "nothing.csv", by=None)


@pytest.mark.parametrize("is_packed", [False, True])
def test_a_spreadsheet_that_grows_too_much_is_not_opened(tmp_path, is_packed):
    book = BytesIO()
    Workbook().save(book)
    with zipfile.ZipFile(book, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", b"<sst>" + b" " * 40_000_000)
    name, content = "list.xlsx", book.getvalue()
    if is_packed:
        name, content = "list.zip", BytesIO()
        with zipfile.ZipFile(content, "w") as archive:
            archive.writestr("list.xlsx", book.getvalue())
        content = content.getvalue()
    with pytest.raises(Blocked, match="grows too much"):
        bring(tmp_path, content, name)


def packed(names, *, is_locked=False):
    """A zip file of empty files; locked, as its table of contents says."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in names:
            archive.writestr(name, "")
    made = bytearray(content.getvalue())
    made[made.index(b"PK\x01\x02") + 8] |= is_locked
    return bytes(made)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (packed(f"{at}.csv" for at in range(5001)), "list.zip is too large."),
        (packed(["list.csv"], is_locked=True), "list.zip is locked with a password."),
        (packed(["list.csv", "More.ZIP"]), "list.zip holds another packed file."),
    ],
)
def test_a_zip_that_is_not_opened_says_why(tmp_path, content, sentence):
    with pytest.raises(Blocked) as no:
        bring(tmp_path, content, "list.zip")
    assert sentence in str(no.value)


def test_a_link_out_of_a_folder_is_not_followed(tmp_path):
    (tmp_path / "secret.csv").write_text(lines())
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "list.csv").symlink_to(tmp_path / "secret.csv")
    with pytest.raises(Blocked, match="holds no file that can be read here"):
        actions.import_list(tmp_path / "folder", by=None)


def test_a_header_alone_is_a_list_of_nothing(tmp_path):
    assert told(bring(tmp_path, ",".join(HEADER))) == (0, 0, 0, 0, 0)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_any_kind_of_line_end_will_do(tmp_path, ends):
    assert told(bring(tmp_path, lines().replace("\n", ends))) == (2, 0, 0, 0, 0)


def test_a_mark_at_the_start_and_old_windows_letters_are_read(tmp_path):
    content = b"\xef\xbb\xbf" + lines().encode().replace(b"Clinic 1", b"Cl\xednica\x92s")
    assert told(bring(tmp_path, content)) == (2, 0, 0, 0, 0)
    assert Site.objects.filter(name="Clínica\N{RIGHT SINGLE QUOTATION MARK}s").count() == 1


def test_a_header_may_be_longer_than_its_rows(tmp_path):
    assert told(bring(tmp_path, lines().replace("lon,lat\n", "lon,lat,,\n"))) == (2, 0, 0, 0, 0)


def test_blank_lines_are_no_rows(tmp_path):
    report = bring(tmp_path, lines("", ""))
    assert (report.rows, told(report)) == (2, (2, 0, 0, 0, 0))


def test_a_row_that_was_cut_short_is_left_out_alone(tmp_path):
    report = bring(tmp_path, lines("Cut,IL,Chic"))
    assert told(report) == (2, 0, 0, 0, 1)
    assert remarks(report.left_out) == [(3, "address", "The row has 3 columns, the header 8.")]


def test_a_row_with_a_comma_too_many_is_left_out_alone(tmp_path):
    report = bring(tmp_path, lines("A, B,IL,Chicago,1 Main St,773-254-1400,Yes,-87.6,41.8"))
    assert remarks(report.left_out) == [(3, "lat", "The row has 9 columns, the header 8.")]


def test_a_quote_left_open_swallows_no_other_row(tmp_path):
    report = bring(
        tmp_path, lines('"Open,IL,Chicago,1,773-254-1400,Yes,-87.6,41.8', LINE.format(3))
    )
    assert sorted(Site.objects.values_list("name", flat=True)) == [
        "Clinic 1",
        "Clinic 2",
        "Clinic 3",
    ]
    assert [one.row for one in report.left_out] == [3]


def test_a_cell_of_several_lines_is_one_cell(tmp_path):
    report = bring(tmp_path, lines('"Clinic\n\\nfive",IL,Chicago,9 Main St,,Yes,-87.6,41.8'))
    assert told(report) == (3, 0, 0, 0, 0)
    assert Site.objects.filter(name="Clinic five").count() == 1


@pytest.mark.parametrize(
    ("fields", "column", "reason"),
    [
        ({"name": " "}, "name", "It is blank."),
        ({"name": "x" * 201}, "name", "It has more than 200 letters."),
        ({"st_abbr": "ZZ"}, "st_abbr", "No state or territory is called ZZ."),
        (
            {"lat": "", "lon": ""},
            "lat",
            "The point is missing or not in Illinois, and no ZIP code helps.",
        ),
        ({"lat": "NaN"}, "lat", "The point is missing or not in Illinois, and no ZIP code helps."),
        (
            {"lat": "0", "lon": "0"},
            "lat",
            "The point is missing or not in Illinois, and no ZIP code helps.",
        ),
    ],
)
def test_a_row_that_cannot_be_taken_is_named(tmp_path, fields, column, reason):
    file = written(tmp_path / "list.csv", [row(**fields), row("Good")], HEADER)
    report = actions.import_list(file, by=None)
    assert remarks(report.left_out) == [(2, column, reason)]
    assert [site.name for site in Site.objects.all()] == ["Good"]


@pytest.mark.parametrize(
    ("fields", "column"),
    [
        ({"Site Status Description": "Inactive"}, "Site Status Description"),
        ({"Site Name": "*CLOSED*    Easton Community Health Center"}, "Site Name"),
        ({"Health Center Type Description": "Administrative"}, "Health Center Type Description"),
    ],
)
def test_where_no_care_is_given_is_left_out(tmp_path, fields, column):
    file = written(tmp_path / "list.csv", [official(**fields)], OFFICIAL)
    assert [one.column for one in actions.import_list(file, by=None).left_out] == [column]


def test_latitude_and_longitude_exchanged_are_put_right(tmp_path):
    file = written(tmp_path / "list.csv", [row(lat="-87.669", lon="41.8523")], HEADER)
    report = actions.import_list(file, by=None)
    assert remarks(report.repaired) == [(2, "lat", "Latitude and longitude were exchanged.")]
    assert (Site.objects.get().latitude, Site.objects.get().longitude) == (41.8523, -87.669)


def test_a_point_in_another_state_is_kept_and_said_to_be_rough(tmp_path):
    file = written(tmp_path / "list.csv", [row(lat="34.05", lon="-118.2")], HEADER)
    report = actions.import_list(file, by=None)
    reason = "The point is not in Illinois. It was kept, and may be wrong."
    assert remarks(report.repaired) == [(2, "lat", reason)]
    site = Site.objects.get()
    assert (site.latitude, site.longitude, site.is_rough) == (34.05, -118.2, True)
    assert (site.state, site.county) == ("IL", "")


def test_a_point_that_is_missing_is_the_center_of_the_zip_code(tmp_path):
    x, y = (f"Geocoding Artifact Address Primary {axis} Coordinate" for axis in "XY")
    file = written(tmp_path / "list.csv", [official(**{x: "", y: "0"})], OFFICIAL)
    assert len(actions.import_list(file, by=None).repaired) == 1
    assert round(Site.objects.get().latitude, 1) == 41.8


@pytest.mark.parametrize(
    ("state", "lat", "lon"),
    [
        ("AS", "-14.319", "-170.747"),
        ("GU", "13.28", "144.75"),
        ("MP", "15.02", "145.63"),
        ("PW", "7.34", "134.47"),
    ],
)
def test_the_territories_lie_where_they_lie(tmp_path, state, lat, lon):
    file = written(tmp_path / "list.csv", [row(st_abbr=state, lat=lat, lon=lon)], HEADER)
    assert told(actions.import_list(file, by=None)) == (1, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("written_as", "kept"),
    [("60608", "60608"), ("60608-1234", "60608-1234"), ("601", "00601"), ("K1A 0B1", ""), ("", "")],
)
def test_a_zip_code_is_kept_as_one(tmp_path, written_as, kept):
    file = written(tmp_path / "list.csv", [official(**{"Site Postal Code": written_as})], OFFICIAL)
    actions.import_list(file, by=None)
    assert Site.objects.get().postal_code == kept


@pytest.mark.parametrize(
    ("written_as", "kept"),
    [
        ("www.example.org", "https://www.example.org"),
        ("http://example.org/a?b=c", "http://example.org/a?b=c"),
        ("javascript:alert(1)", ""),
        ("not a site", ""),
        ("NA", ""),
        ("", ""),
    ],
)
def test_a_web_address_is_one_or_nothing(tmp_path, written_as, kept):
    file = written(tmp_path / "list.csv", [official(**{"Site Web Address": written_as})], OFFICIAL)
    actions.import_list(file, by=None)
    assert Site.objects.get().website == kept


def test_the_same_name_in_two_cities_is_two_places(tmp_path):
    rows = [row(), row(city="Cicero"), row(address="2 Main St"), row(name="PILSEN  clinic")]
    report = actions.import_list(written(tmp_path / "list.csv", rows, HEADER), by=None)
    assert told(report) == (3, 0, 0, 0, 1)
    assert remarks(report.left_out) == [(5, "name, address, city", "The same as row 2.")]


def test_two_ids_for_one_name_at_one_place_are_one_site(tmp_path):
    rows = [official(1), official(1, **{"BPHC Assigned Number": "BPS-2"})]
    report = actions.import_list(written(tmp_path / "list.csv", rows, OFFICIAL), by=None)
    assert remarks(report.left_out) == [(3, "name, address, city", "The same as row 2.")]


def test_signs_that_nobody_types_leave_no_trace(tmp_path):
    name = "Clinic\u200b \u202eevil\u2028 &amp; Sons"
    file = written(tmp_path / "list.csv", [row(name)], HEADER)
    actions.import_list(file, by=None)
    assert Site.objects.get().name == "Clinic evil & Sons"


def test_rows_with_the_same_fault_are_told_once_and_counted(tmp_path):
    file = written(
        tmp_path / "list.csv", [row(f"Clinic {at}", st_abbr="Nowhere") for at in range(3)]
    )
    assert list(actions.import_list(file, by=None).sentences(20))[-2:] == [
        "Rows left out: 3",
        "  list.csv, row 2, and 2 rows more, st_abbr: No state or territory is called Nowhere.",
    ]
