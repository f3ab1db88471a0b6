"""What happened on a connection, as far as a new one has to know it."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["ConnectionState", "Recorder", "SentEvent"]

_KEPT = 100
"""Unanswered events remembered."""


@dataclass(frozen=True, slots=True)
class SentEvent:
    """An event that went out: its type and the id that the caller gave it, "" for none."""

    type: str
    event_id: str


@dataclass(frozen=True, slots=True)
class ConnectionState:
    """Where a conversation stood.

    `session_id` and `resumption`: the server's names for it, None where it gave none.  `last_event_id`: of the last
    event received.  `received`: number of events.  `unanswered`: what was sent after the last event received (the last
    100 of them), which the server may or may not have seen.
    """

    session_id: str | None = None
    resumption: str | None = None
    last_event_id: str | None = None
    received: int = 0
    unanswered: tuple[SentEvent, ...] = ()


class Recorder:
    """Keeps a `ConnectionState` up to date.  `paths`: attributes of events, dotted, by field of the state."""

    __slots__ = ("_paths", "_received", "_sent", "_values")

    def __init__(self, paths: Mapping[str, str]) -> None:
        self._paths = tuple((name, tuple(path.split("."))) for name, path in paths.items())
        self._values: dict[str, str] = {}
        self._received = 0
        self._sent: deque[SentEvent] = deque(maxlen=_KEPT)

    def sent(self, type_: str, event_id: object) -> None:
        """An event was handed to the socket."""
        self._sent.append(SentEvent(type_, event_id if isinstance(event_id, str) else ""))

    def received(self, event: Any) -> None:
        """An event came in."""
        self._received += 1
        self._sent.clear()
        for name, path in self._paths:
            value = event
            for step in path:
                value = getattr(value, step, None)
                if value is None:
                    break
            if isinstance(value, str):
                self._values[name] = value

    def state(self) -> ConnectionState:
        """The state now."""
        values = self._values
        return ConnectionState(
            session_id=values.get("session_id"),
            resumption=values.get("resumption"),
            last_event_id=values.get("last_event_id"),
            received=self._received,
            unanswered=tuple(self._sent),
        )
