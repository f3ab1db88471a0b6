"""Connections of async clients, under asyncio.  Tasks may share one: any may send while one reads."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from ..aliases import Headers, Query
from ..body import given
from ..sentinels import Omit
from .backlog import SendQueue
from .core import ConnectionCore, Handlers
from .errors import WebSocketFrameError
from .handlers import EventHandlerRegistry
from .opening import Handshake, opening_error, require_websockets, routed
from .reconnecting import OnReconnecting, RetryBudget

if TYPE_CHECKING:
    from websockets.asyncio.client import ClientConnection

    from ..async_client import AsyncClient
    from ..operation import Operation

__all__ = ["AsyncConnection", "AsyncConnectionManager", "AsyncConnectionPart"]

R = TypeVar("R")
S = TypeVar("S")
C = TypeVar("C", bound="AsyncConnection[Any, Any]")


class AsyncConnection(ConnectionCore[R], Generic[R, S]):
    """An open connection: iterate over it, or call `recv`, for events; send with `send` or its parts.

    With `on_reconnecting`, iteration and `dispatch_events` open a lost connection again; frames sent meanwhile wait in
    `send_queue`.  A frame that was handed to the socket is never sent twice.
    """

    _connection: ClientConnection

    def __init__(
        self,
        connection: ClientConnection,
        *,
        make_ws: Callable[[Query, Headers], Awaitable[ClientConnection]] | None = None,
        on_reconnecting: OnReconnecting | None = None,
        max_retries: int = 5,
        initial_delay: float = 0.5,
        max_delay: float = 8.0,
        extra_query: Mapping[str, object] = {},
        extra_headers: Mapping[str, str | Omit] = {},
        send_queue: SendQueue | None = None,
    ) -> None:
        self._connection = connection
        self._make_ws = make_ws
        self._stopped = asyncio.Event()
        self._turn = asyncio.Lock()
        budget = RetryBudget(max_retries, initial_delay, max_delay)
        self._set_up(on_reconnecting, budget, extra_query, extra_headers, send_queue)

    # Receiving

    async def __aiter__(self) -> AsyncIterator[R]:
        """Events until the connection is closed in order.

        Raises WebSocketConnectionClosedError when it breaks off, WebSocketFrameError for a frame that is no event.
        """
        from websockets.exceptions import ConnectionClosed, ConnectionClosedOK

        while True:
            try:
                event = await self.recv()
            except ConnectionClosed as error:
                if isinstance(error, WebSocketFrameError):
                    raise  # A new connection would bring the same frame.
                if await self._reconnect(error):
                    continue
                unsent = self._queue.drain()
                if unsent:
                    raise self._ended(error, unsent) from error
                if isinstance(error, ConnectionClosedOK):
                    return
                raise
            yield event

    async def recv(self) -> R:
        """The next event; waits for it.  Raises WebSocketConnectionClosedError and WebSocketFrameError."""
        return self._received(await self.recv_bytes())

    async def recv_bytes(self) -> bytes:
        """The next frame, unparsed.  Raises WebSocketConnectionClosedError."""
        from websockets.exceptions import ConnectionClosed

        try:
            data = await self._connection.recv(decode=False)
        except ConnectionClosed as error:
            raise self._ended(error) from error
        return data.encode() if isinstance(data, str) else data

    async def dispatch_events(self) -> None:
        """Call the registered handlers for each event, until the connection is closed."""
        async for event in self:
            for handler in self._called(event):
                result = handler(event)
                if isinstance(result, Awaitable):
                    await result

    # Sending

    async def send(self, event: S) -> None:
        """Send an event: a model, or a mapping.  Waits while the network is busy.

        Raises WebSocketConnectionClosedError; while a connection is being opened again, WebSocketQueueFullError.
        """
        await self._send(self._frame(event))

    async def _emit(self, event: Mapping[str, object]) -> None:
        """Send an event that generated code has put together."""
        await self._send(self._frame(event))

    async def send_raw(self, data: bytes | str) -> None:
        """Send a frame as it is."""
        await self._send(data)

    async def _send(self, data: bytes | str) -> None:
        from websockets.exceptions import ConnectionClosed

        if self._is_recovering and not self._is_closed:
            self._queue.enqueue(data)
            return
        try:
            if self._queue:
                async with self._turn:
                    await self._queue.flush_async(self._connection.send, requeue_failed=False)
            await self._connection.send(data)
        except ConnectionClosed as error:
            raise self._ended(error, [data]) from error

    # Ending

    async def close(self, *, code: int = 1000, reason: str = "") -> None:
        """Close the connection, and give up opening it again."""
        self._is_closed = True
        self._stopped.set()
        await self._connection.close(code=code, reason=reason)

    async def _reconnect(self, error: BaseException) -> bool:
        """Open the connection again, as often as the budget and the caller allow; whether it worked."""
        from .closing import close_code

        if self._make_ws is None:
            return False
        code = close_code(error)
        self._is_recovering = True
        try:
            while (delay := self._next_attempt(code)) is not None:
                if await self._is_stopped(delay):
                    return False
                try:
                    connection = await self._make_ws(self._extra_query, self._extra_headers)
                except Exception:
                    continue  # The next attempt may work; the last failure leaves the original error.
                if self._is_closed:
                    await connection.close()
                    return False
                self._connection = connection
                try:
                    await self._flush()
                except Exception as failure:
                    code = close_code(failure)
                    continue
                return True
        finally:
            self._is_recovering = False
        return False

    async def _is_stopped(self, delay: float) -> bool:
        """Wait; whether the connection was closed before the time was over."""
        try:
            await asyncio.wait_for(self._stopped.wait(), delay)
        except TimeoutError:
            return False
        return True

    async def _flush(self) -> None:
        """Send what waited; frames that come meanwhile queue up behind it.  Raises what the socket does."""
        while True:
            await self._queue.flush_async(self._connection.send, requeue_failed=False)
            if not self._queue:
                self._is_recovering = False
                return


class AsyncConnectionPart:
    """Events of one kind, to be sent on a connection."""

    def __init__(self, connection: AsyncConnection[Any, Any]) -> None:
        self._connection = connection


class AsyncConnectionManager(Handlers, Generic[C, S]):
    """A connection that is not open yet: a context manager, or `enter()` and `close()` of what it gives.

    Events sent before it is open wait, up to `max_queue_size` bytes.
    """

    _connection_class: ClassVar[Any]
    _operation: ClassVar[Operation[Any, Any]]
    _distribution: ClassVar[str] = ""

    def _set_up(
        self,
        client: AsyncClient,
        *,
        path: Mapping[str, object] = {},
        query: Mapping[str, object] = {},
        extra_query: Query,
        extra_headers: Headers,
        websocket_connection_options: Mapping[str, Any],
        on_reconnecting: OnReconnecting | None = None,
        max_retries: int = 5,
        initial_delay: float = 0.5,
        max_delay: float = 8.0,
        max_queue_size: int = 1_048_576,
    ) -> None:
        self._client = client
        self._path, self._query = path, query
        self._extra_query, self._extra_headers = extra_query, extra_headers
        self._options = websocket_connection_options
        self._on_reconnecting = on_reconnecting
        self._retries = max_retries, initial_delay, max_delay
        self._queue = SendQueue(max_queue_size)
        self._handlers = EventHandlerRegistry()
        self._secrets: list[str] = []
        self._connection: C | None = None

    async def __aenter__(self) -> C:
        """Open the connection.

        Raises SDKError where the WebSocket library is missing, APIStatusError when the server refuses, APITimeoutError,
        APIConnectionError.
        """
        require_websockets(self._distribution)
        socket = await self._connect_ws(self._extra_query, self._extra_headers)
        try:
            connection = self._made(socket)
            await self._send_waiting(connection)
        except BaseException:
            with suppress(Exception):  # What went wrong first is what the caller has to know.
                await socket.close()
            raise
        self._connection = connection
        return connection

    async def _send_waiting(self, connection: C) -> None:
        """Send what waited for the connection; a failure is left to iteration where that opens connections again."""
        from websockets.exceptions import ConnectionClosed

        try:
            await connection._flush()
        except Exception as error:
            if self._on_reconnecting is not None:
                return
            if isinstance(error, ConnectionClosed):
                raise connection._ended(error, self._queue.drain()) from error
            raise

    enter = __aenter__

    async def __aexit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, exc_tb: TracebackType | None
    ) -> None:
        """Close the connection."""
        if self._connection is not None:
            await self._connection.close()

    def send(self, event: S) -> None:
        """Have an event sent once the connection is open; later, before the next that is sent by the connection itself.

        Raises WebSocketQueueFullError.
        """
        self._queue.enqueue(self._connection_class._dump(event))

    def _made(self, socket: ClientConnection) -> C:
        retries, initial, longest = self._retries
        connection: C = self._connection_class(
            socket,
            make_ws=self._connect_ws,
            on_reconnecting=self._on_reconnecting,
            max_retries=retries,
            initial_delay=initial,
            max_delay=longest,
            extra_query=self._extra_query,
            extra_headers=self._extra_headers,
            send_queue=self._queue,
        )
        connection._reader.strict = self._client._strict_response_validation
        connection._secrets = self._secrets
        self._handlers.merge_into(connection._handlers)
        return connection

    async def _handshake(self, extra_query: Query, extra_headers: Headers) -> Handshake:
        client = routed(self._client, {*given(self._query), *extra_query})
        call = client._prepare(
            self._operation,
            path=self._path,
            query=self._query,
            extra_query=extra_query or None,
            extra_headers=extra_headers or None,
        )
        handshake = Handshake(call, await client._make_request(call, 0))
        self._secrets[:] = call.secrets
        return handshake

    async def _connect_ws(self, extra_query: Query, extra_headers: Headers) -> ClientConnection:
        """Make the handshake.  Raises the package's errors."""
        from websockets.asyncio.client import connect

        handshake = await self._handshake(extra_query, extra_headers)

        class Guarded(connect):
            """Follows redirects to the same origin only."""

            def process_redirect(self, exc: Exception) -> Exception | str:
                target = super().process_redirect(exc)
                return target if isinstance(target, Exception) else handshake.refusal(target) or target

        try:
            return await Guarded(handshake.url, **handshake.options(self._options))
        except Exception as error:
            typed = opening_error(error, handshake, self._client._definition.request_id_header)
            if typed is None:
                raise
            raise typed from error

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"
