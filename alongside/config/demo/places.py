"""Where the demo's organizations are found, and what they say of themselves."""

from alongside.config.demo.cast import Program
from alongside.directory import actions
from alongside.directory.models import Profile, Site
from alongside.lib.walls import within
from alongside.orgs.models import Person


def list_places(program: Program, *, by: Person) -> None:
    with within(by.here):
        site = Site(organization=by.here, **program.site)
        actions.list_site(site, services=program.services, by=by)


def write_profiles(program: Program, *, by: Person) -> None:
    with within(by.here):
        actions.write_profile(Profile(organization=by.here, **program.profile), by=by)
