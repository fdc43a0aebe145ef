"""Packages that were damaged on the way: nothing breaks, and the good package heals what they did."""

import json
import shutil
from contextlib import suppress
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.directory import actions
from alongside.directory.models import Backing, Import, Listing, Service, Site, Source
from alongside.lib.errors import Blocked
from tests.directory import packages
from tests.directory.consistent import consistent, state
from tests.directory.packages import ADDRESS, LOCATION, ORGANIZATION, PAIR, PHONE, SERVICE

pytestmark = pytest.mark.slow

NAMES = ("Food pantry", "Legal help", "Counseling")
SOUND = {
    "organizations": [ORGANIZATION | {"id": f"o{at}", "name": f"Harbor {at}"} for at in range(3)],
    "locations": [
        LOCATION | {"id": f"l{at}", "organization_id": f"o{at}", "name": name}
        for at, name in enumerate(("Office", "Annex", "Domestic violence shelter"))
    ],
    "addresses": [ADDRESS | {"id": f"a{at}", "location_id": f"l{at}"} for at in range(3)],
    "services": [
        SERVICE | {"id": f"s{at}", "organization_id": f"o{at}", "name": name}
        for at, name in enumerate(NAMES)
    ],
    "service_at_location": [
        PAIR | {"id": f"p{at}", "service_id": f"s{at}", "location_id": f"l{at}"} for at in range(3)
    ],
    "phones": [PHONE | {"id": f"t{at}", "location_id": f"l{at}"} for at in range(3)],
}
flips = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=0, max_size=8
)
runs = count()


def damaged(path, flips, end):
    """Bytes replaced, and the rest cut off."""
    found = bytearray(path.read_bytes())
    for place, byte in flips:
        found[int(place * len(found))] = byte
    path.write_bytes(found[: max(1, int(len(found) * end))])


def written(path, shape, made):
    if shape == "csv":
        packages.folder(path, **made)
        return sorted(path.iterdir())
    path.mkdir()
    (path / "list.json").write_text(json.dumps(made))
    return [path / "list.json"]


def bring(path, **how):
    return actions.import_list(path, by=None, **how)


@pytest.fixture
def fresh(host, tmp_path, request):
    """What a first import of the sound package makes, which is then forgotten again."""
    written(tmp_path / "package", request.node.callspec.params["shape"], SOUND)
    bring(tmp_path / "package")
    consistent()
    made = state()
    forget()
    return made


def forget():
    for model in (Service, Site, Listing, Backing, Import, Source):
        model.objects.all().delete()


@pytest.mark.parametrize("shape", ["csv", "json"])
@settings(
    max_examples=25,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    order=st.permutations(range(3)),
    doubled=st.sampled_from(["", *SOUND]),
    which=st.integers(0, 5),
    flips=flips,
    end=st.sampled_from([1.0, 1.0, 0.9, 0.5]),
)
def test_a_damaged_package_breaks_nothing_and_a_good_one_heals(
    fresh, tmp_path, shape, order, doubled, which, flips, end
):
    forget()  # what an example that failed left
    bad = tmp_path / f"run-{next(runs)}" / "package"
    bad.parent.mkdir()
    made = {name: [rows[at] for at in order] for name, rows in SOUND.items()}
    if doubled:
        made[doubled] = made[doubled] + made[doubled][:2]
    files = written(bad, shape, made)
    damaged(files[which % len(files)], flips, end)
    with suppress(Blocked):
        bring(bad)
    consistent()

    bring(tmp_path / "package", whole=True)
    consistent()
    assert state() == fresh
    assert bring(tmp_path / "package").changed_nothing
    shutil.rmtree(bad.parent)
