"""Streams of typed events.

A stream releases its connection when it is exhausted, closed, left as a context manager, or dropped.
"""

from __future__ import annotations

import asyncio
import contextlib
import weakref
from collections.abc import AsyncIterator, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, cast, get_args, get_origin

from .errors import request_of
from .events import EventReader
from .outcome import transport_error
from .sentinels import not_given
from .sse import ServerSentEvent, frame_decoder, server_sent_event
from .waiting import within

if TYPE_CHECKING:
    import httpx2

    from .call import Call
    from .options import FinalRequestOptions

__all__ = ["AsyncStream", "ServerSentEvent", "Stream", "opened", "stream_class"]

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

DRAIN_TIME = 0.2
"""Seconds that an async stream waits for the end of its body after the last event, to keep the connection."""


class BaseStream(Generic[T_co]):
    """What both kinds of stream share."""

    response: httpx2.Response

    def __init__(
        self,
        *,
        response: httpx2.Response,
        cast_to: Any = not_given,
        client: Any = None,
        options: FinalRequestOptions | None = None,
    ) -> None:
        """A stream of events of type `cast_to` out of a response; `client` gives strictness and error handling."""
        self.response = response
        self._cast_to = cast_to
        self._client = client
        self._options = options
        self._call: Call | None = None
        self._reader: EventReader[T_co] | None = None

    def _read_with(self, reader: EventReader[T_co], call: Call) -> None:
        """Read events as an operation says."""
        self._reader = reader
        self._call = call

    def _chosen_reader(self) -> EventReader[T_co]:
        if self._reader is None:
            from .results import plain_event_reader

            self._reader = plain_event_reader(self._cast_to, self._client)
        return self._reader


class Stream(BaseStream[T_co]):
    """Events of a sync client.  Iterate over it, once."""

    def __init__(
        self,
        *,
        response: httpx2.Response,
        cast_to: Any = not_given,
        client: Any = None,
        options: FinalRequestOptions | None = None,
    ) -> None:
        super().__init__(response=response, cast_to=cast_to, client=client, options=options)
        self._iterator: Iterator[T_co] | None = None
        self._finalizer = weakref.finalize(self, _close_quietly, response)
        self._finalizer.atexit = False

    def __iter__(self) -> Iterator[T_co]:
        return self

    def __next__(self) -> T_co:
        if self._iterator is None:
            self._iterator = _events(self.response, self._chosen_reader(), self._call)
        return next(self._iterator)

    def _iter_events(self) -> Iterator[ServerSentEvent]:
        """The server-sent events as they come, the end mark among them."""
        decoder = frame_decoder("sse", keep_empty=True)
        try:
            for chunk in self.response.iter_bytes():
                yield from map(server_sent_event, decoder.feed(chunk))
        finally:
            self.response.close()

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


class AsyncStream(BaseStream[T_co]):
    """Events of an async client.  Iterate over it with `async for`, once."""

    def __init__(
        self,
        *,
        response: httpx2.Response,
        cast_to: Any = not_given,
        client: Any = None,
        options: FinalRequestOptions | None = None,
    ) -> None:
        super().__init__(response=response, cast_to=cast_to, client=client, options=options)
        self._iterator: AsyncIterator[T_co] | None = None
        self._begun: list[bool] = []
        self._finalizer = weakref.finalize(self, _close_soon, response, _running_loop(), self._begun)
        self._finalizer.atexit = False

    def __aiter__(self) -> AsyncIterator[T_co]:
        return self

    async def __anext__(self) -> T_co:
        if self._iterator is None:
            self._begun.append(True)
            self._iterator = _async_events(self.response, self._chosen_reader(), self._call)
        return await self._iterator.__anext__()

    async def _iter_events(self) -> AsyncIterator[ServerSentEvent]:
        """The server-sent events as they come, the end mark among them."""
        decoder = frame_decoder("sse", keep_empty=True)
        try:
            async for chunk in self.response.aiter_bytes():
                for frame in decoder.feed(chunk):
                    yield server_sent_event(frame)
        finally:
            await self.response.aclose()

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


def _as_stream_class(cls: object) -> type[BaseStream[Any]] | None:
    found: Any = cls
    return found if isinstance(cls, type) and issubclass(cls, BaseStream) else None


def stream_class(type_: Any) -> type[BaseStream[Any]] | None:
    """The stream class that a type is, applied or not; None for other types."""
    return _as_stream_class(get_origin(type_) or type_)


def opened(default: Any, client: Any, call: Call, response: httpx2.Response) -> Any:
    """The stream that a response to `call` is, of the class that the call asks for."""
    from .results import event_reader

    wanted: Any = call.stream_class or default
    arguments = get_args(wanted)
    cast_to = arguments[0] if arguments else call.cast_to
    stream = wanted(cast_to=cast_to, response=response, client=client, options=call.options)
    cast("BaseStream[Any]", stream)._read_with(event_reader(client, call), call)
    return stream


def _events(response: httpx2.Response, reader: EventReader[T], call: Call | None) -> Iterator[T]:
    """The typed events; closes the response whatever happens.  Raises the errors that the stream carries."""
    decoder = frame_decoder(reader.format)
    read = reader.read
    failure: BaseException | None = None
    try:
        for chunk in _chunks(response):
            for frame in decoder.feed(chunk):
                if reader.ends(frame):
                    return
                yield read(frame, response)
        for frame in decoder.flush():
            if reader.ends(frame):
                return
            yield read(frame, response)
    except _Broken as error:
        failure = transport_error(error.cause, request_of(response), call) or error.cause
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
    chunks = _async_chunks(response)
    try:
        async for chunk in chunks:
            for frame in decoder.feed(chunk):
                if reader.ends(frame):
                    await _drain(response, chunks)
                    return
                yield read(frame, response)
        for frame in decoder.flush():
            if reader.ends(frame):
                return
            yield read(frame, response)
    except _Broken as error:
        failure = transport_error(error.cause, request_of(response), call) or error.cause
    finally:
        await response.aclose()
    if failure is not None:
        raise failure


class _Broken(Exception):
    """The connection failed while the body was read; failures of the reader of events are something else."""

    def __init__(self, cause: Exception) -> None:
        self.cause = cause


def _chunks(response: httpx2.Response) -> Iterator[bytes]:
    try:
        yield from response.iter_bytes()
    except Exception as error:
        raise _Broken(error) from error


async def _async_chunks(response: httpx2.Response) -> AsyncIterator[bytes]:
    try:
        async for chunk in response.aiter_bytes():
            yield chunk
    except Exception as error:
        raise _Broken(error) from error


async def _drain(response: httpx2.Response, chunks: AsyncIterator[bytes]) -> None:
    """Read what may follow the last event, so that HTTP/1.1 can use the connection again; not for long."""
    if response.http_version != "HTTP/1.1":
        return

    async def rest() -> None:
        async for _ in chunks:
            pass

    with contextlib.suppress(_Broken):
        await within(DRAIN_TIME, rest)


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
