"""The coverage check: which recommended elements a text of an agreement settles. No legal advice."""

from alongside.partnerships.coverage.check import check
from alongside.partnerships.coverage.findings import Finding, Status

__all__ = ["Finding", "Status", "check"]
