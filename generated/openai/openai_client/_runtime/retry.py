"""When to try again, and how long to wait: decisions only, no sleeping."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping

__all__ = ["INITIAL_DELAY", "MAX_DELAY", "MAX_RETRY_AFTER", "retry_after", "retry_delay", "should_retry"]

INITIAL_DELAY = 0.5
MAX_DELAY = 8.0
MAX_RETRY_AFTER = 120.0
"""A server that asks for more (in seconds) is not asked again: the caller hears of the failure at once."""

_NUMBER = re.compile(r"\s*[+-]?\d+(\.\d*)?([eE][+-]?\d+)?\s*")


def should_retry(status: int, headers: Mapping[str, str]) -> bool:
    """Whether an answer with this status may be tried again.

    ``x-should-retry`` decides, but a server that asks for too long a wait is not asked again at all.
    """
    asked = headers.get("x-should-retry")
    if asked == "false":
        return False
    wait = retry_after(headers)
    if wait is not None and wait > MAX_RETRY_AFTER:
        return False
    return asked == "true" or status in (408, 409, 429) or status >= 500


def retry_after(headers: Mapping[str, str], now: Callable[[], float] = lambda: time.time()) -> float | None:
    """Seconds that the server asks to wait: ``retry-after-ms``, or Retry-After (RFC 9110 section 10.2.3)."""
    milliseconds = headers.get("retry-after-ms")
    if milliseconds is not None:
        return float(milliseconds) / 1000 if _NUMBER.fullmatch(milliseconds) else None
    value = headers.get("retry-after")
    if value is None:
        return None
    if _NUMBER.fullmatch(value):
        return float(value)
    from email.utils import mktime_tz, parsedate_tz

    date = parsedate_tz(value)
    if date is None:
        return None
    try:
        return mktime_tz(date) - now()
    except (ValueError, OverflowError):
        return None


def _random() -> Callable[[], float]:
    from random import random

    return random


def retry_delay(
    attempt: int,
    headers: Mapping[str, str] | None = None,
    *,
    now: Callable[[], float] = lambda: time.time(),
    jitter: Callable[[], float] | None = None,
) -> float:
    """Seconds to wait before try `attempt` + 1, `attempt` counted from 0.

    Exponential from 0.5 to 8 s, shortened by up to a quarter at random so that clients spread out.
    """
    asked = retry_after(headers, now) if headers is not None else None
    if asked is not None and 0 < asked <= MAX_RETRY_AFTER:
        return asked
    return min(INITIAL_DELAY * 2.0 ** min(attempt, 10), MAX_DELAY) * (1 - 0.25 * (jitter or _random())())
