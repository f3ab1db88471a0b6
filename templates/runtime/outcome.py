"""What an answer, or the lack of one, means: errors with the message of the server, without credentials."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .errors import APIConnectionError, APIError, APIStatusError, APITimeoutError, status_error_class
from .logs import hide
from .narrow import is_array, is_mapping
from .transport import clean_cause, failure_kind

if TYPE_CHECKING:
    import httpx2

    from .call import Call

__all__ = ["error_body", "status_error", "transport_error"]


def transport_error(error: BaseException, request: httpx2.Request, call: Call | None) -> APIError | None:
    """The typed error for a failure of the HTTP library; None when `error` is something else."""
    kind = failure_kind(error)
    if kind is None:
        return None
    typed = APITimeoutError(request) if kind == "timeout" else APIConnectionError(request=request)
    typed.__cause__ = clean_cause(error, call.secrets if call is not None else [])
    return typed


def error_body(content: bytes) -> object:
    """The body of an error: its JSON whatever the content type says, else its text."""
    from .parse import BadJSON, load_json

    try:
        return load_json(content)
    except BadJSON:
        return content.decode("utf-8", "replace")


def _message(body: object) -> str | None:
    """The server's own words: `message`, `detail` (text, or a list of findings), `error_description`, or a text."""
    if isinstance(body, str):
        return None
    if is_array(body) and body:
        return _message(body[0])
    if not is_mapping(body):
        return None
    inner = body.get("error")
    if is_mapping(inner):
        return _message(inner)
    for key in ("message", "detail", "error_description", "msg", "title"):
        value: Any = body.get(key)
        if isinstance(value, str) and value:
            return value
        if is_array(value) and value:
            return _message(value) or str(value[0])
    return inner if isinstance(inner, str) and inner else None


def status_error(response: httpx2.Response, call: Call | None, request_id_header: str) -> APIStatusError:
    """The typed error for a response outside 2xx that has been read."""
    whole = error_body(response.content)
    message = _message(whole)
    body = whole
    if is_mapping(whole) and whole.get("error"):
        body = whole["error"]
    text = f"Error code: {response.status_code}"
    if message:
        text = f"{text} - {hide(message, call.secrets if call is not None else [])}"
    error = status_error_class(response.status_code)(text, response=response, body=body)
    error.request_id = response.headers.get(request_id_header)
    return error
