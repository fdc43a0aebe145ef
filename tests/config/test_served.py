"""From outside, anybody sees whether a server gives browsers the sealing module of this version."""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from alongside.config import served
from alongside.config.start.problems import CannotStart
from tests.files import ROOT

BUILT = ROOT / "alongside" / "static" / "built"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *told):
        """Say nothing on the screen of the tests."""


@pytest.fixture
def serving(tmp_path):
    """A server of the built files, and its address."""
    static = tmp_path / "static"
    static.mkdir()
    for name in ("sealing.js", "sealing-worker.js"):
        (static / name).write_bytes((BUILT / name).read_bytes())
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=tmp_path))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield static, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_what_this_version_builds_is_recognized(serving):
    assert served.altered(serving[1]) == []


def test_one_changed_byte_is_seen(serving):
    static, address = serving
    file = static / "sealing.js"
    file.write_bytes(file.read_bytes() + b" ")
    assert served.altered(address) == ["sealing.js"]


@pytest.mark.parametrize("address", ["http://example.org", "ftp://example.org", "example"])
def test_an_address_that_could_be_altered_on_the_way_is_not_asked(address):
    with pytest.raises(CannotStart, match="https://"):
        served.altered(address)


def test_a_server_that_is_not_there_gets_one_sentence():
    with pytest.raises(CannotStart, match="could not be read"):
        served.altered("http://127.0.0.1:1")
