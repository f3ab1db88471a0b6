"""Streams of a helper's own events: iterated once, closed whatever happens, sync and async alike."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from runtime.event_streams import AsyncEventStream, AsyncStreamManager, EventStream, StreamManager


class Raw:
    """A raw stream of three numbers, sync and async."""

    def __init__(self) -> None:
        self.closed = 0
        self.response = object()

    def __iter__(self) -> Iterator[int]:
        return iter((1, 2, 3))

    async def __aiter__(self) -> AsyncIterator[int]:
        for number in (1, 2, 3):
            yield number

    def close(self) -> None:
        self.closed += 1


class AsyncRaw(Raw):
    async def close(self) -> None:  # type: ignore[override]
        self.closed += 1


class Doubled(EventStream[int]):
    """Two events of an odd number, none of an even one."""

    def _handle(self, item: Any) -> list[int]:
        return [item, item] if item % 2 else []


class AsyncDoubled(AsyncEventStream[int]):
    def _handle(self, item: Any) -> list[int]:
        return [item, item] if item % 2 else []


def test_sync() -> None:
    raw = Raw()
    with StreamManager(lambda: Doubled(raw)) as stream:
        assert stream.response is raw.response
        assert next(stream) == 1
        assert list(stream) == [1, 3, 3]
        assert raw.closed == 0
    assert raw.closed == 1
    with Doubled(raw) as stream:
        assert list(stream.until_done()) == []
    assert raw.closed == 2


def test_async() -> None:
    async def main() -> None:
        raw = AsyncRaw()

        async def opened() -> AsyncDoubled:
            return AsyncDoubled(raw)

        async with AsyncStreamManager(opened) as stream:
            assert stream.response is raw.response
            assert await anext(stream) == 1
            assert [event async for event in stream] == [1, 3, 3]
            assert raw.closed == 0
        assert raw.closed == 1
        async with AsyncDoubled(raw) as stream:
            assert [event async for event in await stream.until_done()] == []
        assert raw.closed == 2

    asyncio.run(main())


def test_a_stream_that_could_not_be_opened() -> None:
    """The error of opening is the one that is seen; leaving a manager that was never entered does nothing."""

    def fail() -> Doubled:
        raise OSError("no stream")

    with pytest.raises(OSError, match="no stream"), StreamManager(fail):
        pass
    StreamManager(fail).__exit__(None, None, None)

    async def main() -> None:
        async def afail() -> AsyncDoubled:
            raise OSError("no stream")

        with pytest.raises(OSError, match="no stream"):
            async with AsyncStreamManager(afail):
                pass
        await AsyncStreamManager(afail).__aexit__(None, None, None)

    asyncio.run(main())
