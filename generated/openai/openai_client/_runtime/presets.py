"""Requests whose body says something that the caller has not asked for, and the way back to the usual result."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .locate import locate
from .narrow import is_mapping
from .operation import Operation
from .sentinels import is_given, omit

__all__ = ["with_preset"]

Convert = Callable[[Any], Any]


def with_preset(
    operation: Operation[Any, Any], body: object, convert: Convert | None
) -> tuple[object, Convert | None]:
    """The body with the operation's preset, and what to make of the result before `convert` gets it.

    Both are left as they are where the caller has a wish of their own, or the body is no object.
    """
    if not is_mapping(body) or any(is_given(body.get(name, omit)) for name in operation.preset):
        return body, convert
    restore: Convert | None = locate(operation.restore) if operation.restore is not None else None
    return {**body, **operation.preset}, _one_after_the_other(restore, convert)


def _one_after_the_other(first: Convert | None, second: Convert | None) -> Convert | None:
    if first is None or second is None:
        return first or second
    return lambda value: second(first(value))
