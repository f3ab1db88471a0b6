"""What sync and async connections share.  No I/O."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar, overload

from ..aliases import Headers, Query
from ..errors import SDKError
from ..narrow import is_mapping
from .backlog import SendQueue
from .frames import EventReader, dump_event, kind_of
from .handlers import EventHandler, EventHandlerRegistry
from .reconnecting import (
    OnReconnecting,
    ReconnectingEvent,
    ReconnectingOverrides,
    RetryBudget,
    is_recoverable_close,
)
from .state import ConnectionState, Recorder

if TYPE_CHECKING:
    from .errors import WebSocketConnectionClosedError, WebSocketFrameError

__all__ = ["ConnectionCore", "Handlers"]

R = TypeVar("R")


class Handlers:
    """`on`, `once` and `off`.  Types of events are the server's; ``event`` stands for all of them."""

    _handlers: EventHandlerRegistry

    @overload
    def on(self, event_type: str, handler: EventHandler) -> Self: ...
    @overload
    def on(self, event_type: str, handler: None = None) -> Callable[[EventHandler], EventHandler]: ...
    def on(self, event_type: str, handler: EventHandler | None = None) -> Any:
        """Call a function for every event of a type (``event``: of any); without a function, a decorator for one."""
        return self._register(event_type, handler, once=False)

    @overload
    def once(self, event_type: str, handler: EventHandler) -> Self: ...
    @overload
    def once(self, event_type: str, handler: None = None) -> Callable[[EventHandler], EventHandler]: ...
    def once(self, event_type: str, handler: EventHandler | None = None) -> Any:
        """As `on`, for the next event of the type only."""
        return self._register(event_type, handler, once=True)

    def off(self, event_type: str, handler: EventHandler) -> Self:
        """Take back one registration of a function."""
        self._handlers.remove(event_type, handler)
        return self

    def _register(self, event_type: str, handler: EventHandler | None, *, once: bool) -> Any:
        if handler is not None:
            self._handlers.add(event_type, handler, once=once)
            return self

        def decorate(function: EventHandler) -> EventHandler:
            self._handlers.add(event_type, function, once=once)
            return function

        return decorate


class ConnectionCore(Handlers, Generic[R]):
    """State of a connection.

    Class attributes, set by generated code: `_receives` is the locator of the type of events, `_tag` the member that
    names an event's type, `_state_paths` where events name the session, `_shape` how members of events are renamed.
    """

    _receives: ClassVar[str] = ""
    _tag: ClassVar[str] = "type"
    _state_paths: ClassVar[Mapping[str, str]] = {}
    _shape: ClassVar[str | None] = None
    _secrets: Sequence[str] = ()

    def _set_up(
        self,
        on_reconnecting: OnReconnecting | None,
        budget: RetryBudget,
        extra_query: Query,
        extra_headers: Headers,
        send_queue: SendQueue | None,
    ) -> None:
        self._reader: EventReader[R] = EventReader(self._receives)
        self._recorder = Recorder(self._state_paths)
        self._handlers = EventHandlerRegistry()
        self._on_reconnecting = on_reconnecting
        self._budget = budget
        self._extra_query: Query = extra_query
        self._extra_headers: Headers = extra_headers
        self._queue = SendQueue() if send_queue is None else send_queue
        self._is_closed = False
        self._is_recovering = False

    @property
    def state(self) -> ConnectionState:
        """Where the conversation stands: what is needed to take it up again on another connection."""
        return self._recorder.state()

    def parse_event(self, data: str | bytes) -> R:
        """The event in a frame.  Raises WebSocketFrameError."""
        return self._reader.parse(data)

    def _received(self, data: str | bytes) -> R:
        event = self._reader.parse(data)
        self._recorder.received(event)
        if kind_of(event, self._tag) != "error":
            self._budget.refill()
        return event

    @classmethod
    def _dump(cls, event: object) -> str:
        """The frame of an event."""
        return dump_event(event, cls._shape)

    def _frame(self, event: object) -> str:
        frame = self._dump(event)
        event_id: Any = event.get("event_id") if is_mapping(event) else getattr(event, "event_id", None)
        self._recorder.sent(kind_of(event, self._tag), event_id)
        return frame

    def _ended(
        self, error: BaseException, unsent: Sequence[str | bytes] = ()
    ) -> WebSocketConnectionClosedError | WebSocketFrameError:
        from .closing import ended

        return ended(error, self.state, unsent, self._secrets)

    def _next_attempt(self, code: int) -> float | None:
        """Seconds to wait before the next attempt, after asking the caller; None to give up."""
        if self._on_reconnecting is None or self._is_closed or not is_recoverable_close(code):
            return None
        delay = self._budget.next_delay()
        if delay is None:
            return None
        event = ReconnectingEvent(
            attempt=self._budget.used,
            max_attempts=self._budget.max_retries,
            delay=delay,
            close_code=code,
            extra_query=self._extra_query,
            extra_headers=self._extra_headers,
        )
        changes: ReconnectingOverrides = self._on_reconnecting(event) or {}
        if changes.get("abort") or self._is_closed:
            return None
        self._extra_query = changes.get("extra_query", self._extra_query)
        self._extra_headers = changes.get("extra_headers", self._extra_headers)
        return delay

    def _called(self, event: Any) -> list[EventHandler]:
        """The handlers of an event: those of its type, then those of all.

        Raises SDKError for an error of the server that nobody handles.
        """
        kind = kind_of(event, self._tag)
        if kind == "error" and not any(self._handlers.has_handlers(each) for each in ("error", "event")):
            raise SDKError(f"The server sent an error that no handler takes: {event!r}")
        return [*self._handlers.get_handlers(kind), *self._handlers.get_handlers("event")]
