"""Server-sent events as objects, for programs that read streams of their own."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any, cast

from ..sse import ServerSentEvent, server_sent_event
from ..sse import SSEDecoder as Frames
from ..streaming import AsyncStream, Stream
from .inspection import extract_type_var_from_base, get_origin

__all__ = [
    "SSEDecoder",
    "ServerSentEvent",
    "extract_stream_chunk_type",
    "is_stream_class_type",
]


class SSEDecoder:
    """Turns chunks of bytes into events; what a stream leaves unfinished at its end is no event."""

    def iter_bytes(self, iterator: Iterator[bytes]) -> Iterator[ServerSentEvent]:
        """The events in the chunks of an iterator."""
        frames = Frames(keep_empty=True)
        for chunk in iterator:
            yield from map(server_sent_event, frames.feed(chunk))

    async def aiter_bytes(self, iterator: AsyncIterator[bytes]) -> AsyncIterator[ServerSentEvent]:
        """The events in the chunks of an async iterator."""
        frames = Frames(keep_empty=True)
        async for chunk in iterator:
            for frame in frames.feed(chunk):
                yield server_sent_event(frame)


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
