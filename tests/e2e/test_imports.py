"""A list is brought in on a phone: sent, its columns said, watched, undone, cancelled."""

import csv
from io import StringIO

import pytest

from tests.e2e import barriers

COLUMNS = ["Agency", "Where", "Town", "ST", "ZIP", "Call"]


def table(how_many):
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for at in range(how_many):
        writer.writerow(
            [f"Oak Legal Aid {at}", f"{at} Oak St", "Chicago", "IL", "60608", "773-254-1400"]
        )
    return out.getvalue().encode()


def sends(hope, name, content):
    hope.goes("/imports/")
    file = {"name": name, "mimeType": "text/csv", "buffer": content}
    hope.page.get_by_label("The file").set_input_files(file)
    hope.page.get_by_label("What do you call it?").fill(name.removesuffix(".csv"))
    hope.taps("Bring it in")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_list_is_brought_in_watched_and_undone(signed_in, scripts):
    hope = signed_in("Hope", java_script_enabled=scripts)
    name = f"cook-{'with' if scripts else 'without'}.csv"
    sends(hope, name, table(3))
    hope.page.get_by_role("link", name="Say what the columns mean").wait_for()  # by itself
    found = {"asks": barriers.on(hope.page)} if scripts else {}
    hope.taps("Say what the columns mean")
    for column, field in (("Agency", "name"), ("Where", "address_1"), ("Town", "city")):
        hope.page.get_by_label(column).select_option(field)
    hope.taps("Show the first rows")
    hope.reads("Oak Legal Aid 1")
    if scripts:
        found["columns"] = barriers.on(hope.page)
    hope.taps("Read the list like this")
    hope.page.get_by_text("Rows in all").wait_for()
    hope.reads("Done.")
    if scripts:
        found["done"] = barriers.on(hope.page)
    hope.taps("Undo this import")
    hope.reads("3 records that it added are taken out.")
    if scripts:
        found["undo"] = barriers.on(hope.page)
    hope.taps("Undo it")
    hope.page.get_by_text("It was undone").wait_for()
    assert {page: barrier for page, barrier in found.items() if barrier} == {}


def test_a_list_is_cancelled_before_anything_is_said_of_it(signed_in):
    hope = signed_in("Hope")
    sends(hope, "cook-cancelled.csv", table(3))
    hope.page.get_by_role("link", name="Say what the columns mean").wait_for()
    hope.taps("Cancel")
    hope.reads("It was cancelled.")
