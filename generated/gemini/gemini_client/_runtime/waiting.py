"""Sleeping and threads under asyncio or trio, without asking for a library that bridges the two.

asyncio is imported by who runs inside it: sync programs never need it, and it is slow to load.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

__all__ = ["async_library", "async_sleep", "current_loop", "in_thread", "within"]

T = TypeVar("T")


def _trio() -> Any | None:
    """The trio module when the caller runs inside trio, else None."""
    trio = sys.modules.get("trio")
    if trio is not None and trio.lowlevel.in_trio_run():
        return trio
    return None


def async_library() -> str:
    """Name of the library whose event loop is running, ``unknown`` outside of one."""
    if _trio() is not None:
        return "trio"
    asyncio = sys.modules.get("asyncio")
    if asyncio is None:
        return "unknown"
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return "unknown"
    return "asyncio"


def current_loop() -> object:
    """What identifies the running event loop: connections of one loop are useless in another."""
    trio = _trio()
    if trio is not None:
        return trio.lowlevel.current_trio_token()
    import asyncio

    return asyncio.get_running_loop()


async def async_sleep(seconds: float) -> None:
    """Sleep in whatever event loop is running."""
    trio = _trio()
    if trio is not None:
        await trio.sleep(seconds)
    else:
        import asyncio

        await asyncio.sleep(seconds)


async def within(seconds: float, work: Callable[[], Awaitable[None]]) -> None:
    """Do some work, and stop it in the middle when its time is over."""
    trio = _trio()
    if trio is not None:
        with trio.move_on_after(seconds):
            await work()
        return
    import asyncio

    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await work()


async def in_thread(function: Callable[[], T]) -> T:
    """Run a blocking function in a worker thread and return its result."""
    trio = _trio()
    if trio is not None:
        result: T = await trio.to_thread.run_sync(function)
        return result
    import asyncio

    return await asyncio.to_thread(function)
