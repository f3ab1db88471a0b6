"""Work that recurses as deep as the types of an API refer to each other."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import TypeVar

__all__ = ["deeply"]

T = TypeVar("T")

_LIMIT = 200_000
"""Python calls that may be open; a chain of a thousand models takes about ten thousand."""
_STACK = 512 * 1024 * 1024
"""Bytes of address space for the stack of the thread; pages are only used when they are reached."""
_ONE_AT_A_TIME = threading.Lock()


def deeply(work: Callable[[], T]) -> T:
    """The result of `work`; when the recursion limit stops it, that of a second run with room for it.

    The second run has a thread and a stack of its own, so that neither the limit nor the depth at which the caller
    stands matter.  `work` has to be such that a run that was cut short leaves nothing behind.
    """
    try:
        return work()
    except RecursionError:
        pass
    with _ONE_AT_A_TIME:
        return _with_room(work)


def _with_room(work: Callable[[], T]) -> T:
    results: list[T] = []
    problems: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as problem:
            problems.append(problem)

    limit, size = sys.getrecursionlimit(), threading.stack_size(_STACK)
    sys.setrecursionlimit(max(limit, _LIMIT))
    try:
        thread = threading.Thread(target=run, name="sdk-deep-types")
        thread.start()
        threading.stack_size(size)
        thread.join()
    finally:
        sys.setrecursionlimit(limit)
        threading.stack_size(size)
    if problems:
        raise problems[0]
    return results[0]
