"""Methods whose results are raw responses: what `with_raw_response` and `with_streaming_response` make of a method."""

from __future__ import annotations

import functools
from collections.abc import Awaitable, Callable, Coroutine
from types import TracebackType
from typing import Any, Generic, ParamSpec, TypeVar, cast

from .responses import (
    APIResponse,
    AsyncAPIResponse,
    AsyncStreamedBinaryAPIResponse,
    RawAPIResponse,
    StreamedBinaryAPIResponse,
)

__all__ = [
    "AsyncResponseContextManager",
    "ResponseContextManager",
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
