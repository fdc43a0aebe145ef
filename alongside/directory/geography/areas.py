"""The areas that are served: the country, a state, a county, a tribal land."""

from django.utils.translation import gettext as _

from alongside.directory.geography.counties import counties, county_called
from alongside.directory.geography.places import states
from alongside.directory.searching.near import state_code


def area_name(code: str) -> str:
    """United States for US, Florida for FL, Miami-Dade County, FL for 12086; a tribal land is its own name."""
    if code == "US":
        return _("United States")
    if code in states():
        return states()[code].name
    county = counties().get(code)
    return f"{county.name}, {county.state}" if county else code


def area_called(written: str) -> str:
    """The code of a state or county as people write it (Illinois; Cook County, IL); else the words as they are."""
    county, _comma, state = written.rpartition(",")
    if county and (code := county_called(county, state_code(state.strip()))):
        return code
    code = state_code(written)
    return code if code in states() else written
