"""Connections of sync clients.  Threads may share one: any may send while one reads."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar, cast

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
    from websockets.sync.client import ClientConnection

    from ..client import SyncClient
    from ..operation import Operation

__all__ = ["SyncConnection", "SyncConnectionManager", "SyncConnectionPart"]

R = TypeVar("R")
S = TypeVar("S")
C = TypeVar("C", bound="SyncConnection[Any, Any]")


class SyncConnection(ConnectionCore[R], Generic[R, S]):
    """An open connection: iterate over it, or call `recv`, for events; send with `send` or its parts.

    With `on_reconnecting`, iteration and `dispatch_events` open a lost connection again; frames sent meanwhile wait in
    `send_queue`.  A frame that was handed to the socket is never sent twice.
    """

    _connection: ClientConnection

    def __init__(
        self,
        connection: ClientConnection,
        *,
        make_ws: Callable[[Query, Headers], ClientConnection] | None = None,
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
        self._stopped = threading.Event()
        self._turn = threading.RLock()
        budget = RetryBudget(max_retries, initial_delay, max_delay)
        self._set_up(on_reconnecting, budget, extra_query, extra_headers, send_queue)

    # Receiving

    def __iter__(self) -> Iterator[R]:
        """Events until the connection is closed in order.

        Raises WebSocketConnectionClosedError when it breaks off, WebSocketFrameError for a frame that is no event.
        """
        from websockets.exceptions import ConnectionClosed, ConnectionClosedOK

        while True:
            try:
                event = self.recv()
            except ConnectionClosed as error:
                if isinstance(error, WebSocketFrameError):
                    raise  # A new connection would bring the same frame.
                if self._reconnect(error):
                    continue
                unsent = self._queue.drain()
                if unsent:
                    raise self._ended(error, unsent) from error
                if isinstance(error, ConnectionClosedOK):
                    return
                raise
            yield event

    def recv(self) -> R:
        """The next event; waits for it.  Raises WebSocketConnectionClosedError and WebSocketFrameError."""
        return self._received(self.recv_bytes())

    def recv_bytes(self) -> bytes:
        """The next frame, unparsed.  Raises WebSocketConnectionClosedError."""
        from websockets.exceptions import ConnectionClosed

        try:
            data = self._connection.recv(decode=False)
        except ConnectionClosed as error:
            raise self._ended(error) from error
        return data.encode() if isinstance(data, str) else data

    def dispatch_events(self) -> None:
        """Call the registered handlers for each event, until the connection is closed."""
        for event in self:
            for handler in self._called(event):
                handler(event)

    # Sending

    def send(self, event: S) -> None:
        """Send an event: a model, or a mapping.  Waits while the network is busy.

        Raises WebSocketConnectionClosedError; while a connection is being opened again, WebSocketQueueFullError.
        """
        self._send(self._frame(event))

    def _emit(self, event: Mapping[str, object]) -> None:
        """Send an event that generated code has put together."""
        self._send(self._frame(event))

    def send_raw(self, data: bytes | str) -> None:
        """Send a frame as it is."""
        self._send(data)

    def _send(self, data: bytes | str) -> None:
        from websockets.exceptions import ConnectionClosed

        with self._turn:
            if self._is_recovering and not self._is_closed:
                self._queue.enqueue(data)
                return
        try:
            if self._queue:
                with self._turn:
                    self._queue.flush_sync(self._connection.send, requeue_failed=False)
            self._connection.send(data)
        except ConnectionClosed as error:
            raise self._ended(error, [data]) from error

    # Ending

    def close(self, *, code: int = 1000, reason: str = "") -> None:
        """Close the connection, and give up opening it again."""
        self._is_closed = True
        self._stopped.set()
        self._connection.close(code=code, reason=reason)

    def _reconnect(self, error: BaseException) -> bool:
        """Open the connection again, as often as the budget and the caller allow; whether it worked."""
        from .closing import close_code

        if self._make_ws is None:
            return False
        code = close_code(error)
        with self._turn:
            self._is_recovering = True
        try:
            while (delay := self._next_attempt(code)) is not None:
                if self._stopped.wait(delay):
                    return False
                try:
                    connection = self._make_ws(self._extra_query, self._extra_headers)
                except Exception:
                    continue  # The next attempt may work; the last failure leaves the original error.
                if self._is_closed:
                    connection.close()
                    return False
                self._connection = connection
                try:
                    self._flush()
                except Exception as failure:
                    code = close_code(failure)
                    continue
                return True
        finally:
            with self._turn:
                self._is_recovering = False
        return False

    def _flush(self) -> None:
        """Send what waited; frames that come meanwhile queue up behind it.  Raises what the socket does."""
        while True:
            self._queue.flush_sync(self._connection.send, requeue_failed=False)
            with self._turn:
                if not self._queue:
                    self._is_recovering = False
                    return


class SyncConnectionPart:
    """Events of one kind, to be sent on a connection."""

    def __init__(self, connection: SyncConnection[Any, Any]) -> None:
        self._connection = connection


class SyncConnectionManager(Handlers, Generic[C, S]):
    """A connection that is not open yet: a context manager, or `enter()` and `close()` of what it gives.

    Events sent before it is open wait, up to `max_queue_size` bytes.
    """

    _connection_class: ClassVar[Any]
    _operation: ClassVar[Operation[Any, Any]]
    _distribution: ClassVar[str] = ""

    def _set_up(
        self,
        client: SyncClient,
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

    def __enter__(self) -> C:
        """Open the connection.

        Raises SDKError where the WebSocket library is missing, APIStatusError when the server refuses, APITimeoutError,
        APIConnectionError.
        """
        require_websockets(self._distribution)
        socket = self._connect_ws(self._extra_query, self._extra_headers)
        try:
            connection = self._made(socket)
            self._send_waiting(connection)
        except BaseException:
            with suppress(Exception):  # What went wrong first is what the caller has to know.
                socket.close()
            raise
        self._connection = connection
        return connection

    def _send_waiting(self, connection: C) -> None:
        """Send what waited for the connection; a failure is left to iteration where that opens connections again."""
        from websockets.exceptions import ConnectionClosed

        try:
            connection._flush()
        except Exception as error:
            if self._on_reconnecting is not None:
                return
            if isinstance(error, ConnectionClosed):
                raise connection._ended(error, self._queue.drain()) from error
            raise

    enter = __enter__

    def __exit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, exc_tb: TracebackType | None
    ) -> None:
        """Close the connection."""
        if self._connection is not None:
            self._connection.close()

    def send(self, event: S) -> None:
        """Send an event, once the connection is open.  Raises WebSocketQueueFullError."""
        if self._connection is not None:
            self._connection.send(event)
        else:
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

    def _handshake(self, extra_query: Query, extra_headers: Headers) -> Handshake:
        client = routed(self._client, {*given(self._query), *extra_query})
        call = client._prepare(
            self._operation,
            path=self._path,
            query=self._query,
            extra_query=extra_query or None,
            extra_headers=extra_headers or None,
        )
        handshake = Handshake(call, client._make_request(call, 0))
        self._secrets[:] = call.secrets
        return handshake

    def _connect_ws(self, extra_query: Query, extra_headers: Headers) -> ClientConnection:
        """Make the handshake.  Raises the package's errors."""
        import inspect

        from websockets.sync.client import ClientConnection, connect

        handshake = self._handshake(extra_query, extra_headers)
        options = handshake.options(self._options)

        def create(socket: Any, protocol: Any, **arguments: Any) -> ClientConnection:
            # Only newer versions of the library follow redirects, and none sends anything before this point.
            uri = getattr(protocol, "uri", None) or protocol.wsuri
            scheme = "wss" if uri.secure else "ws"
            host = f"[{uri.host}]" if ":" in uri.host else uri.host
            if (refusal := handshake.refusal(f"{scheme}://{host}:{uri.port}/")) is not None:
                raise refusal
            return ClientConnection(socket, protocol, **arguments)

        options["create_connection"] = create
        if "legacy" in inspect.signature(connect).parameters:
            options["legacy"] = True  # The connection itself, where the library has another result in mind.
        try:
            # What it returns is spelled differently by the versions of the library.
            opened = cast("ClientConnection", connect(handshake.url, **options))
        except Exception as error:
            typed = opening_error(error, handshake, self._client._definition.request_id_header)
            if typed is None:
                raise
            raise typed from error
        return opened

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"
