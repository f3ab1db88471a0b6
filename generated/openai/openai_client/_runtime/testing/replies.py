"""What a fake server says: results, errors, streams, and failures of the connection."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from ..body import dump_json
from ..models import BaseModel
from ..narrow import is_object
from ..sentinels import not_given
from .requests import RecordedRequest

__all__ = [
    "Answer",
    "Failure",
    "Reply",
    "StreamReply",
    "connection_error",
    "error",
    "stream",
    "timeout_error",
]

_JSON: Mapping[str, str] = {"content-type": "application/json"}


@dataclass(frozen=True, slots=True)
class Reply:
    """An HTTP answer: any status, headers and bytes."""

    content: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: dict(_JSON))


@dataclass(frozen=True, slots=True)
class StreamReply:
    """Events of a stream, and how they arrive; made by `stream`."""

    events: tuple[object, ...]
    cut: int | None = None
    breaks_after: int | None = None
    ends: bool = True
    names: bool = False
    headers: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Failure:
    """No answer at all."""

    kind: Literal["connection", "timeout"]
    message: str


Answer: TypeAlias = (
    Reply
    | StreamReply
    | Failure
    | BaseModel
    | Mapping[str, Any]
    | Sequence[Any]
    | str
    | bytes
    | Callable[[RecordedRequest], Any]
    | None
)
"""A prepared answer; a model or data (sent as JSON); text or bytes; None for an empty body; or a function of the request."""


def stream(
    *events: object,
    cut: int | None = None,
    breaks_after: int | None = None,
    ends: bool = True,
    names: bool = False,
    headers: Mapping[str, str] | None = None,
) -> StreamReply:
    """A stream of events.

    Args:
      events: models or data, sent as JSON; text and bytes are sent as the data of an event as they are.
      cut: deliver the bytes in pieces of this size, wherever that cuts them.
      breaks_after: break the connection after so many bytes.
      ends: send the mark that ends a stream, for operations that have one.
      names: name each event after its `type`.
      headers: of the answer.

    """
    return StreamReply(events, cut, breaks_after, ends, names, headers or {})


def error(
    status: int,
    message: str = "",
    *,
    code: str | None = None,
    type: str | None = None,
    param: str | None = None,
    body: object = not_given,
    headers: Mapping[str, str] | None = None,
) -> Reply:
    """An error of the server, which the client raises as the exception of its status.

    `message`, `code`, `type` and `param` make the usual body ``{"error": {...}}``; `body` replaces it: data is sent as
    JSON, text (a page of a gateway, say) as HTML, bytes as they are.
    """
    given = dict(headers or {})
    if body is not_given:
        body = {
            "error": {"message": message or f"status {status}", "type": type, "param": param, "code": code}
        }
    if isinstance(body, bytes):
        return Reply(body, status, given)
    if isinstance(body, str):
        return Reply(body.encode(), status, {"content-type": "text/html; charset=utf-8", **given})
    return Reply(dump_json(body), status, {**_JSON, **given})


def connection_error(message: str = "the connection was refused") -> Failure:
    """No connection: the client raises APIConnectionError, after its retries."""
    return Failure("connection", message)


def timeout_error(message: str = "no answer in time") -> Failure:
    """No answer in time: the client raises APITimeoutError, after its retries."""
    return Failure("timeout", message)


def event_bytes(reply: StreamReply, *, format: str, terminator: str | None, envelope: bool) -> bytes:
    """The body of a stream of a format: sse, ndjson or json-seq (RFC 7464)."""
    frames: list[bytes] = []
    for event in reply.events:
        name: str | None = None
        value: Any = event
        if isinstance(value, BaseModel):
            value = value.to_dict(mode="json")
        if is_object(value):
            if envelope and {"event", "data"} <= value.keys():
                name, value = str(value["event"]), value["data"]
            elif reply.names and isinstance(value.get("type"), str):
                name = value["type"]
        data = (
            value
            if isinstance(value, bytes)
            else value.encode() if isinstance(value, str) else dump_json(value)
        )
        frames.append(_frame(format, data, name))
    if reply.ends and terminator is not None:
        frames.append(_frame(format, terminator.encode(), None))
    return b"".join(frames)


def _frame(format: str, data: bytes, name: str | None) -> bytes:
    if format == "ndjson":
        return data + b"\n"
    if format == "json-seq":
        return b"\x1e" + data + b"\n"
    head = f"event: {name}\n".encode() if name else b""
    lines = b"".join(b"data: " + line + b"\n" for line in data.split(b"\n"))
    return head + lines + b"\n"
