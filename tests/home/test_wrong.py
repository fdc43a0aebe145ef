"""When something is wrong: one calm page, in the reader's language, or the same sentence for a script."""

from django.test import Client

STALE = "Go back, reload the page and send it again."


def test_what_is_not_there_is_told_in_the_language_of_the_address(client, nora):
    client.force_login(nora)
    for prefix, sentence in (("", "There is nothing here"), ("/es", "Aquí no hay nada")):
        page = client.get(f"{prefix}/referrals/no-such/")
        assert (page.status_code, f"<h1>{sentence}</h1>" in page.text) == (404, True)


def test_a_script_is_told_the_same_as_json(client, nora):
    client.force_login(nora)
    told = client.post("/es/no-such/", "{}", content_type="application/json")
    sentence = "Puede que la dirección esté mal escrita, o que lo que había aquí ya no esté."
    assert (told.status_code, told.json()) == (404, {"sentence": sentence})


def test_a_form_older_than_the_session_is_sent_again(nora):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(nora)
    page = strict.post("/people/invite/", {"email": "nina@example.org"})
    assert (page.status_code, STALE in page.text) == (403, True)
