"""Keys over the years, in a real browser: people leave, sheets change, and the paper still opens all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from alongside.lib.walls import within
from alongside.orgs import actions
from alongside.orgs.models import OpeningKey, RecoverySheet, SigningKey
from tests.frontend.test_browser import (  # noqa: F401 (fixtures)
    browser_of,
    chromium,
    do,
    gone,
    lets_in,
    makes_a_key,
    sets_up,
    shown,
    typed,
)

ROOT = Path(__file__).parents[2]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def prints_a_sheet(page, panel):
    """The groups on the paper that a new sheet, or new keys, come with."""
    page.goto("/keys/")
    box = page.locator(f'details:has([data-panel="{panel}"])')
    if box.get_attribute("open") is None:
        box.locator("summary").click()
    do(page, panel, "sheet")
    groups = shown(page, panel, "[data-groups] li")
    do(page, panel, "printed")
    typed(page, panel, groups[-3:])
    with page.expect_navigation():
        do(page, panel, "prove")
    return groups


def recovered(page, groups, folder):
    """What the command says of a fresh export and this paper, on a machine with nothing else."""
    page.goto("/keys/")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the export").click()
    export, sheet = folder / "export.json", folder / "sheet.txt"
    download.value.save_as(export)
    sheet.write_text(" ".join(groups))
    said = subprocess.run(
        [sys.executable, "-m", "alongside", "recover", str(export), "--sheet", str(sheet)],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return said.returncode, said.stdout.splitlines()[:3]


def test_people_leave_sheets_change_and_the_paper_still_opens_every_key(
    browser_of,  # noqa: F811
    abel,
    ada,
    harbor,
    tmp_path,
):
    page, newcomer = browser_of(abel), browser_of(ada)
    sets_up(page)
    makes_a_key(newcomer)
    lets_in(page, newcomer)
    with within(harbor):
        actions.end_membership(ada.session_membership, by=abel)

    page.goto("/keys/")
    do(page, "rotation", "rotate")
    gone(page, "rotation")
    second = prints_a_sheet(page, "sheet")
    assert recovered(page, second, tmp_path) == (
        0,
        ["Recovery sheet 2 of Harbor House", "Opening keys: 1, 2, 3", "Signing keys: 1"],
    )

    third = prints_a_sheet(page, "setup")
    assert recovered(page, third, tmp_path) == (
        0,
        ["Recovery sheet 3 of Harbor House", "Opening keys: 1, 2, 3, 4", "Signing keys: 2"],
    )
    assert recovered(page, second, tmp_path) == (1, [])
    in_use = [model.objects.current().get().number for model in (OpeningKey, SigningKey)]
    assert (in_use, RecoverySheet.objects.current().get().number) == ([4, 2], 3)
    expect(page.locator('[data-panel="rotation"]')).to_have_count(0)
