"""Asking again until something is done: intervals, the server's hints, deadlines."""

from __future__ import annotations

import math
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Generic, Protocol, TypeVar

from .sentinels import NotGiven, Omit

__all__ = ["Clock", "Poll", "checked_limit", "poll", "poll_async"]

T = TypeVar("T")

DEFAULT_INTERVAL = 1.0
"""Seconds between two requests when neither the caller nor the server says otherwise."""


class Clock(Protocol):
    """Where the time comes from: the `time` module, or what a test puts in its place."""

    def monotonic(self) -> float:
        """Seconds that never go back."""
        ...


def checked_limit(seconds: float | Omit | NotGiven | None) -> float | None:
    """The longest wait in seconds, None for no limit.  Raises ValueError for what is no finite number from 0."""
    if seconds is None or isinstance(seconds, (Omit, NotGiven)):
        return None
    if not math.isfinite(seconds) or seconds < 0:
        raise ValueError("The longest wait must be a finite, non-negative number of seconds")
    return seconds


class Poll(Generic[T]):
    """What one wait is like.

    `pending`: whether a value is not final yet.  `interval_ms`: the caller's; without it the first pending answer may
    name one in the header `hint`.  `limit`: seconds after which TimeoutError is raised; `subject` names what was
    waited for.
    """

    def __init__(
        self,
        pending: Callable[[T], bool],
        *,
        subject: str,
        interval_ms: float | Omit | NotGiven | None = None,
        limit: float | Omit | NotGiven | None = None,
        hint: str = "openai-poll-after-ms",
        clock: Clock = time,
    ) -> None:
        self.pending = pending
        self._subject = subject
        given = None if isinstance(interval_ms, (Omit, NotGiven)) else interval_ms
        self._interval = None if given is None else given / 1000
        self._limit = checked_limit(limit)
        self._hint = hint
        self._clock = clock
        self._deadline = None if self._limit is None else clock.monotonic() + self._limit

    @property
    def headers(self) -> dict[str, str]:
        """Headers that tell the server of the wait, to be read before the first answer."""
        headers = {"X-Stainless-Poll-Helper": "true"}
        if self._interval is not None:
            headers["X-Stainless-Custom-Poll-Interval"] = f"{self._interval * 1000:g}"
        return headers

    def check(self) -> None:
        """Raise TimeoutError when the wait is over."""
        if self._deadline is not None and self._clock.monotonic() >= self._deadline:
            raise TimeoutError(f"{self._subject} was not done after {self._limit:g} seconds")

    def delay(self, headers: Mapping[str, str]) -> float:
        """Seconds to wait after a pending answer with these headers."""
        if self._interval is None:
            self._interval = _hinted(headers.get(self._hint))
        if self._deadline is None:
            return self._interval
        return max(0.0, min(self._interval, self._deadline - self._clock.monotonic()))


def _hinted(value: str | None) -> float:
    try:
        milliseconds = float(value) if value is not None else math.nan
    except ValueError:
        milliseconds = math.nan
    return milliseconds / 1000 if math.isfinite(milliseconds) and milliseconds >= 0 else DEFAULT_INTERVAL


def poll(wait: Poll[T], fetch: Callable[[dict[str, str]], Any], sleep: Callable[[float], Any]) -> T:
    """Fetch raw responses until one's value is final, and return that value.

    `fetch` gets headers to send and returns a raw response.  Raises TimeoutError at the deadline, and what `fetch`
    raises.
    """
    headers = wait.headers
    while True:
        wait.check()
        response = fetch(headers)
        value: T = response.parse()
        if not wait.pending(value):
            return value
        wait.check()
        sleep(wait.delay(response.headers))


async def poll_async(
    wait: Poll[T],
    fetch: Callable[[dict[str, str]], Awaitable[Any]],
    sleep: Callable[[float], Awaitable[Any]],
) -> T:
    """As `poll`; a cancelled task stops where it waits."""
    headers = wait.headers
    while True:
        wait.check()
        response = await fetch(headers)
        value: T = response.parse()
        if not wait.pending(value):
            return value
        wait.check()
        await sleep(wait.delay(response.headers))
