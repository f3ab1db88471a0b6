"""From a finished response to the result of a call."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from .binary import BinaryResponse
from .errors import APIResponseValidationError
from .events import EventReader
from .locate import locate
from .models import BaseModel, set_state
from .operation import Operation
from .pages import page_class
from .parse import BadJSON, Decoder, Mismatch, decoder_at, decoder_for
from .sentinels import not_given

if TYPE_CHECKING:
    import httpx2

    from .base import BaseClient
    from .call import Call

__all__ = ["body_result", "event_reader"]


@cache
def _page_decoder(prefix: str, page: str, item: str | None) -> Decoder[Any]:
    return Decoder(page_class(prefix + page, item))


def _decoder(call: Call, prefix: str, status: int) -> Decoder[Any]:
    operation = call.operation
    if call.cast_to is not not_given:
        return decoder_for(call.cast_to)
    if operation.page is not None:
        return _page_decoder(prefix, operation.page, operation.response)
    locator = operation.response
    if operation.by_status:
        wanted = operation.by_status
        locator = wanted.get(str(status)) or wanted.get(f"{status // 100}XX") or locator
    return decoder_for(Any) if locator is None else decoder_at(locator)


def body_result(client: BaseClient, call: Call, response: httpx2.Response, prefix: str) -> Any:
    """The result that a response which has been read stands for; `prefix` is that of page classes, Sync or Async.

    Raises APIResponseValidationError for a body that is no JSON where JSON is expected, and, in a strict client,
    for one that does not fit its type.
    """
    cast = call.cast_to
    kind = call.operation.result
    if kind == "binary" or (isinstance(cast, type) and issubclass(cast, BinaryResponse)):
        return _binary_class(client, cast)(response)
    if kind == "none" or cast is None or cast is type(None):
        return None
    if kind == "text" or cast is str:
        return response.text
    if cast is bytes:
        return response.content
    if isinstance(cast, type) and cast.__name__ == "Response" and cast.__module__.startswith("httpx"):
        return response
    return _json_result(client, call, response, prefix)


def _binary_class(client: BaseClient, cast: Any) -> type[BinaryResponse]:
    """The class asked for, else the package's."""
    if isinstance(cast, type) and issubclass(cast, BinaryResponse) and cast is not BinaryResponse:
        return cast
    locator = client._definition.binary_class
    found: type[BinaryResponse] = locate(locator) if locator else BinaryResponse
    return found


def _json_result(client: BaseClient, call: Call, response: httpx2.Response, prefix: str) -> Any:
    content = response.content
    strict = client._strict_response_validation
    fits = True
    try:
        value = _decoder(call, prefix, response.status_code).decode(content, strict=strict)
    except BadJSON as error:
        problem = str(error)
    except Mismatch as error:
        fits, problem = False, str(error)
    else:
        if isinstance(value, BaseModel):
            state: Any = (client, call) if call.operation.page is not None else None
            set_state(value, (response.headers, client._definition.request_id_header, state))
        return value
    if not fits:
        raise APIResponseValidationError(
            response, _text(content), message=f"The response does not fit: {problem}"
        )
    content_type = response.headers.get("content-type", "").lower()
    if "json" not in content_type and not strict and "html" not in content_type:
        return response.text if content else None
    if not content and response.status_code in (204, 205):
        return None
    raise APIResponseValidationError(response, _text(content), message=f"The response is no JSON: {problem}")


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace")


def event_reader(client: BaseClient, call: Call) -> EventReader[Any]:
    """The reader for the events of a streaming call."""
    operation: Operation[Any, Any] = call.operation
    if call.stream_class is not None and get_args(call.stream_class):
        decoder = decoder_for(get_args(call.stream_class)[0])
    elif call.cast_to is not not_given:
        decoder = decoder_for(call.cast_to)
    else:
        decoder = decoder_for(Any) if operation.response is None else decoder_at(operation.response)
    return EventReader(
        decoder,
        format=operation.format,
        terminator=operation.terminator,
        envelope=operation.envelope,
        strict=client._strict_response_validation,
    )
