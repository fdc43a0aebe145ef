"""From outside, anybody sees whether a server gives browsers the sealing module of this version."""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage

from alongside.config import served
from alongside.config.start.problems import CannotStart
from tests.files import ROOT

BUILT = ROOT / "alongside" / "static" / "built"
ON_PAGES = served.name_on_pages("sealing.js", (BUILT / "sealing.js").read_bytes())


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *told):
        """Say nothing on the screen of the tests."""


@pytest.fixture
def serving(tmp_path):
    """A server of the built files, and its address."""
    static = tmp_path / "static"
    static.mkdir()
    for name in ("sealing.js", "sealing-worker.js"):
        content = (BUILT / name).read_bytes()
        (static / name).write_bytes(content)
        (static / served.name_on_pages(name, content)).write_bytes(content)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=tmp_path))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield static, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_what_this_version_builds_is_recognized(serving):
    assert served.altered(serving[1]) == []


@pytest.mark.parametrize("name", ["sealing.js", ON_PAGES])
def test_one_changed_byte_is_seen(serving, name):
    static, address = serving
    file = static / name
    file.write_bytes(file.read_bytes() + b" ")
    assert served.altered(address) == ["sealing.js"]


def test_the_name_is_the_one_that_pages_ask_for(settings):
    storage = ManifestStaticFilesStorage(location=BUILT)
    content = (BUILT / "sealing.js").read_bytes()
    assert served.name_on_pages("sealing.js", content) == storage.hashed_name("sealing.js")


def test_a_server_without_the_file_that_pages_ask_for_gets_one_sentence(serving):
    static, address = serving
    (static / ON_PAGES).unlink()
    with pytest.raises(CannotStart, match=f"{ON_PAGES} answers 404"):
        served.altered(address)


@pytest.mark.parametrize("address", ["http://example.org", "ftp://example.org", "example"])
def test_an_address_that_could_be_altered_on_the_way_is_not_asked(address):
    with pytest.raises(CannotStart, match="https://"):
        served.altered(address)


def test_a_server_that_is_not_there_gets_one_sentence():
    with pytest.raises(CannotStart, match="could not be read"):
        served.altered("http://127.0.0.1:1")
