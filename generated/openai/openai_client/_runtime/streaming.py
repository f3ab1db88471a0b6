"""Streams of typed events.

A stream releases its connection when it is exhausted, closed, left as a context manager, or dropped.
"""

from __future__ import annotations

import asyncio
import contextlib
import weakref
from collections.abc import AsyncIterator, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Generic, Self, TypeVar

from .events import EventReader
from .outcome import transport_error
from .sse import frame_decoder

if TYPE_CHECKING:
    import httpx2

    from .call import Call

__all__ = ["AsyncStream", "Stream"]

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Stream(Generic[T_co]):
    """Events of a sync client.  Iterate over it, once."""

    response: httpx2.Response

    def __init__(
        self, *, response: httpx2.Response, reader: EventReader[T_co], call: Call | None = None
    ) -> None:
        self.response = response
        self._iterator: Iterator[T_co] = _events(response, reader, call)
        self._finalizer = weakref.finalize(self, _close_quietly, response)
        self._finalizer.atexit = False

    def __iter__(self) -> Iterator[T_co]:
        return self

    def __next__(self) -> T_co:
        return next(self._iterator)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop, and give the connection back."""
        self._finalizer.detach()
        self.response.close()


class AsyncStream(Generic[T_co]):
    """Events of an async client.  Iterate over it with `async for`, once."""

    response: httpx2.Response

    def __init__(
        self, *, response: httpx2.Response, reader: EventReader[T_co], call: Call | None = None
    ) -> None:
        self.response = response
        self._iterator: AsyncIterator[T_co] = _async_events(response, reader, call)
        self._begun: list[bool] = []
        self._finalizer = weakref.finalize(self, _close_soon, response, _running_loop(), self._begun)
        self._finalizer.atexit = False

    def __aiter__(self) -> AsyncIterator[T_co]:
        return self

    async def __anext__(self) -> T_co:
        if not self._begun:
            self._begun.append(True)
        return await self._iterator.__anext__()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Stop, and give the connection back."""
        self._finalizer.detach()
        await self.response.aclose()

    async def aclose(self) -> None:
        """The same as `close`, under the name of generators."""
        await self.close()


def _events(response: httpx2.Response, reader: EventReader[T], call: Call | None) -> Iterator[T]:
    """The typed events; closes the response whatever happens.  Raises the errors that the stream carries."""
    decoder = frame_decoder(reader.format)
    read = reader.read
    failure: BaseException | None = None
    try:
        for chunk in response.iter_bytes():
            for frame in decoder.feed(chunk):
                if reader.ends(frame):
                    return
                yield read(frame, response)
        for frame in decoder.flush():
            if reader.ends(frame):
                return
            yield read(frame, response)
    except Exception as error:
        failure = transport_error(error, response.request, call)
        if failure is None:
            raise
    finally:
        response.close()
    if failure is not None:
        raise failure


async def _async_events(
    response: httpx2.Response, reader: EventReader[T], call: Call | None
) -> AsyncIterator[T]:
    decoder = frame_decoder(reader.format)
    read = reader.read
    failure: BaseException | None = None
    try:
        async for chunk in response.aiter_bytes():
            for frame in decoder.feed(chunk):
                if reader.ends(frame):
                    return
                yield read(frame, response)
        for frame in decoder.flush():
            if reader.ends(frame):
                return
            yield read(frame, response)
    except Exception as error:
        failure = transport_error(error, response.request, call)
        if failure is None:
            raise
    finally:
        await response.aclose()
    if failure is not None:
        raise failure


def _close_quietly(response: httpx2.Response) -> None:
    """Close a dropped response; nobody is there to hear of a failure."""
    with contextlib.suppress(Exception):
        response.close()


def _running_loop() -> asyncio.AbstractEventLoop | None:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


def _close_soon(response: httpx2.Response, loop: asyncio.AbstractEventLoop | None, begun: list[bool]) -> None:
    """Close a dropped response in its event loop.  Once begun, the loop itself finishes the generator of events."""
    if begun or response.is_closed or loop is None or loop.is_closed():
        return
    with contextlib.suppress(RuntimeError):
        loop.call_soon_threadsafe(lambda: loop.create_task(response.aclose()))
