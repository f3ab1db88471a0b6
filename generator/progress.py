"""How long each stage took, and who wants to hear of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from contextlib import contextmanager


class Tally:
    """Counts the pieces of long work and tells how far it is and how fast.

    `what`: the pieces in words; `total`: how many there will be, None where nobody knows.  It tells at most every
    `pause` seconds, and the last time when :meth:`finish` is called.
    """

    def __init__(
        self, what: str, total: int | None, tell: Callable[[str], None], *, pause: float = 0.5
    ) -> None:
        self._what = what
        self._total = total
        self._tell = tell
        self._pause = pause
        self._start = self._told = time.perf_counter()
        self._done = 0

    def step(self, _: object = None) -> None:
        """One piece is done."""
        self._done += 1
        now = time.perf_counter()
        if now - self._told >= self._pause:
            self._told = now
            of = f" of {self._total}" if self._total is not None else ""
            self._tell(f"{self._done}{of} {self._what}, {self._rate(now)}")

    def finish(self) -> str:
        """The whole in words: how many pieces, how long, how fast."""
        now = time.perf_counter()
        return f"{self._done} {self._what} in {now - self._start:.1f} s, {self._rate(now)}"

    def _rate(self, now: float) -> str:
        """Pieces a second, or seconds a piece where that is more telling."""
        seconds = max(now - self._start, 1e-9)
        rate = self._done / seconds
        return (
            f"{rate:,.0f} a second" if rate >= 2 or not self._done else f"{seconds / self._done:.1f} s each"
        )


class Progress:
    """Stage timer.  `seconds` maps each finished stage to wall seconds, in order."""

    def __init__(self, tell: Callable[[str], None] | None = None) -> None:
        self.seconds: dict[str, float] = {}
        self._tell = tell

    @contextmanager
    def stage(self, name: str) -> Generator[None]:
        """Time a stage and announce its start."""
        if self._tell:
            self._tell(name)
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start
