"""The card that says how one side wants to be talked to."""

import pytest
from django.core.exceptions import PermissionDenied

from alongside.audit.models import Event
from alongside.lib.errors import Blocked
from alongside.lib.walls import within
from alongside.partnerships import actions
from alongside.partnerships.models import Talk
from alongside.partnerships.models.talk import LONGEST, SAID
from tests.pressing import at_once

NOTHING = dict.fromkeys(SAID, "")


def test_what_one_side_writes_the_other_reads(client, partnership, abel, nora, harbor):
    client.force_login(abel)
    typed = NOTHING | {"by_phone": "Whenever <b>she</b> is with you.", "never_by_email": "Names."}
    client.post(f"/partnerships/{partnership.pk}/talk/", typed)
    with within(harbor):
        assert [event.act for event in Event.objects.all()] == ["partnership_talk_said"]

    client.force_login(nora)
    text = client.get(f"/partnerships/{partnership.pk}/").text
    assert "<dt>By phone</dt><dd>Whenever &lt;b&gt;she&lt;/b&gt; is with you.</dd>" in text
    assert "<dt>Who answers</dt>" not in text
    assert client.get(f"/partnerships/{partnership.pk}/talk/").status_code == 403


def test_it_is_changed_where_it_was(client, partnership, abel):
    client.force_login(abel)
    for words in ("Day and night.", "By day."):
        client.post(f"/partnerships/{partnership.pk}/talk/", NOTHING | {"who_answers": words})
    assert [card.lines for card in Talk.objects.all()] == [[("Who answers", "By day.")]]


def test_too_much_for_a_card_is_said_and_kept(client, partnership, abel):
    client.force_login(abel)
    typed = NOTHING | {"by_phone": "x" * (LONGEST + 1)}
    form = client.post(f"/partnerships/{partnership.pk}/talk/", typed).context["form"]
    assert list(form.errors) == ["by_phone"]
    assert form["by_phone"].value() == typed["by_phone"]
    assert list(Talk.objects.all()) == []


def test_who_settles_nothing_here_writes_nothing(partnership, nora, mallory):
    for somebody in (nora, mallory):
        with within(somebody.here), pytest.raises(PermissionDenied):
            actions.say_how_we_talk(partnership, said=NOTHING, by=somebody)


def test_after_the_end_it_stays_as_it_is(partnership, lakeside, nils):
    with within(lakeside):
        actions.end(partnership, by=nils)
        with pytest.raises(Blocked, match="has ended"):
            actions.say_how_we_talk(partnership, said=NOTHING, by=nils)


@pytest.mark.django_db(transaction=True)
def test_two_who_write_at_once_leave_one_card(partnership, nils, abel, harbor):
    def write(words):
        said = NOTHING | {"by_phone": words, "by_letter": words}
        return abel, lambda: actions.say_how_we_talk(partnership, said=said, by=abel)

    assert at_once(write("one"), write("two")) == ["done", "done"]
    card = Talk.objects.get()
    assert card.by_phone == card.by_letter
