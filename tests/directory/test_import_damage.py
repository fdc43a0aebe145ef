"""Lists that were damaged on the way: nothing breaks, and the good list heals what they did."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.directory import actions
from alongside.directory.models import Entry, Site
from alongside.lib.errors import Blocked
from tests.directory.building import HEADER, OFFICIAL, official, row, written

pytestmark = pytest.mark.slow

damage = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=12
)


def damaged(content, flips, end):
    """The bytes with some of them replaced, cut off at a part of their length."""
    found = bytearray(content)
    for place, byte in flips:
        found[int(place * len(found))] = byte
    return bytes(found[: max(1, int(len(found) * end))])


@pytest.mark.parametrize("layout", ["published", "2020"])
@settings(
    max_examples=25,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(flips=damage, end=st.sampled_from([1.0, 1.0, 0.9, 0.3]), order=st.permutations(range(12)))
def test_a_damaged_list_breaks_nothing_and_a_good_one_heals(
    host, tmp_path, layout, flips, end, order
):
    rows = [
        official(number) if layout == "published" else row(f"Clinic {number}")
        for number in range(12)
    ]
    header = OFFICIAL if layout == "published" else HEADER
    good = written(tmp_path / "good.csv", rows, header)
    bad = written(tmp_path / "bad.csv", [rows[at] for at in order] + rows[:3], header)
    bad.write_bytes(damaged(bad.read_bytes(), flips, end))

    try:
        report = actions.import_list(bad, by=None)
    except Blocked:
        pass
    else:
        assert report.rows >= report.added + report.changed + report.unchanged
    assert_consistent()

    actions.import_list(good, by=None, whole=True)
    assert_consistent()
    listed = Site.objects.listed().values_list("name", flat=True)
    assert sorted(listed) == sorted(f"Clinic {number}" for number in range(12))
    assert actions.import_list(good, by=None).changed_nothing


def assert_consistent():
    """Whatever is listed is found, and nothing else."""
    found = set(Entry.objects.values_list("site", flat=True))
    assert found == set(Site.objects.listed().values_list("pk", flat=True))
