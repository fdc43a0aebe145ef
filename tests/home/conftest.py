"""What tests of a hand-over begin with."""

import pytest

from tests.partnerships.leaving import stood_for


@pytest.fixture
def partnership(lakeside, harbor, nora, nils):
    """Nora is Lakeside's contact and champion."""
    return stood_for(lakeside, harbor, contact=nora, backup=nils, champion=nora)
