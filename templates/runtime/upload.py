"""Media upload of Google APIs: metadata and media in one request, or a session that takes the media in chunks.

A session is opened with the metadata, answers with a URL in ``Location``, and takes chunks with Content-Range;
status 308 asks for more and says in ``Range`` what has arrived.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import AsyncIterator, Iterator, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from .body import dump_json, given
from .call import Call
from .errors import SDKError
from .files import FileEntry, Source, file_entry, source_of
from .multipart import related
from .operation import Operation
from .sentinels import is_given, not_given
from .shapes import apply_shape
from .urls import origin_of

if TYPE_CHECKING:
    import httpx2

    from .async_client import AsyncClient
    from .base import BaseClient
    from .client import SyncClient

__all__ = ["CHUNK_UNIT", "RESUMABLE_FROM", "async_upload", "upload"]

CHUNK_UNIT = 256 * 1024
"""Chunks but the last are multiples of this many bytes."""
CHUNK_SIZE = 32 * CHUNK_UNIT
RESUMABLE_FROM = 5 * 1024 * 1024
"""Media of this size (in bytes) and more, or of unknown size, goes through a session where there is one."""

_RANGE = re.compile(r"bytes=0-(\d+)")


class _Plan:
    """What one upload will do: decided without sending anything."""

    def __init__(self, client: BaseClient, operation: Operation[Any, Any], media: object, arguments: dict[str, Any]):
        assert operation.upload is not None
        self.operation = operation
        self.arguments = arguments
        self.media: FileEntry = file_entry(media, "media")
        limit = operation.upload.max_size
        if limit is not None and self.media.source.size is not None and self.media.source.size > limit:
            raise ValueError(f"The media has {self.media.source.size} bytes; at most {limit} are taken")
        small = self.media.source.size is not None and self.media.source.size < RESUMABLE_FROM
        self.resumable = operation.upload.resumable is not None and not (small and operation.upload.simple)
        if not self.resumable and operation.upload.simple is None:
            raise SDKError(f"{operation.id} takes no media upload")
        self.root = origin_of(client._base)

    def _metadata(self) -> bytes | None:
        body = self.arguments.get("body", not_given)
        if not is_given(body) or body is None:
            value: Any = {}
        else:
            value = given(body) if isinstance(body, Mapping) else body
        if self.operation.shape is not None:
            value = apply_shape(self.operation.shape, value)
        extra = self.arguments.get("extra_body")
        value = {**value, **extra} if isinstance(extra, Mapping) else value
        return dump_json(value) if value else None

    def _at(self, path: str | None, kind: str, content_type: str) -> Operation[Any, Any]:
        assert path is not None
        return dataclasses.replace(
            self.operation,
            path=self.root + "/" + path.lstrip("/"),
            query={**self.operation.query, "uploadType": kind},
            body="binary",
            shape=None,
            content_type=content_type,
        )

    def first(self) -> tuple[Operation[Any, Any], dict[str, Any]]:
        """The only request of a simple upload, or the one that opens a session."""
        assert self.operation.upload is not None
        metadata = self._metadata()
        arguments = {key: value for key, value in self.arguments.items() if key != "extra_body"}
        if self.resumable:
            operation = self._at(self.operation.upload.resumable, "resumable", "application/json; charset=UTF-8")
            headers: dict[str, object] = {"X-Upload-Content-Type": self.media.content_type}
            if self.media.source.size is not None:
                headers["X-Upload-Content-Length"] = str(self.media.source.size)
            return operation, {
                **arguments,
                "body": metadata or b"{}",
                "headers": {**(arguments.get("headers") or {}), **headers},
            }
        simple = self.operation.upload.simple
        if metadata is None:
            return self._at(simple, "media", self.media.content_type), {**arguments, "body": self.media.source}
        body = related(metadata, self.media)
        return self._at(simple, "multipart", body.content_type), {**arguments, "body": body}

    def chunk_call(self, session: str, data: bytes, start: int, total: int | None) -> tuple[Operation[Any, Any], dict[str, Any]]:
        """A request with bytes from `start`; `total` is None while more is to come.  No data asks what has arrived."""
        end = "*" if not data else f"{start}-{start + len(data) - 1}"
        operation: Operation[Any, Any] = dataclasses.replace(
            self.operation, path=session.replace("{", "%7B").replace("}", "%7D"), method="PUT", query={},
            body="binary", content_type=self.media.content_type, shape=None, security=((),),
        )  # fmt: skip
        headers = {"Content-Range": f"bytes {end}/{'*' if total is None else total}"}
        timeout = self.arguments.get("timeout", not_given)
        return operation, {"body": data, "headers": headers, "timeout": timeout}

    def session(self, response: httpx2.Response) -> str:
        """The URL that a session's first answer names."""
        location = response.headers.get("location") or response.headers.get("x-goog-upload-url")
        if not location:
            raise SDKError("The server opened no upload session: its answer has no Location")
        return urljoin(str(response.url), location)


def received(response: httpx2.Response) -> int:
    """How many bytes a 308 answer says have arrived."""
    match = _RANGE.fullmatch(response.headers.get("range", "").strip())
    return int(match[1]) + 1 if match else 0


class _Window:
    """The chunk being sent: bytes of the media from `start`, until the server has them."""

    def __init__(self, source: Source) -> None:
        self.size = source.size
        self.start = 0
        self.data = bytearray()
        self.ended = False

    @property
    def full(self) -> bool:
        return len(self.data) >= CHUNK_SIZE or self.ended

    def piece(self) -> tuple[bytes, int | None]:
        """Next bytes to send, and the total size when they are the last."""
        data = bytes(self.data[:CHUNK_SIZE])
        last = self.ended and len(self.data) <= CHUNK_SIZE
        return data, self.start + len(data) if last else None

    def advance(self, arrived: int) -> None:
        """Forget what the server has.  Raises SDKError when it lost what cannot be read again."""
        if arrived < self.start:
            raise SDKError("The upload session lost bytes that were already sent")
        del self.data[: arrived - self.start]
        self.start = arrived


def upload(client: SyncClient, operation: Operation[Any, Any], media: object, arguments: dict[str, Any]) -> Any:
    """Send media with an operation of a sync client, and give the operation's result."""
    plan = _Plan(client, operation, media, arguments)
    first, values = plan.first()
    call = client._prepare(first, **values)
    response = client._send(call, stream=False)
    if plan.resumable:
        response, call = _send_chunks(client, plan, plan.session(response))
    return client._result(_as_result(call, operation), response)


async def async_upload(
    client: AsyncClient, operation: Operation[Any, Any], media: object, arguments: dict[str, Any]
) -> Any:
    """Send media with an operation of an async client, and give the operation's result."""
    plan = _Plan(client, operation, media, arguments)
    first, values = plan.first()
    call = client._prepare(first, **values)
    response = await client._send(call, stream=False)
    if plan.resumable:
        response, call = await _async_send_chunks(client, plan, plan.session(response))
    return client._result(_as_result(call, operation), response)


def _as_result(call: Call, operation: Operation[Any, Any]) -> Call:
    call.operation = operation
    return call


def _send_chunks(client: SyncClient, plan: _Plan, session: str) -> tuple[httpx2.Response, Call]:
    window = _Window(plan.media.source)
    chunks: Iterator[bytes] = plan.media.source.chunks()
    while True:
        while not window.full:
            chunk = next(chunks, None)
            window.ended = chunk is None
            window.data += chunk or b""
        data, total = window.piece()
        call = _chunk(client, plan, session, data, window.start, total)
        response = client._send(call, stream=False)
        if response.status_code != 308:
            return response, call
        window.advance(received(response))


async def _async_send_chunks(client: AsyncClient, plan: _Plan, session: str) -> tuple[httpx2.Response, Call]:
    window = _Window(plan.media.source)
    chunks: AsyncIterator[bytes] = plan.media.source.achunks()
    while True:
        while not window.full:
            chunk = await anext(chunks, None)
            window.ended = chunk is None
            window.data += chunk or b""
        data, total = window.piece()
        call = _chunk(client, plan, session, data, window.start, total)
        response = await client._send(call, stream=False)
        if response.status_code != 308:
            return response, call
        window.advance(received(response))


def _chunk(client: BaseClient, plan: _Plan, session: str, data: bytes, start: int, total: int | None) -> Call:
    """A call for one chunk.  After a failure the server is asked what it has, instead of sending the chunk again."""
    operation, values = plan.chunk_call(session, data, start, total)
    call = client._prepare(operation, plan=client._make_plan(operation), **values)
    call.accepts_308 = True
    size = "*" if plan.media.source.size is None else str(plan.media.source.size)
    call.probe = [(name, value) for name, value in call.headers if name.lower() != b"content-range"]
    call.probe.append((b"Content-Range", f"bytes */{size}".encode("ascii")))
    return call


def empty() -> Source:
    """No content."""
    return source_of(b"")
