"""Raw responses: the HTTP response in hand, and its parsed form when asked for."""

from __future__ import annotations

import copy
import functools
import json
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, TypeVar, cast

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
    "AsyncResponseContextManager",
    "AsyncStreamedBinaryAPIResponse",
    "BaseAPIResponse",
    "BinaryAPIResponse",
    "BinaryResponse",
    "RawAPIResponse",
    "ResponseContextManager",
    "StreamAlreadyConsumed",
    "StreamedBinaryAPIResponse",
    "async_raw",
    "async_streamed",
    "async_streamed_binary",
    "raw",
    "streamed",
    "streamed_binary",
]

P = ParamSpec("P")
T = TypeVar("T")
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


class ResponseContextManager(Generic[T_co]):
    """Sends the request on entry and closes the response on exit."""

    def __init__(self, send: Callable[[], T_co]) -> None:
        self._send = send
        self._response: T_co | None = None

    def __enter__(self) -> T_co:
        self._response = self._send()
        return self._response

    def __exit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._response is not None:
            cast("Any", self._response).close()


class AsyncResponseContextManager(Generic[T_co]):
    """Sends the request on entry and closes the response on exit."""

    def __init__(self, send: Callable[[], Awaitable[T_co]]) -> None:
        self._send = send
        self._response: T_co | None = None

    async def __aenter__(self) -> T_co:
        self._response = await self._send()
        return self._response

    async def __aexit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._response is not None:
            await cast("Any", self._response).close()


def _rebound(method: Callable[..., Any], view: str) -> Callable[..., Any]:
    """The same method on a resource whose client gives raw responses.  `view`: name of the client's method for it."""
    resource: Any = cast("Any", method).__self__
    # Methods of the client itself are called on the view: it has the same ways to send a request.
    own: Any = getattr(resource, view, None)
    other = own() if own is not None else type(resource)(getattr(resource._client, view)())
    return cast("Callable[..., Any]", cast("Any", method).__func__.__get__(other))


def raw(method: Callable[P, T]) -> Callable[P, RawAPIResponse[T]]:
    """The method, giving the raw response."""

    @functools.wraps(method)
    def call(*args: P.args, **kwargs: P.kwargs) -> RawAPIResponse[T]:
        result: RawAPIResponse[T] = _rebound(method, "raw_view")(*args, **kwargs)
        return result

    return call


def async_raw(method: Callable[P, Awaitable[T]]) -> Callable[P, Coroutine[Any, Any, RawAPIResponse[T]]]:
    """The async method, giving the raw response."""

    @functools.wraps(method)
    async def call(*args: P.args, **kwargs: P.kwargs) -> RawAPIResponse[T]:
        result: RawAPIResponse[T] = await _rebound(method, "raw_view")(*args, **kwargs)
        return result

    return call


def streamed(method: Callable[P, T]) -> Callable[P, ResponseContextManager[APIResponse[T]]]:
    """The method, giving a context manager around the response, whose body is not read yet."""

    @functools.wraps(method)
    def call(*args: P.args, **kwargs: P.kwargs) -> ResponseContextManager[APIResponse[T]]:
        return ResponseContextManager(lambda: _rebound(method, "streamed_view")(*args, **kwargs))

    return call


def async_streamed(
    method: Callable[P, Awaitable[T]],
) -> Callable[P, AsyncResponseContextManager[AsyncAPIResponse[T]]]:
    """The async method, giving a context manager around the response, whose body is not read yet."""

    @functools.wraps(method)
    def call(*args: P.args, **kwargs: P.kwargs) -> AsyncResponseContextManager[AsyncAPIResponse[T]]:
        return AsyncResponseContextManager(lambda: _rebound(method, "streamed_view")(*args, **kwargs))

    return call


def streamed_binary(
    method: Callable[P, object],
) -> Callable[P, ResponseContextManager[StreamedBinaryAPIResponse]]:
    """`streamed` for a method that answers with raw bytes."""

    @functools.wraps(method)
    def call(*args: P.args, **kwargs: P.kwargs) -> ResponseContextManager[StreamedBinaryAPIResponse]:
        def send() -> StreamedBinaryAPIResponse:
            plain: APIResponse[Any] = _rebound(method, "streamed_view")(*args, **kwargs)
            return StreamedBinaryAPIResponse(raw=plain.http_response, client=plain._client, call=plain._call)

        return ResponseContextManager(send)

    return call


def async_streamed_binary(
    method: Callable[P, Awaitable[object]],
) -> Callable[P, AsyncResponseContextManager[AsyncStreamedBinaryAPIResponse]]:
    """`async_streamed` for a method that answers with raw bytes."""

    @functools.wraps(method)
    def call(
        *args: P.args, **kwargs: P.kwargs
    ) -> AsyncResponseContextManager[AsyncStreamedBinaryAPIResponse]:
        async def send() -> AsyncStreamedBinaryAPIResponse:
            plain: AsyncAPIResponse[Any] = await _rebound(method, "streamed_view")(*args, **kwargs)
            return AsyncStreamedBinaryAPIResponse(
                raw=plain.http_response, client=plain._client, call=plain._call
            )

        return AsyncResponseContextManager(send)

    return call
