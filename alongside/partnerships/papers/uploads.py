"""A text that came as a document of its own, when there is one."""

from alongside.partnerships.models import Format, Upload, Wording


def upload_of(wording: Wording) -> Upload | None:
    """What it is, without its bytes."""
    return Upload.objects.defer("content").filter(wording=wording).first()


def pdf_of(wording: Wording) -> bytes | None:
    """The PDF to sign as it came. Another kind gets a sheet that names its hash, and that is signed."""
    found = Upload.objects.filter(wording=wording, format=Format.PDF).first()
    return bytes(found.content) if found else None
