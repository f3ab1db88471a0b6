"""Server-sent events as objects, for programs that read streams of their own."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from typing import Any, cast

from ..sse import ServerSentEvent
from ..streaming import AsyncStream, Stream
from .inspection import extract_type_var_from_base, get_origin

__all__ = [
    "SSEDecoder",
    "ServerSentEvent",
    "_SSELineDecoder",
    "extract_stream_chunk_type",
    "is_stream_class_type",
]


_LINE_END = re.compile(rb"\r\n|\n|\r")


class _SSELineDecoder:
    """Cuts bytes into lines, which end in LF, CRLF or CR (HTML Standard, section 9.2.6)."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._ended_in_cr = False

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """The lines that are complete with this chunk, without their ends."""
        if not chunk:
            return
        if self._ended_in_cr and chunk[:1] == b"\n":
            chunk = chunk[1:]
        self._ended_in_cr = chunk[-1:] == b"\r"
        *lines, rest = _LINE_END.split(chunk)
        for line in lines:
            self._buffer += line
            whole = bytes(self._buffer)
            self._buffer.clear()
            yield whole
        self._buffer += rest


class SSEDecoder:
    """Turns lines, or chunks of bytes, into events; what a stream leaves unfinished at its end is no event."""

    def __init__(self) -> None:
        self._last_event_id: str | None = None
        self._reset()

    def _reset(self) -> None:
        self._event: str | None = None
        self._retry: int | None = None
        self._data: list[str] = []

    def decode(self, line: str) -> ServerSentEvent | None:
        """Take one line; the event that a blank line completes, else None."""
        if not line:
            found = self._event is not None or bool(self._data) or self._retry is not None
            made = ServerSentEvent(
                event=self._event, data="\n".join(self._data), id=self._last_event_id, retry=self._retry
            )
            self._reset()
            return made if found else None
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "data":
            self._data.append(value)
        elif name == "event":
            self._event = value
        elif name == "id" and "\0" not in value:
            self._last_event_id = value
        elif name == "retry" and value.isdecimal():
            self._retry = int(value)
        return None

    def _decoded(self, lines: Iterator[bytes]) -> Iterator[ServerSentEvent]:
        for line in lines:
            event = self.decode(line.decode("utf-8", "replace"))
            if event is not None:
                yield event

    def iter_bytes(self, iterator: Iterator[bytes]) -> Iterator[ServerSentEvent]:
        """The events in the chunks of an iterator."""
        lines = _SSELineDecoder()
        try:
            for chunk in iterator:
                yield from self._decoded(lines.feed(chunk))
        finally:
            self._reset()

    async def aiter_bytes(self, iterator: AsyncIterator[bytes]) -> AsyncIterator[ServerSentEvent]:
        """The events in the chunks of an async iterator."""
        lines = _SSELineDecoder()
        try:
            async for chunk in iterator:
                for event in self._decoded(lines.feed(chunk)):
                    yield event
        finally:
            self._reset()


def is_stream_class_type(cls: Any) -> bool:
    """Whether the type is a stream class, applied or not."""
    origin = get_origin(cls) or cls
    return isinstance(origin, type) and issubclass(cast("type[Any]", origin), (Stream, AsyncStream))


def extract_stream_chunk_type(cls: Any, *, failure_message: str | None = None) -> Any:
    """The type of the events of a stream class.  Raises RuntimeError when it leaves that open."""
    return extract_type_var_from_base(
        cls,
        index=0,
        generic_bases=cast("tuple[type, ...]", (Stream, AsyncStream)),
        failure_message=failure_message,
    )
