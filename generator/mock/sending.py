"""An answer as ASGI messages, with the delays, cuts and breaks that were wished for."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence

from starlette.types import Send

from generator.exchanges.answers import SampleAnswer
from generator.mock.preferences import Wishes


async def send_answer(send: Send, answer: SampleAnswer, wishes: Wishes, *, head: bool = False) -> None:
    """Send an answer.  One that is to break ends without its last message, which makes the server hang up."""
    if wishes.delay:
        await asyncio.sleep(wishes.delay)
    headers = [
        (name.encode("latin-1"), value.encode("latin-1", "replace")) for name, value in answer.headers.items()
    ]
    if wishes.retry_after:
        headers.append((b"retry-after", wishes.retry_after.encode("latin-1", "replace")))
    body = b"" if answer.streamed else answer.body
    if wishes.broken_body and body:
        body = body[: len(body) // 2]
    if not answer.streamed:
        length = len(body) if not wishes.drop else len(body) + 1
        headers.append((b"content-length", str(length).encode()))
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    if head:
        await send({"type": "http.response.body", "body": b""})
    elif answer.streamed:
        await _send_stream(send, answer.pieces, wishes)
    else:
        await send({"type": "http.response.body", "body": body, "more_body": wishes.drop})


async def _send_stream(send: Send, events: Sequence[bytes], wishes: Wishes) -> None:
    whole = wishes.stream_break is None and not wishes.drop
    count = wishes.stream_break if wishes.stream_break is not None else len(events)
    if wishes.drop and wishes.stream_break is None:
        count = len(events) // 2
    if not wishes.stream_cut and not wishes.stream_delay and whole:
        await send({"type": "http.response.body", "body": b"".join(events)})
        return
    for piece in pieces(events[:count], wishes.stream_cut):
        await send({"type": "http.response.body", "body": piece, "more_body": True})
        # Even without a delay the loop has to turn: otherwise pieces would leave as one.
        await asyncio.sleep(wishes.stream_delay)
    if whole:
        await send({"type": "http.response.body", "body": b""})


def pieces(events: Sequence[bytes], size: int) -> Iterator[bytes]:
    """Events as they are, or all of them cut every `size` bytes."""
    if not size:
        yield from events
        return
    whole = b"".join(events)
    for start in range(0, len(whole), size):
        yield whole[start : start + size]
