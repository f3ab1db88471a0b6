"""How long each stage took, and who wants to hear of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from contextlib import contextmanager


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
