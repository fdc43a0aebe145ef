"""The demo: complete, real where it can be, and loaded once."""

import pyrage
import pytest
from allauth.mfa.models import Authenticator

from alongside.config.start import demo
from alongside.config.start.screen import people, people_file
from alongside.directory.models import Profile, Site
from alongside.lib.walls import within
from alongside.orgs import vouching
from alongside.orgs.models import MemberKey, Organization, Person, SigningKey
from alongside.partnerships.models import Partnership

pytestmark = pytest.mark.slow


@pytest.fixture
def data(db, tmp_path):
    """A folder beside a database into which the demo was loaded."""
    demo.load_once(tmp_path)
    return tmp_path


@pytest.fixture
def told(data):
    """The demo people by name, as the screen shows them."""
    return {person.name: person for person in people(data)}


def test_everything_is_there_once_and_what_was_printed_opens_it(data, told):
    kept = people_file(data).read_text()
    demo.load_once(data)

    assert people_file(data).read_text() == kept
    assert people_file(data).stat().st_mode & 0o777 == 0o600
    assert list(told) == ["Nora", "Nils", "Ada", "Abel", "Mallory", "Hope"]
    assert Person.objects.filter(is_demo=False).count() == 0
    assert Site.objects.count() > 13_000
    for person in told.values():
        assert Person.objects.get(email=person.email).check_password(person.password)
        assert_second_factor(person)
    for name in ("Nora", "Nils", "Ada", "Abel"):
        assert_key_opens(told[name])
    assert_letters_can_go()
    assert_harbor_house_has_no_place()
    assert_sheet_is_whole(told["Abel"])


def assert_second_factor(person):
    kinds = Authenticator.objects.filter(user__email=person.email).values_list("type", flat=True)
    assert sorted(kinds) == ["recovery_codes", "totp"]
    assert len(set(person.recovery_codes)) == 10


def assert_key_opens(person):
    key = MemberKey.objects.current().get(membership__person__email=person.email)
    wrapped = bytes(key.wrapped)
    assert b"-> scrypt " in wrapped
    assert wrapped.split(b"\n")[1].split()[-1] == b"16"  # a phone bears this much work
    secret = pyrage.passphrase.decrypt(wrapped, person.passphrase).decode()
    assert str(pyrage.x25519.Identity.from_str(secret).to_public()) == key.recipient
    signing = SigningKey.objects.get(organization=key.membership.organization)
    message = vouching.member_key(
        key.membership.organization_id, key.membership.person_id, key.recipient, key.day
    )
    assert vouching.is_signed(message, key.signature, by=signing.public)


def assert_letters_can_go():
    partnership = Partnership.objects.get()
    for member in partnership.members.select_related("organization"):
        with within(member.organization):
            assert partnership.letters_ready(member.organization)
        assert None not in member.places.values()
        assert Profile.objects.get(organization=member.organization).what_we_do.count(". ") == 2


def assert_harbor_house_has_no_place():
    site = Site.objects.get(organization=Organization.objects.get(name="Harbor House"))
    assert (site.is_confidential, site.city, site.latitude) == (True, "", None)
    assert (site.areas, site.phone) == (["IL"], "(312) 555-0142")


def assert_sheet_is_whole(person):
    letters = person.recovery_sheet.replace(" ", "")
    pyrage.x25519.Identity.from_str(f"AGE-SECRET-KEY-1{letters}")


def test_what_is_printed_differs_in_every_database(told):
    words = [person.password for person in told.values()]
    assert len(set(words)) == len(words)
    assert all(len(word.split("-")) == 5 for word in words)
