"""Bringing a list of places into the directory."""

import csv
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from alongside.audit.models import Detail, Event
from alongside.directory import actions
from alongside.directory.importing import command
from alongside.directory.models import Entry, Listing, Service, Site
from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.orgs.models import Kind, Organization
from tests import database
from tests.directory.building import HEADER, OFFICIAL, official, row, shared, told, written

pytestmark = pytest.mark.usefixtures("host")


def bring(tmp_path, rows, header=HEADER, **how):
    return actions.import_list(written(tmp_path / "list.csv", rows, header), by=None, **how)


def test_a_row_becomes_a_site_that_is_found(client, tmp_path):
    report = bring(tmp_path, [row()])
    assert told(report) == (1, 0, 0, 0, 0)
    site = Site.objects.get()
    assert (site.name, site.address_1, site.city, site.state) == (
        "Pilsen Clinic",
        "1 Main St",
        "Chicago",
        "IL",
    )
    assert (site.phone, site.phone_link) == ("(773) 254-1400", "tel:+1-773-254-1400")
    assert site.organization.kind == Kind.HEALTH_CENTER
    assert [service.needs for service in Service.objects.all()] == [[5]]
    [found] = client.get("/api/v1/search?near=60608&need=5").json()["results"]
    assert (found["name"], found["needs"]) == ("Pilsen Clinic", [5])


def test_the_published_layout_names_the_organization_and_its_sites(tmp_path):
    rows = [official(1), official(2), official(3, **{"Health Center Number": "H81"})]
    report = bring(tmp_path, rows, OFFICIAL)
    assert told(report) == (3, 0, 0, 0, 0)
    assert Organization.objects.filter(kind=Kind.HEALTH_CENTER).count() == 2
    site = Site.objects.get(source_key="BPS-1")
    assert site.organization.name == "Health Center, Inc."
    assert (site.postal_code, site.website) == ("60608-1234", "https://www.example.org")
    assert site.listed_on == date(2026, 9, 30)


def test_one_import_is_one_act_that_the_host_remembers(host, hope, tmp_path):
    with within(host):
        actions.import_list(written(tmp_path / "list.csv", [row(), row()]), by=hope)
        assert [event.act for event in Event.objects.all()] == ["directory_imported"]
        detail = Detail.objects.get()
        assert (detail.person, detail.facts["added"], detail.facts["left_out"]) == (hope.pk, 1, 1)


def test_only_the_hosts_administrator_may_import(nils, tmp_path):
    with pytest.raises(PermissionDenied):
        actions.import_list(written(tmp_path / "list.csv", [row()]), by=nils)
    assert Site.objects.count() == 0


def test_the_same_list_again_changes_nothing_and_says_so(tmp_path):
    rows = [row(), row("Other Clinic")]
    bring(tmp_path, rows)
    before = list(Site.objects.order_by("id").values()), list(Entry.objects.order_by("id").values())
    again = bring(tmp_path, rows)
    assert told(again) == (0, 0, 2, 0, 0)
    assert "Nothing changed: all of it was here already." in list(again.sentences(0))
    assert (
        list(Site.objects.order_by("id").values()),
        list(Entry.objects.order_by("id").values()),
    ) == before


def test_only_what_differs_is_written(client, tmp_path):
    bring(tmp_path, [official(1), official(2)], OFFICIAL)
    moved = official(2, **{"Site City": "Cicero", "Site Telephone Number": "708-555-0100"})
    assert told(bring(tmp_path, [official(1), moved], OFFICIAL)) == (0, 1, 1, 0, 0)
    assert Site.objects.get(source_key="BPS-2").city == "Cicero"
    assert len(client.get("/api/v1/search?near=60608").json()["results"]) == 2


def test_a_newer_list_that_says_the_same_only_confirms(tmp_path):
    bring(tmp_path, [official()], OFFICIAL)
    newer = official(**{"Data Warehouse Record Create Date": "10/31/2026"})
    assert told(bring(tmp_path, [newer], OFFICIAL)) == (0, 0, 1, 0, 0)
    assert Site.objects.get().listed_on == date(2026, 10, 31)


def test_an_older_list_overwrites_nothing(tmp_path):
    bring(tmp_path, [official()], OFFICIAL)
    older = official(**{"Site City": "Cicero", "Data Warehouse Record Create Date": "01/01/2020"})
    assert told(bring(tmp_path, [older], OFFICIAL)) == (0, 0, 1, 0, 0)
    assert Site.objects.get().city == "Chicago"


def test_a_site_that_left_the_list_is_retired_not_deleted(client, tmp_path):
    rows = [official(number) for number in range(4)]
    bring(tmp_path, rows, OFFICIAL)
    assert told(bring(tmp_path, rows[1:], OFFICIAL)) == (0, 0, 3, 1, 0)
    gone = Site.objects.get(source_key="BPS-0")
    assert gone.retired_at is not None
    found = client.get("/api/v1/search?near=60608").json()["results"]
    assert sorted(one["name"] for one in found) == ["Clinic 1", "Clinic 2", "Clinic 3"]

    assert told(bring(tmp_path, rows, OFFICIAL)) == (0, 1, 3, 0, 0)
    assert Site.objects.get(source_key="BPS-0").retired_at is None


def test_a_part_of_the_list_retires_nothing_unless_told_that_it_is_whole(tmp_path):
    rows = [official(number) for number in range(10)]
    bring(tmp_path, rows, OFFICIAL)
    part = bring(tmp_path, rows[:3], OFFICIAL)
    assert (part.retired, part.kept) == (0, 7)
    assert bring(tmp_path, rows[:3], OFFICIAL, whole=True).retired == 7


def test_a_list_cut_off_in_the_middle_retires_nothing(tmp_path):
    rows = [official(number) for number in range(10)]
    bring(tmp_path, rows, OFFICIAL)
    file = written(tmp_path / "list.csv", rows, OFFICIAL)
    file.write_text(file.read_text()[:-150])
    report = actions.import_list(file, by=None)
    assert told(report) == (0, 0, 9, 0, 1)
    assert report.kept == 1


def test_both_layouts_of_one_list_make_one_site(tmp_path):
    bring(tmp_path, [row("Clinic 1")])
    assert told(bring(tmp_path, [official(1)], OFFICIAL)) == (0, 1, 0, 0, 0)
    site = Site.objects.get()
    assert (site.source_key, site.organization.name) == ("BPS-1", "Health Center, Inc.")
    assert told(bring(tmp_path, [row("Clinic 1")])) == (0, 0, 1, 0, 0)
    assert Site.objects.get().source_key == "BPS-1"


def test_a_site_does_not_leave_the_organization_that_works_here(tmp_path):
    bring(tmp_path, [row("Clinic 1")])
    ours = Organization.objects.get(name="Clinic 1")
    ours.admitted_at = "2026-01-01T00:00:00Z"
    ours.save()
    bring(tmp_path, [official(1)], OFFICIAL)
    assert Site.objects.get().organization == ours


def test_an_import_that_was_interrupted_goes_on_where_it_was(tmp_path, monkeypatch):
    monkeypatch.setattr("alongside.directory.importing.rows.AT_ONCE", 2)
    rows = [row(f"Clinic {number}") for number in range(5)]

    def stop(done):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring(tmp_path, rows, progress=stop)
    assert Site.objects.count() == 2
    assert told(bring(tmp_path, rows)) == (3, 0, 2, 0, 0)


def test_progress_is_told_up_to_the_end(tmp_path, monkeypatch):
    monkeypatch.setattr("alongside.directory.importing.rows.AT_ONCE", 2)
    told_progress = []
    bring(tmp_path, [row(str(number)) for number in range(5)], progress=told_progress.append)
    assert told_progress == sorted(told_progress)
    assert told_progress[-1] == 1.0


def test_before_there_is_a_host_nothing_is_imported(host, tmp_path):
    host.delete()
    with pytest.raises(Blocked, match="Start Alongside once"):
        bring(tmp_path, [row()])


@pytest.mark.parametrize(
    ("fields", "setting"),
    [
        ({"Health Center Location Type Description": "Mobile Van"}, "mobile"),
        ({"Health Center Location Type Description": "Seasonal"}, "seasonal"),
        ({"Health Center Service Delivery Site Location Setting Description": "School"}, "school"),
        ({}, "clinic"),
    ],
)
def test_what_must_not_look_like_a_walk_in_clinic_does_not(tmp_path, fields, setting):
    bring(tmp_path, [official(**fields)], OFFICIAL)
    assert Site.objects.get().setting == setting


@pytest.mark.parametrize(
    ("name", "state", "setting"),
    [
        ("MOBILE SERVICE VAN", "HI", "mobile"),
        ("Dental Van, Vision", "TX", "mobile"),
        ("Aria Community Health Center - Mobile2", "CA", "mobile"),
        ("SCMC Van Nuys", "CA", "clinic"),
        ("VAN BUREN COUNTY HEALTH DEPT", "TN", "clinic"),
        ("West Mobile Family Medical Center", "AL", "clinic"),
        ("RHMPI Selma Mobile Unit", "AL", "mobile"),
        ("Koyukuk Health Clinic", "AK", "clinic"),
        ("Optimist Club - AFTER SCHOOL PROGRAM", "FL", "clinic"),
        ("Bent Tree Elementary School", "FL", "school"),
        ("SBHC-Mazama High", "OR", "school"),
        ("Men's Seasonal Overflow Shelter Clinic", "MA", "seasonal"),
    ],
)
def test_a_list_that_does_not_say_it_is_read_by_its_names(tmp_path, name, state, setting):
    where = {"AL": ("30.7", "-88.1"), "AK": ("64", "-157"), "HI": ("21", "-158")}.get(state)
    where = where or {"TX": ("30", "-97"), "CA": ("34", "-118"), "TN": ("36", "-86")}.get(state)
    where = where or {"FL": ("25.7", "-80.4"), "OR": ("44", "-122"), "MA": ("42", "-71")}[state]
    bring(tmp_path, [row(name, st_abbr=state, lat=where[0], lon=where[1])])
    assert Site.objects.get().setting == setting


def test_the_command_line_prints_the_report_and_writes_it_as_a_file(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    file = written(tmp_path / "list.csv", [row(), row(), row("B", st_abbr="??")])
    assert command.bring_in(file) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "3 rows: 1 added, 0 changed, 0 as they were. 0 sites retired." in lines
    assert "  list.csv, row 4, st_abbr: No state or territory is called ??." in lines
    with (tmp_path / "list-report.csv").open(newline="") as out:
        assert list(csv.reader(out)) == [
            ["file", "row", "column", "done", "reason"],
            ["list.csv", "3", "name, address, city", "left out", "The same as row 2."],
            ["list.csv", "4", "st_abbr", "left out", "No state or territory is called ??."],
        ]


@pytest.mark.django_db(transaction=True)
def test_the_command_line_enters_as_the_worker_and_may(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with database.connected_as("worker"):
        assert command.bring_in(written(tmp_path / "list.csv", [row()])) == 0
    assert Site.objects.count() == 1


def test_a_folder_that_takes_no_report_is_said(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "list-report.csv").mkdir()
    assert command.bring_in(written(tmp_path / "list.csv", [row(), row()])) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == "The report could not be written to list-report.csv: Is a directory."


def test_the_command_line_says_what_is_wrong_with_a_file(tmp_path, capsys):
    file = tmp_path / "list.csv"
    file.write_text("")
    assert command.bring_in(file) == 1
    assert capsys.readouterr().err == "list.csv is empty.\n"


@pytest.mark.slow
def test_the_list_that_is_shipped_comes_in_whole():
    report = actions.import_shipped_list()
    assert (report.rows, told(report)) == (13_577, (13_561, 0, 0, 0, 16))
    assert Site.objects.filter(is_confidential=True).count() == 8
    assert Site.objects.exclude(latitude=None).count() == 13_553
    assert (
        Site.objects.exclude(phone="").count() == 13_512 - 16
    )  # valid ones, less those of rows left out
    assert Entry.objects.count() == 2 * 13_561
    assert len(set(Site.objects.values_list("state", flat=True))) == 56
    assert told(actions.import_shipped_list()) == (0, 0, 13_561, 0, 16)
    assert Listing.objects.count() == Organization.objects.filter(is_host=False).count()


def test_the_list_as_it_was_published_says_the_same_but_for_shelters(tmp_path):
    published = shared("hrsa_fqhc_sites_geoda_2020.csv").read_text().splitlines(keepends=True)
    shipped = actions.SHIPPED_LIST.read_text().splitlines(keepends=True)
    assert [published[at] for at in range(13_578) if published[at] != shipped[at]] == [
        published[row - 1] for row in (609, 664, 2398, 4239, 7744, 8254, 8272, 11082)
    ]
    for lines, added in ((shipped, 100), (published, 0)):
        (file := tmp_path / "part.csv").write_text("".join(lines[:1] + lines[4200:4300]))
        assert actions.import_list(file, by=None).added == added
    assert Site.objects.filter(is_confidential=True).count() == 1


def test_the_newest_published_header_is_understood():
    report = actions.import_list(shared("hrsa_sites_2026-09-30_sample_dev.csv"), by=None)
    assert (report.rows, told(report)) == (8, (8, 0, 0, 0, 0))
    assert dict(Site.objects.values_list("name", "setting")) == {
        "Mary Isaak Homeless Shelter Clinic": "clinic",
        "El Rio Health Mobile Unit": "mobile",
        "Kamaile Olakino Maika'i Health Center": "school",
        "White Bird Street Medicine": "mobile",
        "Family Health Center": "clinic",
        "School District of Washburn- Washburn Elementary": "school",
        "Compass Community Health": "clinic",
        "Brighter Beginnings Family Health Center Antioch Downtown": "clinic",
    }
    white_bird = Site.objects.get(name="White Bird Street Medicine")
    assert white_bird.phone == "(541) 484-4800 ext. 54134"
