"""What a script may send: the fields a schema names, and nothing else. A body is never logged."""

import base64
import binascii
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError


class Body(BaseModel):
    """A JSON body of known fields; an unknown one makes it unreadable."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


def from_base64(value: Any) -> Any:
    """Bytes from standard base64 with padding."""
    if not isinstance(value, str):
        return value
    try:
        return base64.b64decode(value, validate=True)
    except binascii.Error as error:
        raise ValueError("not base64") from error


def begins_like_age(sealed: bytes) -> bytes:
    """An age file says so on its first line (age specification, version line)."""
    if not sealed.startswith(b"age-encryption.org/v1\n"):
        raise ValueError("not an age file")
    return sealed


Base64 = Annotated[bytes, BeforeValidator(from_base64)]
Sealed = Annotated[Base64, AfterValidator(begins_like_age)]
Signature = Annotated[Base64, AfterValidator(lambda value: exactly(value, 64))]


def exactly(value: bytes, size: int) -> bytes:
    if len(value) != size:
        raise ValueError(f"not {size} bytes")
    return value


Answer = dict[str, Any]


def takes(schema: type[Body]) -> Callable[[Callable[..., Answer]], Callable[..., HttpResponse]]:
    """Read a POST's JSON as `schema` and answer with what the view returns; what does not fit gets 422."""

    def decorate(view: Callable[..., Answer]) -> Callable[..., HttpResponse]:
        @require_POST
        @wraps(view)
        def read(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                body = schema.model_validate_json(request.body)
            except ValidationError:
                sentence = _("What was sent could not be read. Reload the page and try again.")
                return JsonResponse({"sentence": sentence}, status=422)
            return JsonResponse(view(request, body, *args, **kwargs))

        return read

    return decorate
