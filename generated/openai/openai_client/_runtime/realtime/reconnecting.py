"""When and how a lost connection is opened again."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from typing_extensions import TypedDict

from ..aliases import Headers, Query

__all__ = [
    "OnReconnecting",
    "ReconnectingEvent",
    "ReconnectingOverrides",
    "RetryBudget",
    "is_recoverable_close",
]

_RECOVERABLE = frozenset({1001, 1005, 1006, 1011, 1012, 1013, 1015})


def is_recoverable_close(code: int) -> bool:
    """Whether a new connection may succeed after a close code (RFC 6455 section 7.4.1, IANA's registry).

    Going away, no code, broken off, server error, restart, try again later, TLS; not for what the client did wrong.
    """
    return code in _RECOVERABLE


@dataclass(frozen=True, slots=True)
class ReconnectingEvent:
    """An attempt that is about to be made.  `delay` in seconds; `attempt` counts from 1."""

    attempt: int
    max_attempts: int
    delay: float
    close_code: int
    extra_query: Query = field(repr=False)
    extra_headers: Headers = field(repr=False)


class ReconnectingOverrides(TypedDict, total=False):
    """Changes for the attempt and all later ones; `abort` gives up."""

    extra_query: Query
    extra_headers: Headers
    abort: bool


OnReconnecting: TypeAlias = Callable[[ReconnectingEvent], ReconnectingOverrides | None]


@dataclass(slots=True)
class RetryBudget:
    """How often and after which waits to try.  Progress on a connection gives the whole budget back."""

    max_retries: int = 5
    initial_delay: float = 0.5
    max_delay: float = 8.0
    used: int = 0

    def next_delay(self) -> float | None:
        """Seconds before the next attempt: doubled each time, up to a quarter less by chance; None when none is left."""
        if self.used >= self.max_retries:
            return None
        delay = min(self.initial_delay * 2.0**self.used, self.max_delay)
        self.used += 1
        return delay * (1 - 0.25 * random.random())

    def refill(self) -> None:
        """Start over: the connection works."""
        self.used = 0
