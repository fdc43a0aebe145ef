"""What a copy holds, in a line."""

from django.utils.translation import gettext as _

from alongside.directory.content.needs import needs
from alongside.directory.geography.counties import county_name
from alongside.directory.geography.places import states
from alongside.directory.models import Copy


def area_named(copy: Copy) -> str:
    """The counties and their state, or the state, or the whole country."""
    state = states()[copy.area].name if copy.area in states() else _("United States")
    counties = ", ".join(filter(None, map(county_name, copy.counties)))
    return f"{counties} · {state}" if counties else state


def about(copy: Copy) -> str:
    """Where, for which need, and in which print and language."""
    if copy.form in {Copy.Form.HSDS_CSV, Copy.Form.HSDS_JSON}:
        return _("The whole directory")
    need = needs()[copy.need].name if copy.need in needs() else ""
    large = _("large print") if copy.is_large and copy.form == Copy.Form.BOOKLET else ""
    language = {"en": "English", "es": "Español"}[copy.language]
    return ", ".join(filter(None, (area_named(copy), need, large, language)))
