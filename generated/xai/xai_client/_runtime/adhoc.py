"""Operations made on the spot: calls by path, streams out of switchable operations, pages at a URL."""

from __future__ import annotations

import dataclasses
from functools import cache
from typing import Any
from urllib.parse import urljoin

from .errors import SDKError
from .narrow import is_mapping
from .operation import Operation, StreamOperation
from .options import FinalRequestOptions
from .sentinels import NotGiven, is_given, not_given
from .urls import origin_of

__all__ = ["adhoc_call", "operation_at", "stream_arguments", "streaming_variant", "unstreamed"]

_ACCEPT = {"sse": "text/event-stream", "ndjson": "application/x-ndjson", "json-seq": "application/json-seq"}
Security = tuple[tuple[str, ...], ...] | None
_SHARED = tuple(field.name for field in dataclasses.fields(Operation))


@cache
def streaming_variant(operation: StreamOperation[Any, Any, Any, Any]) -> Operation[Any, Any]:
    """The operation that streaming turns `operation` into."""
    values = {name: getattr(operation, name) for name in _SHARED}
    values.update(
        result="stream",
        response=operation.event,
        accept=_ACCEPT[operation.format],
        query={**operation.query, **operation.stream_query},
        page=None,
        by_argument={},
    )
    return Operation(**values)


def unstreamed(operation: Operation[Any, Any]) -> Operation[Any, Any]:
    """The operation without the stream that it answers with: its whole body is the result."""
    return dataclasses.replace(operation, result="json") if operation.result == "stream" else operation


def stream_arguments(
    operation: StreamOperation[Any, Any, Any, Any], stream: object, arguments: dict[str, Any]
) -> Operation[Any, Any]:
    """Put the switch of a streaming call into its `arguments`; gives the operation to send.

    The switch stands in the body, or in the query of an operation without one.  A switch that is no boolean is
    sent only to turn streaming on.
    """
    wanted = bool(stream) and is_given(stream)
    switch = operation.switch
    if switch is not None and is_given(stream) and (wanted or operation.switch_value is True):
        place = "query" if operation.body is None else "body"
        value = operation.switch_value if wanted else stream
        current = arguments.get(place)
        arguments[place] = {**(current if is_mapping(current) else {}), switch: value}
    return streaming_variant(operation) if wanted else operation


def operation_at(operation: Operation[Any, Any], url: str, current: str) -> Operation[Any, Any]:
    """The same operation at the URL of another page.

    Raises SDKError when that URL is on another server: credentials are not sent there.
    """
    target = urljoin(current, url)
    if origin_of(target) != origin_of(current):
        raise SDKError("The next page is on another server; it is not followed.")
    return dataclasses.replace(operation, path=target.replace("{", "%7B").replace("}", "%7D"), query={})


def adhoc_call(
    options: FinalRequestOptions, *, stream: bool, security: Security = None
) -> tuple[Operation[Any, Any], dict[str, Any]]:
    """Operation and arguments of a call by path; `security`: alternatives of scheme names, None for the usual ones."""
    headers: dict[str, Any] = {} if isinstance(options.headers, NotGiven) else dict(options.headers)
    if options.idempotency_key is not None:
        headers.setdefault("Idempotency-Key", options.idempotency_key)
    content, files = options.content, options.files
    value = options.json_data if content is None else content
    kind: Any = (
        "binary" if content is not None else "multipart" if files else None if value is None else "json"
    )
    path, method = options.url, options.method.upper()
    if not path.startswith(("http://", "https://", "/")):
        path = "/" + path
    operation: Operation[Any, Any] = Operation(
        id=f"{method} {path}",
        method=method,
        path=path.replace("{", "%7B").replace("}", "%7D"),
        body=kind,
        result="stream" if stream else "json",
        terminator="[DONE]" if stream else None,
        envelope=bool(options.synthesize_event_and_data),
        security=security,
    )
    arguments: dict[str, Any] = {
        "body": not_given if value is None else value,
        "extra_headers": headers or None,
        "query": options.params or None,
        "extra_body": options.extra_json,
        "timeout": options.timeout,
        "files": files,
    }
    return operation, arguments
