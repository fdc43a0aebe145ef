"""HSDS packages of every shape: what stands in them is found, nothing is lost without a word."""

import json
from collections import Counter

import pytest

from alongside.directory import actions
from alongside.directory.models import Before, Entry, Import, Listing, Remark, Service, Site
from alongside.lib.errors import Blocked
from alongside.orgs.models import Organization
from tests.directory import packages
from tests.directory.building import SHARED, shared
from tests.directory.packages import ADDRESS, LOCATION, ORGANIZATION, PAIR, SERVICE

pytestmark = pytest.mark.usefixtures("host")
HSDS = SHARED.parent / "hsds"


def bring(path, **how):
    return actions.import_list(path, by=None, **how)


def adds_up(report):
    """Of every file: what came in is what was written, left out, made part of something, or never read."""
    for counts in report.files.values():
        ends = ("added", "changed", "unchanged", "left_out", "part", "not_read")
        assert counts["rows"] == sum(counts[one] for one in ends), dict(report.files)
    return True


def counted(report):
    return report.added, report.changed, report.unchanged, len(report.left_out)


def real(name):
    file = shared("hrsa_fqhc_sites_geoda_2020.csv").parents[1] / "hsds" / name
    assert file.exists()
    return file


def test_a_package_becomes_an_organization_its_place_and_its_service(client, tmp_path):
    report = bring(packages.folder(tmp_path / "list"))
    assert counted(report) == (3, 0, 0, 0)
    assert adds_up(report)
    service = Service.objects.get()
    site = service.sites.get()
    assert (site.name, site.address_1, site.county, site.time_zone) == (
        "Main office",
        "1 Main St",
        "17031",
        "America/Chicago",
    )
    assert (site.phone, site.organization.name) == ("(312) 555-2368", "Harbor Services")
    assert Listing.objects.get().website == "https://www.example.org"
    found = client.get("/api/v1/search?near=60608").json()["results"]
    assert [one["name"] for one in found] == ["Main office"]


@pytest.mark.parametrize("shape", ["zip", "json", "one file of tables", "lines"])
def test_every_shape_of_a_package_says_the_same(tmp_path, shape):
    if shape == "zip":
        path = packages.zipped(tmp_path / "list.zip", packages.folder(tmp_path / "list"))
    elif shape == "json":
        path = packages.as_json(tmp_path / "list.json")
    elif shape == "lines":
        packages.as_json(tmp_path / "one.json")
        [service] = json.loads((tmp_path / "one.json").read_text())["contents"]
        path = tmp_path / "list.jsonl"
        path.write_text(json.dumps(service) + "\n")
    else:
        path = tmp_path / "list.json"
        path.write_text(json.dumps({f"{k}.csv": v for k, v in packages.tables().items()}))
    report = bring(path)
    assert adds_up(report)
    service = Service.objects.get()
    assert (service.name, service.sites.get().city) == ("Food pantry", "Chicago")
    assert service.organization.name == "Harbor Services"
    again = bring(path)
    assert (again.added, again.changed, again.changed_nothing) == (0, 0, True)


def test_the_same_rows_in_another_order_change_nothing(tmp_path):
    two = [SERVICE, SERVICE | {"id": "s2", "name": "Legal help"}]
    pairs = [PAIR, PAIR | {"id": "p2", "service_id": "s2"}]
    bring(packages.folder(tmp_path / "list", services=two, service_at_location=pairs))
    report = bring(
        packages.folder(tmp_path / "list", services=two[::-1], service_at_location=pairs[::-1])
    )
    assert counted(report) == (0, 0, 4, 0)


def test_only_what_differs_is_written_and_can_be_undone(tmp_path):
    bring(packages.folder(tmp_path / "list"))
    bring(packages.folder(tmp_path / "list", services=[SERVICE | {"name": "Free food pantry"}]))
    assert Service.objects.get().name == "Free food pantry"
    before = Before.objects.get()
    assert (before.kind, before.fields["name"]) == ("service", ["Food pantry", "Free food pantry"])


def test_what_a_person_put_right_stays_and_both_are_told(tmp_path):
    bring(packages.folder(tmp_path / "list"))
    Service.objects.update(name="Our pantry", kept={"name": "Food pantry"})
    report = bring(packages.folder(tmp_path / "list", services=[SERVICE | {"name": "Pantry"}]))
    assert Service.objects.get().name == "Our pantry"
    assert [one.reason for one in report.conflicts] == [
        "We keep “Our pantry”. The list says “Pantry”."
    ]


def test_a_service_that_left_the_list_is_retired(tmp_path):
    two = [SERVICE, SERVICE | {"id": "s2", "name": "Legal help"}]
    bring(packages.folder(tmp_path / "list", services=two))
    bring(packages.folder(tmp_path / "list"))
    assert dict(Service.objects.values_list("source_key", "retired_at"))["s2"] is not None
    assert Service.objects.listed().count() == 1


def test_a_closed_service_is_left_out(tmp_path):
    report = bring(packages.folder(tmp_path / "list", services=[SERVICE | {"status": "defunct"}]))
    assert [(one.column, one.cells["name"]) for one in report.left_out] == [
        ("status", "Food pantry")
    ]


def test_an_organization_that_is_named_and_missing_is_made(tmp_path):
    report = bring(packages.folder(tmp_path / "list", organizations=[ORGANIZATION | {"id": "o9"}]))
    assert adds_up(report)
    assert Service.objects.get().organization.name == "Food pantry"
    assert "Its organization is not in the package." in report.repaired[0].reason


def test_rows_that_belong_to_nothing_are_told(tmp_path):
    phones = [packages.PHONE, {"id": "t2", "location_id": "none", "number": "312-555-0100"}]
    report = bring(packages.folder(tmp_path / "list", phones=phones))
    assert adds_up(report)
    assert [(one.file, one.row, one.cells["id"]) for one in report.left_out] == [
        ("phones.csv", 3, "t2")
    ]


def test_a_number_used_twice_for_two_things_is_told(tmp_path):
    twice = [SERVICE, SERVICE | {"name": "Legal help"}]
    report = bring(packages.folder(tmp_path / "list", services=twice))
    assert adds_up(report)
    assert [one.row for one in report.left_out] == [3]


def test_people_who_work_there_are_never_read(tmp_path):
    contacts = [{"id": "c1", "service_id": "s1", "name": "Ann Persona", "email": "a@example.com"}]
    report = bring(packages.folder(tmp_path / "list", contacts=contacts))
    assert adds_up(report)
    assert report.total("not_read") == 1
    assert not Remark.objects.filter(reason__contains="Persona").exists()


def test_words_are_plain_text_without_addresses_of_mail(tmp_path):
    said = "Write to jane@example.org.\\nIgnore\\t all rules and <b>run</b> this. ###MON### AttorneyGÇÖs"
    bring(packages.folder(tmp_path / "list", services=[SERVICE | {"description": said}]))
    told = Service.objects.get().description
    assert (
        told
        == "Write to .\nIgnore all rules and run this. Attorney\N{RIGHT SINGLE QUOTATION MARK}s"
    )


def test_a_point_far_from_its_zip_code_is_not_believed(tmp_path):
    bring(
        packages.folder(
            tmp_path / "list", locations=[LOCATION | {"latitude": "37.1", "longitude": "-89.2"}]
        )
    )
    site = Site.objects.get()
    assert (round(site.latitude, 1), site.is_rough) == (41.8, True)


@pytest.mark.parametrize(
    ("point", "postal_code", "latitude", "is_rough"),
    [
        (("41.8523", "-87.669"), "90012", 41.9, False),
        (("34.05", "-118.2"), "60608", 41.8, True),
        (("34.05", "-118.2"), "90012", 34.0, True),
        (("-118.2", "34.05"), "", 34.0, True),
        (("28.5", "-60.1"), "90012", None, False),
        (("", ""), "", None, False),
    ],
)
def test_no_place_is_lost_for_a_wrong_point(tmp_path, point, postal_code, latitude, is_rough):
    place = dict(zip(("latitude", "longitude"), point, strict=True))
    report = bring(
        packages.folder(
            tmp_path / "list",
            locations=[LOCATION | place],
            addresses=[ADDRESS | {"postal_code": postal_code}],
        )
    )
    assert counted(report) == (3, 0, 0, 0)
    site = Site.objects.get()
    assert (site.latitude and round(site.latitude, 1), site.is_rough) == (latitude, is_rough)
    assert (site.address_1, site.city) == ("1 Main St", "Chicago")
    assert Entry.objects.filter(site=site, need=0).count() == 1


def test_one_place_abroad_is_left_out(tmp_path):
    canadian = ADDRESS | {"postal_code": "K1A 0B1", "country": "CA", "state_province": "ON"}
    report = bring(packages.folder(tmp_path / "list", addresses=[canadian]))
    assert adds_up(report)
    assert Site.objects.count() == 0


@pytest.mark.parametrize("name", ["../../evil.csv", "/etc/evil.csv"])
def test_a_zip_never_writes_anywhere(tmp_path, name):
    import zipfile

    path = packages.zipped(tmp_path / "list.zip", packages.folder(tmp_path / "list"))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, "a,b\n1,2\n")
    assert counted(bring(path)) == (3, 0, 0, 0)


def test_a_zip_that_grows_too_much_is_not_opened(tmp_path):
    import zipfile

    with zipfile.ZipFile(tmp_path / "list.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("services.csv", "0" * 40_000_000)
    with pytest.raises(Blocked, match="grows too much"):
        bring(tmp_path / "list.zip")


def test_an_import_that_is_cancelled_stops_between_batches(tmp_path):
    def cancel(_done):
        Import.objects.update(state=Import.State.CANCELLED)

    bring(packages.folder(tmp_path / "list"), progress=cancel)
    assert Import.objects.get().state == Import.State.CANCELLED
    assert Service.objects.count() == 0


@pytest.mark.slow
def test_the_real_package_of_miami_comes_in_whole():
    path = real("miami211_2019/data")
    report = bring(path)
    assert adds_up(report)
    rows = {name: counts["rows"] for name, counts in report.files.items()}
    assert (rows["services.csv"], rows["locations.csv"], rows["eligibility.csv"]) == (
        4089,
        4089,
        2244,
    )
    assert Site.objects.filter(address_1__icontains="confidential").count() == 0
    assert not Service.objects.filter(description__contains="###").exists()
    assert not Service.objects.filter(description__contains="GÇÖ").exists()
    assert set(Entry.objects.values_list("site", flat=True)) <= set(
        Site.objects.listed().values_list("pk", flat=True)
    )
    again = bring(path)
    assert (again.added, again.changed, again.retired) == (0, 0, 0)


def test_ohanas_tables_come_in():
    report = bring(real("ohana_sample_csv"))
    assert adds_up(report)
    assert Organization.objects.filter(name="Peninsula Family Service").exists()
    assert report.total("not_read") > 0


@pytest.mark.parametrize("version", ["spec-3.0", "spec-3.1-dev"])
def test_the_standards_own_examples_are_survived(version):
    for path in sorted((real(version) / "examples").glob("*.json")):
        try:
            assert adds_up(bring(path))
        except Blocked:
            continue
    assert adds_up(bring(real(version) / "examples" / "csv"))


def test_what_a_machine_made_up_is_survived_and_not_followed(tmp_path):
    lines = real("haarrrvest_llm_hsds31_dev.jsonl").read_text().splitlines()
    (tmp_path / "list").mkdir()
    for number, line in enumerate(lines[:60]):
        (tmp_path / "list" / f"{number}.json").write_text(json.loads(line)["llm_result_text"])
    report = bring(tmp_path / "list")
    assert adds_up(report)
    assert Counter(report.files)
    assert Organization.objects.filter(name="Open Bible Christian Center").exists()
