"""Streams of a helper's own events over a stream of the API's: what they share, whatever they accumulate.

A stream is opened by a manager on entry of its context, and closed on exit.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

if TYPE_CHECKING:
    import httpx2

__all__ = ["AsyncEventStream", "AsyncStreamManager", "EventStream", "StreamManager"]

E = TypeVar("E")
ES = TypeVar("ES", bound="EventStream[Any]")
AS = TypeVar("AS", bound="AsyncEventStream[Any]")


class EventStream(Generic[E]):
    """Events of a sync stream.  Iterate over it, once; `_handle` makes events of one item of the raw stream."""

    def __init__(self, raw_stream: Any) -> None:
        self._raw_stream = raw_stream
        self._iterator = self._events()

    def _handle(self, item: Any) -> Iterable[E]:
        raise NotImplementedError

    def _events(self) -> Iterator[E]:
        for item in self._raw_stream:
            yield from self._handle(item)

    @property
    def response(self) -> httpx2.Response:
        """The HTTP response under the stream."""
        response: httpx2.Response = self._raw_stream.response
        return response

    def __next__(self) -> E:
        return next(self._iterator)

    def __iter__(self) -> Iterator[E]:
        return self._iterator

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop, and give the connection back."""
        self._raw_stream.close()

    def until_done(self) -> Self:
        """Read to the end."""
        for _ in self._iterator:
            pass
        return self


class AsyncEventStream(Generic[E]):
    """Events of an async stream.  Iterate over it with `async for`, once."""

    def __init__(self, raw_stream: Any) -> None:
        self._raw_stream = raw_stream
        self._iterator = self._events()

    def _handle(self, item: Any) -> Iterable[E]:
        raise NotImplementedError

    async def _events(self) -> AsyncIterator[E]:
        async for item in self._raw_stream:
            for event in self._handle(item):
                yield event

    @property
    def response(self) -> httpx2.Response:
        """The HTTP response under the stream."""
        response: httpx2.Response = self._raw_stream.response
        return response

    async def __anext__(self) -> E:
        return await self._iterator.__anext__()

    def __aiter__(self) -> AsyncIterator[E]:
        return self._iterator

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Stop, and give the connection back."""
        await self._raw_stream.close()

    async def until_done(self) -> Self:
        """Read to the end."""
        async for _ in self._iterator:
            pass
        return self


class StreamManager(Generic[ES]):
    """Opens a stream on entry, closes it on exit."""

    def __init__(self, open_stream: Callable[[], ES]) -> None:
        self._open = open_stream
        self._stream: ES | None = None

    def __enter__(self) -> ES:
        self._stream = self._open()
        return self._stream

    def __exit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._stream is not None:
            self._stream.close()


class AsyncStreamManager(Generic[AS]):
    """Opens a stream on entry, closes it on exit."""

    def __init__(self, open_stream: Callable[[], Awaitable[AS]]) -> None:
        self._open = open_stream
        self._stream: AS | None = None

    async def __aenter__(self) -> AS:
        self._stream = await self._open()
        return self._stream

    async def __aexit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._stream is not None:
            await self._stream.close()
