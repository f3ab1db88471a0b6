"""`client.operations`: work that goes on after a request has returned."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from .._runtime.polling import Poll, poll, poll_async
from .._runtime.waiting import async_sleep

if TYPE_CHECKING:
    from ..resources.operations import AsyncOperations, Operations
    from ..types import Operation

__all__ = ["async_get", "async_wait", "get", "wait"]


def get(resource: Operations, operation: str | Operation) -> Operation:
    """The state of an operation, given by its name or by an earlier state.  Raises ValueError for one without a name."""
    state: Operation = resource._client.get(_path(operation), cast_to=_type())
    return state


async def async_get(resource: AsyncOperations, operation: str | Operation) -> Operation:
    """The state of an operation, given by its name or by an earlier state.  Raises ValueError for one without a name."""
    state: Operation = await resource._client.get(_path(operation), cast_to=_type())
    return state


def wait(
    resource: Operations, operation: str | Operation, *, timeout: float = 600.0, interval: float = 2.0
) -> Operation:
    """Ask for an operation until it is done; whether it failed is in its `error`.

    `timeout` and `interval` are in seconds.  Raises TimeoutError.
    """
    return poll(_wait(operation, timeout, interval), lambda _: _State(get(resource, operation)), time.sleep)


async def async_wait(
    resource: AsyncOperations, operation: str | Operation, *, timeout: float = 600.0, interval: float = 2.0
) -> Operation:
    """Ask for an operation until it is done; whether it failed is in its `error`.

    `timeout` and `interval` are in seconds.  Raises TimeoutError.
    """

    async def fetch(_: object) -> _State:
        return _State(await async_get(resource, operation))

    return await poll_async(_wait(operation, timeout, interval), fetch, async_sleep)


class _State:
    """An answer as polling reads it; the service gives no hints in headers."""

    def __init__(self, operation: Operation) -> None:
        self.headers: dict[str, str] = {}
        self._operation = operation

    def parse(self) -> Operation:
        """The state."""
        return self._operation


def _wait(operation: str | Operation, timeout: float, interval: float) -> Poll[Operation]:
    return Poll(_is_pending, subject=_path(operation), interval_ms=interval * 1000, limit=timeout)


def _path(operation: str | Operation) -> str:
    name = operation if isinstance(operation, str) else operation.name
    if not name or ".." in name.split("/") or "?" in name or "#" in name:
        raise ValueError(f"{name!r} is not the name of an operation")
    return f"/v1beta/{name}"


def _type() -> type[Operation]:
    from ..types import Operation

    return Operation


def _is_pending(operation: Operation) -> bool:
    return not operation.done
