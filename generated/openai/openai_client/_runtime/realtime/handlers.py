"""Functions that callers register for events."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

__all__ = ["EventHandler", "EventHandlerRegistry"]

EventHandler: TypeAlias = Callable[..., Any]


@dataclass(slots=True, eq=False)
class _Registration:
    handler: EventHandler
    once: bool


class EventHandlerRegistry:
    """Handlers by event type, in order of registration; each registration stands for itself.

    `use_lock`: whether several threads use it.
    """

    def __init__(self, *, use_lock: bool = False) -> None:
        del use_lock  # A lock costs nothing worth saving.
        self._lock = threading.RLock()
        self._handlers: dict[str, list[_Registration]] = {}

    def add(self, event_type: str, handler: EventHandler, *, once: bool = False) -> None:
        """Call `handler` for events of a type; with `once`, for the next of them only."""
        with self._lock:
            self._handlers.setdefault(event_type, []).append(_Registration(handler, once))

    def remove(self, event_type: str, handler: EventHandler) -> None:
        """Take back the first registration of a handler; none is no error."""
        with self._lock:
            entries = self._handlers.get(event_type, [])
            for entry in entries:
                if entry.handler == handler:
                    entries.remove(entry)
                    return

    def get_handlers(self, event_type: str) -> list[EventHandler]:
        """The handlers to call now; those registered for one event are forgotten."""
        with self._lock:
            entries = self._handlers.get(event_type, [])
            found = [entry.handler for entry in entries]
            entries[:] = [entry for entry in entries if not entry.once]
            return found

    def has_handlers(self, event_type: str) -> bool:
        """Whether a handler waits for events of a type."""
        with self._lock:
            return bool(self._handlers.get(event_type))

    def merge_into(self, target: EventHandlerRegistry) -> None:
        """Register everything with `target` as well."""
        with self._lock:
            entries = [(kind, entry) for kind, found in self._handlers.items() for entry in found]
        for kind, entry in entries:
            target.add(kind, entry.handler, once=entry.once)
