"""Operations made on the spot: calls by path, streams out of switchable operations, pages at a URL."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import urljoin

from .errors import SDKError
from .narrow import is_mapping
from .operation import Operation, StreamOperation
from .sentinels import is_given, not_given
from .urls import origin_of

__all__ = ["adhoc_call", "operation_at", "stream_arguments", "streaming_variant"]

_ACCEPT = {"sse": "text/event-stream", "ndjson": "application/x-ndjson", "json-seq": "application/json-seq"}
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
    )
    return Operation(**values)


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
    method: str,
    path: str,
    *,
    body: object = None,
    content: object = None,
    files: object = None,
    stream: bool = False,
    options: Mapping[str, Any],
) -> tuple[Operation[Any, Any], dict[str, Any]]:
    """Operation and arguments of a call by path."""
    headers = dict(options.get("headers") or {})
    if "idempotency_key" in options:
        headers.setdefault("Idempotency-Key", options["idempotency_key"])
    value = content if content is not None else body
    kind: Any = (
        "binary" if content is not None else "multipart" if files else None if value is None else "json"
    )
    if not path.startswith(("http://", "https://", "/")):
        path = "/" + path
    operation: Operation[Any, Any] = Operation(
        id=f"{method} {path}",
        method=method,
        path=path.replace("{", "%7B").replace("}", "%7D"),
        body=kind,
        result="stream" if stream else "json",
        terminator="[DONE]" if stream else None,
    )
    arguments: dict[str, Any] = {
        "body": not_given if value is None else value,
        "extra_headers": headers or None,
        "query": options.get("params"),
        "extra_body": options.get("extra_json"),
        "timeout": options.get("timeout", not_given),
        "files": files,
        "max_retries": options.get("max_retries"),
    }
    return operation, arguments
