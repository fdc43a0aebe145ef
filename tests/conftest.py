"""The cast: Nora and Nils of Lakeside, Ada and Abel of Harbor House, Mallory of elsewhere, Hope of the host."""

import gc
import os
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.utils import translation
from django.utils.timezone import now

from alongside.directory import clocks
from alongside.orgs.models import Kind, Membership, Organization, Person, Rule
from alongside.orgs.roles import Role
from tests import database
from tests.codes import PERIOD

PASSWORD = "a long and quiet word"


def pytest_collection_modifyitems(items):
    """What has real transactions is left out of `make quick`."""
    for item in items:
        mark = item.get_closest_marker("django_db")
        if mark and mark.kwargs.get("transaction"):
            item.add_marker("slow")


def pytest_collection_finish():
    """Modules stay; to look at them for garbage again and again took a fifth of all tests' time."""
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(scope="session")
def django_db_setup(request, django_db_blocker):
    worker = getattr(request.config, "workerinput", {}).get("workerid", "")
    name = os.environ.get("TEST_DATABASE", "alongside_test") + worker
    with django_db_blocker.unblock():
        database.make(name)
    yield
    with django_db_blocker.unblock():
        database.drop(name)


@pytest.fixture(autouse=True)
def _each_test_begins_in_english():
    """A page leaves its language behind for what runs next in the same thread."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def _without_places_the_servers_clock(monkeypatch):
    """Organizations of these tests have no place: their days are `localdate()`, whenever the tests run."""
    monkeypatch.setattr(clocks, "EARLIEST", "UTC")


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


def organization(name, kind, rule, **fields):
    return Organization.objects.create(name=name, kind=kind, rule=rule, admitted_at=now(), **fields)


def person(name, at, *roles):
    """Somebody with a second factor, acting for their organization."""
    someone = Person.objects.create_user(f"{name.lower()}@example.org", PASSWORD, name=name)
    EmailAddress.objects.create(user=someone, email=someone.email, primary=True, verified=True)
    TOTP.activate(someone, generate_totp_secret())
    someone.session_membership = Membership.objects.create(
        person=someone, organization=at, roles=[role.value for role in roles]
    )
    return someone


@pytest.fixture
def codes_last(time_machine):
    """What an authenticator app shows stays the same for half a minute from here on."""
    time_machine.move_to((time.time() // PERIOD + 1) * PERIOD)


@pytest.fixture
def second_of_march(time_machine):
    """Eleven days before the last day of whoever leaves in tests."""
    time_machine.move_to("2026-03-02T15:00Z")


@pytest.fixture
def host(db):
    return organization("Coalition", Kind.COALITION, Rule.NONE, is_host=True)


@pytest.fixture
def lakeside(db):
    return organization("Lakeside Health Center", Kind.HEALTH_CENTER, Rule.HIPAA)


@pytest.fixture
def harbor(db):
    return organization("Harbor House", Kind.VIOLENCE_PROGRAM, Rule.VSP)


@pytest.fixture
def elsewhere(db):
    return organization("Elsewhere", Kind.VIOLENCE_PROGRAM, Rule.VSP)


@pytest.fixture
def hope(host):
    return person("Hope", host, Role.ADMINISTRATOR)


@pytest.fixture
def nora(lakeside):
    return person("Nora", lakeside, Role.CARE_STAFF)


@pytest.fixture
def noor(lakeside):
    """Nora's colleague, who takes over from her."""
    return person("Noor", lakeside, Role.CARE_STAFF)


@pytest.fixture
def nils(lakeside):
    return person("Nils", lakeside, Role.ADMINISTRATOR, Role.CARE_STAFF)


@pytest.fixture
def ada(harbor):
    return person("Ada", harbor, Role.ADVOCATE)


@pytest.fixture
def abel(harbor):
    return person("Abel", harbor, Role.ADMINISTRATOR, Role.ADVOCATE)


@pytest.fixture
def mallory(elsewhere):
    return person("Mallory", elsewhere, Role.ADMINISTRATOR, Role.ADVOCATE)
