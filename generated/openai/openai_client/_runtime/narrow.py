"""Type guards that give containers a full type, where `isinstance` leaves what is inside unknown."""

from __future__ import annotations

import os
from collections.abc import AsyncIterable, Awaitable, Collection, Iterable, Mapping, Sequence, Set
from typing import TYPE_CHECKING, Any, TypeGuard

if TYPE_CHECKING:
    from typing_extensions import override
else:
    # The marker means nothing at run time, and the module it comes from is slow to load.
    def override(method):
        """Mark a method that replaces one of a base class."""
        return method


__all__ = [
    "is_array",
    "is_async_iterable",
    "is_awaitable",
    "is_items",
    "is_iterable",
    "is_mapping",
    "is_object",
    "is_path",
    "is_tuple",
    "override",
]


def is_mapping(value: object) -> TypeGuard[Mapping[Any, Any]]:
    """Whether `value` is any mapping."""
    return isinstance(value, Mapping)


def is_object(value: object) -> TypeGuard[dict[str, Any]]:
    """Whether `value` is a JSON object as a decoder makes it."""
    return isinstance(value, dict)


def is_array(value: object) -> TypeGuard[list[Any] | tuple[Any, ...]]:
    """Whether `value` is a list or a tuple."""
    return isinstance(value, (list, tuple))


def is_items(value: object) -> TypeGuard[Collection[Any]]:
    """Whether `value` is a sequence or set that stands for an array: no text, no bytes."""
    return isinstance(value, (Sequence, Set)) and not isinstance(value, (str, bytes, bytearray))


def is_tuple(value: object) -> TypeGuard[tuple[Any, ...]]:
    """Whether `value` is a tuple."""
    return isinstance(value, tuple)


def is_iterable(value: object) -> TypeGuard[Iterable[Any]]:
    """Whether `value` can be iterated over."""
    return isinstance(value, Iterable)


def is_async_iterable(value: object) -> TypeGuard[AsyncIterable[Any]]:
    """Whether `value` can be iterated over with `async for`."""
    return isinstance(value, AsyncIterable)


def is_awaitable(value: object) -> TypeGuard[Awaitable[Any]]:
    """Whether `value` has to be awaited for what it stands for."""
    return isinstance(value, Awaitable)


def is_path(value: object) -> TypeGuard[os.PathLike[str]]:
    """Whether `value` is a path object."""
    return isinstance(value, os.PathLike)
