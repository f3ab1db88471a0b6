"""Descriptors of operations: what generated methods hand to the client.  Constants, shared by sync and async."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Generic, Literal, TypeVar

__all__ = ["EventFormat", "Operation", "ResultKind", "StreamOperation", "Upload"]

S = TypeVar("S")
A = TypeVar("A")
SS = TypeVar("SS")
AS = TypeVar("AS")

BodyKind = Literal["json", "form", "multipart", "text", "binary"]
ResultKind = Literal["json", "text", "binary", "none", "stream"]
EventFormat = Literal["sse", "ndjson", "json-seq"]

_NOTHING: Mapping[str, Any] = MappingProxyType({})


def _nothing() -> Mapping[str, Any]:
    return _NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """Media upload of Google APIs: paths below the root URL, `max_size` in bytes."""

    simple: str | None = None
    resumable: str | None = None
    max_size: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Operation(Generic[S, A]):
    """One HTTP operation.  `S` is what a sync client returns for it, `A` what an async client returns after `await`.

    Compared and hashed by identity.  Locators (`response`) read ``module.path:Name`` below the package root.
    """

    id: str
    method: str
    path: str
    """``{name}`` is one encoded segment, ``{+name}`` keeps slashes (RFC 6570 section 3.2.3)."""
    response: str | None = None
    """Locator of the result, of the item of a page, or of the event when `result` is ``stream``."""
    result: ResultKind = "json"
    by_status: Mapping[str, str] = field(default_factory=_nothing)
    """Status (``202``, or the range ``2XX``) to the locator of its result, where that is not `response`."""
    by_argument: Mapping[str, Mapping[str, str]] = field(default_factory=_nothing)
    """Member of the body or the query to the locators of results by its values, ``str`` for plain text.  The entry of
    "" holds where it is left out or has another value."""
    page: str | None = None
    """``CursorPage`` stands for ``SyncCursorPage`` and ``AsyncCursorPage`` of the package's ``pagination``."""
    page_in_body: bool = False
    body: BodyKind | None = None
    bodiless: bool = False
    """A body without members is not sent at all: the document does not require one."""
    always_body: bool = False
    """An empty object is sent when nothing is passed: the document requires a body, but no member of it."""
    content_type: str | None = None
    accept: str | None = None
    files: tuple[str, ...] = ()
    """Multipart fields that hold a file or a sequence of files."""
    parts: Mapping[str, str] = field(default_factory=_nothing)
    """Multipart field to the content type of its part."""
    shape: str | None = None
    """Entry of ``types._wire:SHAPES`` that renames keys inside the body."""
    styles: Mapping[str, tuple[str, bool]] = field(default_factory=_nothing)
    """Parameter to (style, explode), where it differs from the client's default."""
    security: tuple[tuple[str, ...], ...] | None = None
    headers: Mapping[str, str] = field(default_factory=_nothing)
    query: Mapping[str, str] = field(default_factory=_nothing)
    preset: Mapping[str, str] = field(default_factory=_nothing)
    """Members of the body that are sent where the caller passes none of them."""
    restore: str | None = None
    """Locator of the function that makes the usual result of the answer to such a request."""
    idempotent: bool = False
    upload: Upload | None = None
    server: str | None = None
    terminator: str | None = None
    """Data of the event that ends a stream."""
    format: EventFormat = "sse"
    envelope: bool = False
    """The event type is an object of the frame's `event` and `data`, not the data itself."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StreamOperation(Operation[S, A], Generic[S, A, SS, AS]):
    """An operation that answers with a stream when asked to: `SS` in a sync client, `AS` in an async one."""

    event: str | None = None
    switch: str | None = None
    """Body field (query parameter where there is no body) that turns streaming on."""
    switch_value: bool | str = True
    stream_query: Mapping[str, str] = field(default_factory=_nothing)
