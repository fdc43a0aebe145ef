"""Taking a file: in memory alone, so that no list lies about on a disk, and only so large."""

from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler

LARGEST = 20 * 1024 * 1024  # bytes of a file that is sent from a page
OTHER_FIELDS = 100_000  # bytes of a form beside its file


class InMemory(MemoryFileUploadHandler):
    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, str],  # noqa: N803 - Django's name
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """A larger one is read past and not kept; the form says so."""
        self.activated = content_length <= LARGEST + OTHER_FIELDS
