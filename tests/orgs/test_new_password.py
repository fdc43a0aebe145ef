"""A forgotten password: one mail to whoever works here, none to anybody else, one answer to both."""

import pytest
from django.core import mail

PAGES = [("/account/password/reset/", "en"), ("/es/account/password/reset/", "es")]
SUBJECTS = {"en": "Your new password on Alongside", "es": "Su contraseña nueva en Alongside"}
FIRST = {
    "en": "Somebody asked for a new password for your account on Alongside. If it was you, open this page:",
    "es": "Alguien pidió una contraseña nueva para su cuenta en Alongside. Si fue usted, abra esta página:",
}
LAST = {
    "en": "If it was not you, do nothing: your password stays as it is.",
    "es": "Si no fue usted, no haga nada: su contraseña sigue como está.",
}


@pytest.mark.parametrize(("page", "language"), PAGES)
def test_the_mail_names_nobody_and_links_to_one_page(client, nora, page, language):
    client.post(page, {"email": nora.email})

    [message] = mail.outbox
    first, link, last = message.body.strip().split("\n\n")
    assert (message.subject, first, last) == (SUBJECTS[language], FIRST[language], LAST[language])
    assert message.to == [nora.email]
    assert client.get(link, follow=True).status_code == 200


def test_nobody_learns_who_works_here(client, nora):
    known = client.post(PAGES[0][0], {"email": nora.email})
    unknown = client.post(PAGES[0][0], {"email": "stranger@example.org"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [message.to for message in mail.outbox] == [[nora.email]]
