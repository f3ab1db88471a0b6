"""Media upload of Google APIs: metadata and media in one request, or a session that takes the media in chunks.

A session is opened with the metadata, answers with a URL in ``Location``, and takes chunks with Content-Range;
status 308 asks for more and says in ``Range`` what has arrived.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from .body import dump_json, given
from .call import Call
from .errors import APIConnectionError, APIError, APIStatusError, SDKError
from .files import FileEntry, Source, file_entry
from .multipart import related
from .narrow import is_mapping
from .operation import Operation
from .retry import retry_delay, should_retry
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

    def __init__(
        self, client: BaseClient, operation: Operation[Any, Any], media: object, arguments: dict[str, Any]
    ) -> None:
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
            value = given(body) if is_mapping(body) else body
        if self.operation.shape is not None:
            value = apply_shape(self.operation.shape, value)
        extra = self.arguments.get("extra_body")
        value = {**value, **extra} if is_mapping(extra) else value
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
            operation = self._at(
                self.operation.upload.resumable, "resumable", "application/json; charset=UTF-8"
            )
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
            return self._at(simple, "media", self.media.content_type), {
                **arguments,
                "body": self.media.source,
            }
        body = related(metadata, self.media)
        return self._at(simple, "multipart", body.content_type), {**arguments, "body": body}

    def chunk(
        self, session: str, data: bytes, content_range: str
    ) -> tuple[Operation[Any, Any], dict[str, Any]]:
        """A request to the session's URL, which is a credential of its own: no other is sent to it."""
        operation: Operation[Any, Any] = dataclasses.replace(
            self.operation,
            path=session.replace("{", "%7B").replace("}", "%7D"),
            method="PUT",
            query={},
            body="binary",
            content_type=self.media.content_type,
            shape=None,
            security=((),),
        )
        timeout = self.arguments.get("timeout", not_given)
        return operation, {"body": data, "headers": {"Content-Range": content_range}, "timeout": timeout}

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

    def piece(self) -> tuple[bytes, str]:
        """Next bytes to send, and their Content-Range (RFC 9110 section 14.4); the total is named with the last."""
        data = bytes(self.data[:CHUNK_SIZE])
        end = self.start + len(data)
        last = self.ended and len(self.data) <= CHUNK_SIZE
        total = str(end) if last else "*" if self.size is None else str(self.size)
        return data, f"bytes {self.start}-{end - 1}/{total}" if data else f"bytes */{total}"

    @property
    def question(self) -> str:
        """The Content-Range that asks what has arrived."""
        return f"bytes */{'*' if self.size is None else self.size}"

    def advance(self, arrived: int) -> bool:
        """Forget what the server has; whether that is any of it.  Raises SDKError when it lost what is gone here."""
        if arrived < self.start:
            raise SDKError("The upload session lost bytes that were already sent")
        progress = arrived > self.start
        del self.data[: arrived - self.start]
        self.start = arrived
        return progress


def upload(
    client: SyncClient, operation: Operation[Any, Any], media: object, arguments: dict[str, Any]
) -> tuple[Call, httpx2.Response]:
    """Send media with an operation of a sync client."""
    plan = _Plan(client, operation, media, arguments)
    first, values = plan.first()
    call = client._prepare(first, plan=client._make_plan(first), **values)
    response = client._send(call, stream=False)
    if plan.resumable:
        response = _send_chunks(client, plan, plan.session(response))
    call.operation = operation
    return call, response


async def async_upload(
    client: AsyncClient, operation: Operation[Any, Any], media: object, arguments: dict[str, Any]
) -> tuple[Call, httpx2.Response]:
    """Send media with an operation of an async client."""
    plan = _Plan(client, operation, media, arguments)
    first, values = plan.first()
    call = client._prepare(first, plan=client._make_plan(first), **values)
    response = await client._send(call, stream=False)
    if plan.resumable:
        response = await _async_send_chunks(client, plan, plan.session(response))
    call.operation = operation
    return call, response


def _call(client: BaseClient, plan: _Plan, session: str, data: bytes, content_range: str) -> Call:
    operation, values = plan.chunk(session, data, content_range)
    call = client._prepare(operation, plan=client._make_plan(operation), **values)
    call.accepts = (308,)
    return call


def _pause(client: BaseClient, error: APIError | None, failures: int) -> float:
    """Seconds to wait before asking what has arrived; raises `error` when it is no use to go on."""
    response = error.response if isinstance(error, APIStatusError) else None
    hopeless = response is not None and not should_retry(response.status_code, response.headers)
    if error is not None and (hopeless or failures >= client.max_retries):
        raise error
    return retry_delay(failures, None if response is None else response.headers)


def _send_chunks(client: SyncClient, plan: _Plan, session: str) -> httpx2.Response:
    window = _Window(plan.media.source)
    chunks: Iterator[bytes] = plan.media.source.chunks()
    failures = 0
    while True:
        while not window.full:
            chunk = next(chunks, None)
            window.ended = chunk is None
            window.data += chunk or b""
        call = _call(client, plan, session, *window.piece())
        call.max_retries = 0
        response: httpx2.Response | None = None
        failure: APIError | None = None
        try:
            response = client._send(call, stream=False)
        except (APIConnectionError, APIStatusError) as error:
            failure = error
        if response is None:
            client._sleep(_pause(client, failure, failures))
            failures += 1
            response = client._send(_call(client, plan, session, b"", window.question), stream=False)
        if response.status_code != 308:
            return response
        failures = 0 if window.advance(received(response)) else failures


async def _async_send_chunks(client: AsyncClient, plan: _Plan, session: str) -> httpx2.Response:
    window = _Window(plan.media.source)
    chunks: AsyncIterator[bytes] = plan.media.source.achunks()
    failures = 0
    while True:
        while not window.full:
            chunk = await anext(chunks, None)
            window.ended = chunk is None
            window.data += chunk or b""
        call = _call(client, plan, session, *window.piece())
        call.max_retries = 0
        response: httpx2.Response | None = None
        failure: APIError | None = None
        try:
            response = await client._send(call, stream=False)
        except (APIConnectionError, APIStatusError) as error:
            failure = error
        if response is None:
            await client._sleep(_pause(client, failure, failures))
            failures += 1
            response = await client._send(_call(client, plan, session, b"", window.question), stream=False)
        if response.status_code != 308:
            return response
        failures = 0 if window.advance(received(response)) else failures
