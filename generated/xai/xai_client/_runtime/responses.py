"""Raw responses: the HTTP response in hand, and its parsed form when asked for."""

from __future__ import annotations

import copy
import functools
import json
import os
from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from .adhoc import unstreamed
from .binary import BinaryResponse
from .errors import SDKError
from .options import FinalRequestOptions
from .sentinels import not_given
from .waiting import in_thread

if TYPE_CHECKING:
    import datetime

    import httpx2

    from .call import Call

__all__ = [
    "APIResponse",
    "AsyncAPIResponse",
    "AsyncBinaryAPIResponse",
    "AsyncStreamedBinaryAPIResponse",
    "BaseAPIResponse",
    "BinaryAPIResponse",
    "BinaryResponse",
    "RawAPIResponse",
    "StreamAlreadyConsumed",
    "StreamedBinaryAPIResponse",
]

T_co = TypeVar("T_co", covariant=True)


class StreamAlreadyConsumed(SDKError):
    """A body that was iterated over cannot be read again."""

    def __init__(self) -> None:
        super().__init__("The body was iterated over already; read it before, and iterate then.")

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), ()


def _is_consumed(error: Exception) -> bool:
    return type(error).__name__ == "StreamConsumed"


def _call_of(
    client: Any,
    options: FinalRequestOptions | None,
    cast_to: Any,
    stream: bool,
    stream_cls: Any,
    retries_taken: int,
) -> Call:
    """The call by path that a response made by hand is taken to answer."""
    made: Call = client._call_of(cast_to, options or FinalRequestOptions("get", "/"), stream, stream_cls)
    made.retries_taken = retries_taken
    return made


class BaseAPIResponse(Generic[T_co]):
    """What all raw responses offer."""

    http_response: httpx2.Response
    retries_taken: int

    def __init__(
        self,
        *,
        raw: httpx2.Response,
        client: Any,
        call: Call | None = None,
        cast_to: Any = not_given,
        stream: bool = False,
        stream_cls: Any = None,
        options: FinalRequestOptions | None = None,
        retries_taken: int = 0,
    ) -> None:
        """The response to a `call`, or to the request by path that `options` and the other arguments describe."""
        self.http_response = raw
        self._client = client
        self._call: Call = call or _call_of(client, options, cast_to, stream, stream_cls, retries_taken)
        self.retries_taken = self._call.retries_taken
        self._parsed: dict[object, Any] = {}

    def _parse(self, to: Any) -> Any:
        """The result, made once for each type asked for; a stream class asks for a stream of its events."""
        key = None if to is not_given else to
        if key not in self._parsed:
            call = self._call
            if key is not None:
                from .streaming import stream_class

                call = copy.copy(call)
                if stream_class(to) is not None:
                    call.stream_class = to
                else:
                    call.cast_to = to
                    call.operation = unstreamed(call.operation)
            self._parsed[key] = self._client._result(call, self.http_response)
        return self._parsed[key]

    @property
    def headers(self) -> httpx2.Headers:
        """Headers of the response."""
        return self.http_response.headers

    @property
    def status_code(self) -> int:
        """HTTP status."""
        return self.http_response.status_code

    @property
    def http_request(self) -> httpx2.Request:
        """The request that was sent."""
        return self.http_response.request

    @property
    def url(self) -> httpx2.URL:
        """URL of the request."""
        return self.http_response.url

    @property
    def method(self) -> str:
        """HTTP method of the request."""
        return self.http_request.method

    @property
    def http_version(self) -> str:
        """Version of HTTP spoken."""
        return self.http_response.http_version

    @property
    def elapsed(self) -> datetime.timedelta:
        """Time from sending the request to closing the response."""
        return self.http_response.elapsed

    @property
    def is_closed(self) -> bool:
        """Whether the body is read, or given up."""
        return self.http_response.is_closed

    @property
    def request_id(self) -> str | None:
        """The server's id of the request."""
        name: str = self._client._definition.request_id_header
        return self.http_response.headers.get(name)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} [{self.status_code}]>"


class RawAPIResponse(BaseAPIResponse[T_co]):
    """A response that has been read (unless it is a stream of events); the same class for sync and async clients."""

    def parse(self, *, to: Any = not_given) -> T_co:
        """The typed result; `to` asks for another type."""
        return cast("T_co", self._parse(to))

    @property
    def content(self) -> bytes:
        """The body."""
        return self.http_response.content

    @property
    def text(self) -> str:
        """The body as text."""
        return self.http_response.text

    def json(self) -> Any:
        """The body read as JSON.  Raises ValueError."""
        return json.loads(self.http_response.content)

    def read(self) -> bytes:
        """The body."""
        return self.http_response.read()


class APIResponse(BaseAPIResponse[T_co]):
    """A response of a sync client whose body is read when asked for."""

    def parse(self, *, to: Any = not_given) -> T_co:
        """Read the body and make the typed result of it; `to` asks for another type."""
        if self._call.operation.result != "stream":
            self.read()
        return cast("T_co", self._parse(to))

    def read(self) -> bytes:
        """The whole body.  Raises StreamAlreadyConsumed when it was iterated over before."""
        try:
            return self.http_response.read()
        except RuntimeError as error:
            if not _is_consumed(error):
                raise
            raise StreamAlreadyConsumed from error

    def text(self) -> str:
        """The whole body as text."""
        self.read()
        return self.http_response.text

    def json(self) -> Any:
        """The whole body read as JSON.  Raises ValueError."""
        return json.loads(self.read())

    def iter_bytes(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """The body in pieces."""
        return self.http_response.iter_bytes(chunk_size)

    def iter_text(self, chunk_size: int | None = None) -> Iterator[str]:
        """The body in pieces of text."""
        return self.http_response.iter_text(chunk_size)

    def iter_lines(self) -> Iterator[str]:
        """The body line by line."""
        return self.http_response.iter_lines()

    def stream_to_file(self, file: str | os.PathLike[str], *, chunk_size: int | None = None) -> None:
        """Write the body to a file as it arrives."""
        with open(file, "wb") as out:  # noqa: PTH123
            for chunk in self.iter_bytes(chunk_size):
                out.write(chunk)

    def write_to_file(self, file: str | os.PathLike[str]) -> None:
        """Write the body to a file."""
        self.stream_to_file(file)

    def close(self) -> None:
        """Give up the rest of the body and free the connection."""
        self.http_response.close()


class AsyncAPIResponse(BaseAPIResponse[T_co]):
    """A response of an async client whose body is read when asked for."""

    async def parse(self, *, to: Any = not_given) -> T_co:
        """Read the body and make the typed result of it; `to` asks for another type."""
        if self._call.operation.result != "stream":
            await self.read()
        return cast("T_co", self._parse(to))

    async def read(self) -> bytes:
        """The whole body.  Raises StreamAlreadyConsumed when it was iterated over before."""
        try:
            return await self.http_response.aread()
        except RuntimeError as error:
            if not _is_consumed(error):
                raise
            raise StreamAlreadyConsumed from error

    async def text(self) -> str:
        """The whole body as text."""
        await self.read()
        return self.http_response.text

    async def json(self) -> Any:
        """The whole body read as JSON.  Raises ValueError."""
        return json.loads(await self.read())

    async def iter_bytes(self, chunk_size: int | None = None) -> AsyncIterator[bytes]:
        """The body in pieces."""
        async for chunk in self.http_response.aiter_bytes(chunk_size):
            yield chunk

    async def iter_text(self, chunk_size: int | None = None) -> AsyncIterator[str]:
        """The body in pieces of text."""
        async for chunk in self.http_response.aiter_text(chunk_size):
            yield chunk

    async def iter_lines(self) -> AsyncIterator[str]:
        """The body line by line."""
        async for line in self.http_response.aiter_lines():
            yield line

    async def stream_to_file(self, file: str | os.PathLike[str], *, chunk_size: int | None = None) -> None:
        """Write the body to a file as it arrives; the file is written in a worker thread."""
        out = await in_thread(functools.partial(open, file, "wb"))
        try:
            async for chunk in self.http_response.aiter_bytes(chunk_size):
                await in_thread(functools.partial(cast("Any", out).write, chunk))
        finally:
            await in_thread(out.close)

    async def write_to_file(self, file: str | os.PathLike[str]) -> None:
        """Write the body to a file."""
        await self.stream_to_file(file)

    async def close(self) -> None:
        """Give up the rest of the body and free the connection."""
        await self.http_response.aclose()


class BinaryAPIResponse(APIResponse[bytes]):
    """A response of a sync client that answers with raw bytes, read."""


class AsyncBinaryAPIResponse(AsyncAPIResponse[bytes]):
    """A response of an async client that answers with raw bytes, read."""


class StreamedBinaryAPIResponse(APIResponse[bytes]):
    """A response of a sync client that answers with raw bytes, not read yet."""

    def parse(self, *, to: Any = not_given) -> bytes:
        """Read all bytes; `to` asks for another type."""
        content = self.read()
        return content if to is not_given else super().parse(to=to)


class AsyncStreamedBinaryAPIResponse(AsyncAPIResponse[bytes]):
    """A response of an async client that answers with raw bytes, not read yet."""

    async def parse(self, *, to: Any = not_given) -> bytes:
        """Read all bytes; `to` asks for another type."""
        content = await self.read()
        return content if to is not_given else await super().parse(to=to)
