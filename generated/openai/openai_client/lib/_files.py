"""`client.files.wait_for_processing`."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from ..resources.files import AsyncFiles, Files
    from ..types import FileObject

__all__ = ["async_wait_for_processing", "wait_for_processing"]

_FINAL = ("processed", "error", "deleted")


def wait_for_processing(
    resource: Files, id: str, *, poll_interval: float = 5.0, max_wait_seconds: float = 30 * 60
) -> FileObject:
    """Ask for a file every `poll_interval` seconds until it is processed, in error or deleted.

    Raises RuntimeError after `max_wait_seconds`.
    """
    start = time.monotonic()
    file = resource.retrieve(id)
    while file.status not in _FINAL:
        resource._sleep(poll_interval)
        file = resource.retrieve(id) if _may_go_on(start, id, max_wait_seconds) else file
    return file


async def async_wait_for_processing(
    resource: AsyncFiles, id: str, *, poll_interval: float = 5.0, max_wait_seconds: float = 30 * 60
) -> FileObject:
    """Ask for a file every `poll_interval` seconds until it is processed, in error or deleted.

    Raises RuntimeError after `max_wait_seconds`.
    """
    start = time.monotonic()
    file = await resource.retrieve(id)
    while cast("Any", file).status not in _FINAL:
        await resource._sleep(poll_interval)
        file = await resource.retrieve(id) if _may_go_on(start, id, max_wait_seconds) else file
    return file


def _may_go_on(start: float, id: str, limit: float) -> bool:
    if time.monotonic() - start > limit:
        raise RuntimeError(f"Giving up on waiting for file {id} to finish processing after {limit} seconds.")
    return True
