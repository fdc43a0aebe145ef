"""A real server with its demo, a browser, and people with one each."""

import os
import shutil

import pytest

from alongside.config.start import chromium, postgres
from tests.config import starting
from tests.e2e.acting import Server, Somebody, enter

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def opened(playwright, **options):
    browser = playwright.chromium.launch(executable_path=chromium.ensure(), args=FLAGS, **options)
    yield browser
    browser.close()


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(os.path.dirname(__file__)):
            item.add_marker("browser")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.failed:
        report.sections += [("on the screen", each.looks()) for each in Somebody.present]
    return report


@pytest.fixture(scope="package")
def server():
    folder = starting.new_folder()
    started = starting.Started(folder)
    yield Server(started)
    if started.process.poll() is None:
        started.stop()
    postgres.stop(folder)
    shutil.rmtree(folder)


@pytest.fixture(scope="package")
def playwright():
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # its loop runs in this thread
    with sync_playwright() as playwright:
        yield playwright
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="package")
def browser(playwright):
    yield from opened(playwright)


@pytest.fixture
def visitor(browser, server):
    """Anybody, without an account."""
    yield from present(Somebody(browser, server))


@pytest.fixture
def signed_in(browser, server):
    met = []

    def meet(name, **options):
        met.append(enter(browser, server, name, **options))
        return met[-1]

    yield meet
    for someone in met:
        someone.leaves()


def present(someone):
    yield someone
    someone.leaves()
