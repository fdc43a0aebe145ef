import shutil

import pytest

from alongside.config.start import postgres
from tests.config import starting


def lent_folder():
    made = starting.new_folder()
    yield made
    postgres.stop(made)
    shutil.rmtree(made)


@pytest.fixture
def folder():
    """A data folder that nothing was in, taken away with whatever still runs in it."""
    yield from lent_folder()


@pytest.fixture(scope="module")
def shared_folder():
    """One for a whole file, so that its database is made once."""
    yield from lent_folder()
