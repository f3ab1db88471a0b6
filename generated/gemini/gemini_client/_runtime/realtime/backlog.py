"""Frames that wait for a connection, within a budget of bytes."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Awaitable, Callable

from .errors import WebSocketQueueFullError

__all__ = ["SendQueue"]

Frame = str | bytes


def _size(data: Frame) -> int:
    return len(data.encode("utf-8", "surrogatepass")) if isinstance(data, str) else len(data)


class SendQueue:
    """A queue of frames, first in, first out, for any number of threads.  `max_bytes`: of all frames together, in UTF-8.

    A frame counts until it has been handed over, so that a failed flush never holds more than `max_bytes`.
    """

    def __init__(self, max_bytes: int = 1_048_576) -> None:
        self._lock = threading.RLock()
        self._frames: deque[Frame] = deque()
        self._bytes = 0
        self._max_bytes = max_bytes

    def enqueue(self, data: Frame) -> None:
        """Add a frame.  Raises WebSocketQueueFullError when there is no room for it."""
        size = _size(data)
        with self._lock:
            if self._bytes + size > self._max_bytes:
                raise WebSocketQueueFullError(
                    f"A frame of {size} bytes does not fit: {self._bytes} of {self._max_bytes} bytes are waiting."
                )
            self._frames.append(data)
            self._bytes += size

    def take(self) -> Frame | None:
        """The oldest frame, which keeps its room until `done`; None when the queue is empty."""
        with self._lock:
            return self._frames.popleft() if self._frames else None

    def done(self, data: Frame) -> None:
        """Give back the room of a frame that was taken."""
        with self._lock:
            self._bytes -= _size(data)

    def put_back(self, data: Frame) -> None:
        """Return a frame that was taken to the front."""
        with self._lock:
            self._frames.appendleft(data)

    def flush_sync(self, send: Callable[[Frame], object], *, requeue_failed: bool = True) -> None:
        """Send all frames in order.  When `send` fails the rest stays, the failed frame too unless told otherwise."""
        while (data := self.take()) is not None:
            try:
                send(data)
            except BaseException:
                self._failed(data, requeue_failed)
                raise
            self.done(data)

    async def flush_async(
        self, send: Callable[[Frame], Awaitable[object]], *, requeue_failed: bool = True
    ) -> None:
        """As `flush_sync`, awaiting `send`.  A frame whose sending is cancelled may be on its way: it is not kept."""
        while (data := self.take()) is not None:
            try:
                await send(data)
            except Exception:
                self._failed(data, requeue_failed)
                raise
            except BaseException:
                self._failed(data, False)
                raise
            self.done(data)

    def _failed(self, data: Frame, requeue: bool) -> None:
        if requeue:
            self.put_back(data)
        else:
            self.done(data)

    def drain(self) -> list[Frame]:
        """All frames; the queue is empty afterwards."""
        with self._lock:
            frames = list(self._frames)
            self._frames.clear()
            for data in frames:
                self._bytes -= _size(data)
            return frames

    def __len__(self) -> int:
        return len(self._frames)

    def __bool__(self) -> bool:
        return bool(self._frames)
