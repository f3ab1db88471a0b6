"""Decoders of event streams: bytes in, frames out, cut at any byte.  No I/O, no text decoding.

Server-sent events follow the HTML Standard, section 9.2.6; line ends may be LF, CRLF or CR.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Protocol

from .operation import EventFormat

__all__ = [
    "Frame",
    "FrameDecoder",
    "LineDecoder",
    "SSEDecoder",
    "ServerSentEvent",
    "frame_decoder",
    "server_sent_event",
]


class Frame:
    """One event: its data as bytes, with the fields of server-sent events where it has them."""

    __slots__ = ("data", "event", "id", "retry")

    def __init__(
        self, data: bytes, event: str | None = None, id: str | None = None, retry: int | None = None
    ) -> None:
        self.data = data
        self.event = event
        self.id = id
        self.retry = retry

    def __repr__(self) -> str:
        return f"Frame(event={self.event!r}, data={self.data!r}, id={self.id!r}, retry={self.retry!r})"


class ServerSentEvent:
    """One event with its data as text, for programs that read a stream themselves.  `retry` in milliseconds."""

    __slots__ = ("data", "event", "id", "retry")

    def __init__(
        self,
        *,
        event: str | None = None,
        data: str | None = None,
        id: str | None = None,
        retry: int | None = None,
    ) -> None:
        self.event = event or None
        self.data = data or ""
        self.id = id
        self.retry = retry

    def json(self) -> Any:
        """The data read as JSON.  Raises ValueError."""
        return json.loads(self.data)

    def __repr__(self) -> str:
        return (
            f"ServerSentEvent(event={self.event!r}, data={self.data!r}, id={self.id!r}, retry={self.retry!r})"
        )


def server_sent_event(frame: Frame) -> ServerSentEvent:
    """The event that a frame is; bytes that are no UTF-8 are replaced."""
    data = frame.data.decode("utf-8", "replace")
    return ServerSentEvent(event=frame.event, data=data, id=frame.id, retry=frame.retry)


class FrameDecoder(Protocol):
    """What all decoders offer."""

    def feed(self, chunk: bytes) -> Iterator[Frame]:
        """The frames that are complete with this chunk."""
        ...

    def flush(self) -> Iterator[Frame]:
        """What is left when the stream ends."""
        ...


class SSEDecoder:
    """Server-sent events.  Comments and unknown fields are skipped, and so are events without data.

    `keep_empty`: give events that have a name but no data.
    """

    __slots__ = ("_buffer", "_ended_in_cr", "_keep_empty", "_last_id", "_started")

    def __init__(self, *, keep_empty: bool = False) -> None:
        self._keep_empty = keep_empty
        self._buffer = bytearray()
        self._ended_in_cr = False
        self._started = False
        self._last_id: str | None = None

    def feed(self, chunk: bytes) -> Iterator[Frame]:
        """The events that are complete with this chunk."""
        if self._ended_in_cr and chunk[:1] == b"\n":
            chunk = chunk[1:]
            self._ended_in_cr = False
        if not chunk:
            return
        self._ended_in_cr = chunk[-1] == 13
        if b"\r" in chunk:
            chunk = chunk.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        buffer = self._buffer
        if not buffer and self._started and chunk[-2:] == b"\n\n":
            # The ordinary case: a chunk of whole events.
            blocks = chunk.split(b"\n\n")
        else:
            position = max(len(buffer) - 1, 0)
            buffer += chunk
            if not self._started and not self._drop_mark():
                return
            end = buffer.rfind(b"\n\n", position)
            if end < 0:
                return
            blocks = bytes(buffer[: end + 2]).split(b"\n\n")
            del buffer[: end + 2]
        for block in blocks:
            frame = self._frame(block) if block else None
            if frame is not None:
                yield frame

    def _drop_mark(self) -> bool:
        """Remove a byte order mark at the very start; False while there are too few bytes to tell."""
        if len(self._buffer) < 3 and b"\xef\xbb\xbf".startswith(self._buffer):
            return False
        if self._buffer.startswith(b"\xef\xbb\xbf"):
            del self._buffer[:3]
        self._started = True
        return True

    def flush(self) -> Iterator[Frame]:
        """An event that the server did not end with a blank line."""
        block = bytes(self._buffer)
        self._buffer.clear()
        frame = self._frame(block) if block.strip(b"\n") else None
        if frame is not None:
            yield frame

    def _frame(self, block: bytes) -> Frame | None:
        if block.startswith(b"data: ") and b"\n" not in block:
            return Frame(block[6:], None, self._last_id) if len(block) > 6 else None
        data: list[bytes] = []
        event: str | None = None
        retry: int | None = None
        for line in block.split(b"\n"):
            name, _, value = line.partition(b":")
            if value[:1] == b" ":
                value = value[1:]
            if name == b"data":
                data.append(value)
            elif name == b"event":
                event = value.decode("utf-8", "replace")
            elif name == b"id" and b"\0" not in value:
                self._last_id = value.decode("utf-8", "replace")
            elif name == b"retry" and value.isdigit():
                retry = int(value)
        joined = data[0] if len(data) == 1 else b"\n".join(data)
        wanted = joined or (self._keep_empty and (event or data))
        return Frame(joined, event, self._last_id, retry) if wanted else None


class LineDecoder:
    """One JSON text a line: newline-delimited JSON, or JSON text sequences (RFC 7464)."""

    __slots__ = ("_buffer", "_separator")

    def __init__(self, separator: bytes = b"\n") -> None:
        self._buffer = bytearray()
        self._separator = separator

    def feed(self, chunk: bytes) -> Iterator[Frame]:
        """The texts that are complete with this chunk."""
        start = len(self._buffer)
        self._buffer += chunk
        end = self._buffer.rfind(self._separator, start)
        if end >= 0:
            lines = bytes(self._buffer[: end + 1]).split(self._separator)
            del self._buffer[: end + 1]
            yield from self._frames(lines)

    def flush(self) -> Iterator[Frame]:
        """A last text without a separator after it."""
        rest = bytes(self._buffer)
        self._buffer.clear()
        yield from self._frames([rest])

    def _frames(self, lines: list[bytes]) -> Iterator[Frame]:
        for line in lines:
            text = line.strip(b" \t\r\n\x1e")
            if text:
                yield Frame(text)


def frame_decoder(kind: EventFormat, *, keep_empty: bool = False) -> SSEDecoder | LineDecoder:
    """A fresh decoder for a stream of this kind; `keep_empty`: server-sent events without data too."""
    if kind == "sse":
        return SSEDecoder(keep_empty=keep_empty)
    return LineDecoder(b"\x1e" if kind == "json-seq" else b"\n")
