"""From a finished response to the result of a call."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

import pydantic

from .binary import BinaryResponse
from .errors import APIResponseValidationError
from .events import EventReader
from .locate import locate
from .models import BaseModel, set_state
from .operation import Operation
from .pages import page_class
from .parse import BadJSON, Decoder, Mismatch, decoder_at, decoder_for, load_json
from .sentinels import not_given

if TYPE_CHECKING:
    import httpx2

    from .base import BaseClient
    from .call import Call

__all__ = ["body_result", "builder_of", "event_reader", "plain_event_reader"]


_FROM_TEXT: dict[Any, Callable[[str], object]] = {
    bool: lambda text: text.lower() == "true",
    int: int,
    float: float,
}
"""Types that are made of the text of a body, whatever its content type."""


def builder_of(cast_to: object) -> Callable[..., Any] | None:
    """The `build` of a class that makes its instances itself out of a response and its data; else None."""
    if not isinstance(cast_to, type):
        return None
    cls: Any = cast_to
    return None if issubclass(cls, pydantic.BaseModel) else getattr(cls, "build", None)


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
    value = _body_value(client, call, response, prefix)
    return value if call.convert is None else call.convert(value)


def _body_value(client: BaseClient, call: Call, response: httpx2.Response, prefix: str) -> Any:
    cast = call.cast_to
    kind = call.operation.result
    is_file = kind == "binary" and cast is not_given
    if is_file or (isinstance(cast, type) and issubclass(cast, BinaryResponse)):
        return _binary_class(client, cast)(response)
    if kind == "none" or cast is None or cast is type(None):
        return None
    if kind == "text" or cast is str:
        return response.text
    if cast is bytes:
        return response.content
    if cast in _FROM_TEXT:
        return _FROM_TEXT[cast](response.text.strip())
    if isinstance(cast, type) and cast.__name__ == "Response" and cast.__module__.startswith("httpx"):
        return response
    builder = builder_of(cast)
    if builder is not None:
        return builder(response=response, data=load_json(response.content))
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
    misfit: BaseException | None = None
    try:
        value = _decoder(call, prefix, response.status_code).decode(content, strict=strict)
    except BadJSON as error:
        problem = str(error)
    except Mismatch as error:
        misfit, problem = error.__cause__, str(error)
    else:
        if isinstance(value, BaseModel):
            state: Any = (client, call) if call.operation.page is not None else None
            set_state(value, (response.headers, client._definition.request_id_header, state))
        return value
    if misfit is not None:
        message = f"The response does not fit: {problem}"
        raise APIResponseValidationError(response, _text(content), message=message) from misfit
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
        errors=call.options is None or call.options.stream_mode != "events",
    )


def plain_event_reader(cast_to: Any, client: Any) -> EventReader[Any]:
    """The reader for server-sent events of a type, of a stream that no operation describes."""
    strict = bool(client is not None and client._strict_response_validation)
    builder = builder_of(cast_to)
    if builder is not None:
        return EventReader(decoder_for(Any), strict=strict, build=builder)
    return EventReader(decoder_for(Any if cast_to is not_given else cast_to), strict=strict)
