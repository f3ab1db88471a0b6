"""`client.operations`: work that goes on after a request has returned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.polling import Pace, async_until, until

if TYPE_CHECKING:
    from .._runtime.resource import AsyncResource, Resource
    from ..types import Operation

__all__ = ["async_get", "async_wait", "get", "wait"]


def get(resource: Resource, operation: str | Operation) -> Operation:
    """The state of an operation, given by its name or by an earlier state.  Raises ValueError for one without a name."""
    return _got(resource._client.get(_path(operation), cast_to=_type()))


async def async_get(resource: AsyncResource, operation: str | Operation) -> Operation:
    """The state of an operation, given by its name or by an earlier state.  Raises ValueError for one without a name."""
    return _got(await resource._client.get(_path(operation), cast_to=_type()))


def wait(
    resource: Resource, operation: str | Operation, *, timeout: float = 600.0, interval: float = 2.0
) -> Operation:
    """Ask for an operation until it is done; whether it failed is in its `error`.

    `timeout` and `interval` are in seconds.  Raises TimeoutError.
    """
    return until(lambda: get(resource, operation), _is_done, Pace(interval, timeout))


async def async_wait(
    resource: AsyncResource, operation: str | Operation, *, timeout: float = 600.0, interval: float = 2.0
) -> Operation:
    """Ask for an operation until it is done; whether it failed is in its `error`.

    `timeout` and `interval` are in seconds.  Raises TimeoutError.
    """
    return await async_until(lambda: async_get(resource, operation), _is_done, Pace(interval, timeout))


def _path(operation: str | Operation) -> str:
    name = operation if isinstance(operation, str) else operation.name
    if not name or ".." in name.split("/") or "?" in name or "#" in name:
        raise ValueError(f"{name!r} is not the name of an operation")
    return f"/v1beta/{name}"


def _type() -> type[Operation]:
    from ..types import Operation

    return Operation


def _got(operation: Operation) -> Operation:
    return operation


def _is_done(operation: Operation) -> bool:
    return bool(operation.done)
