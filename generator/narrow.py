"""Full types for plain data, where `isinstance` on an open type leaves the members of a container unknown.

A value that is annotated as `Data` needs nothing else: `isinstance(value, dict)` then gives ``dict[str, Any]``, at
no cost, which is why the walks over whole documents do that.  The predicates are for values of other open types.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from typing_extensions import TypeIs

__all__ = ["Data", "is_array", "is_container", "is_list", "is_mapping", "is_object"]

Data: TypeAlias = dict[str, Any] | list[Any] | str | int | float | bool | None
"""What the readers of JSON and YAML make of a text; members are `Data` again."""


def is_mapping(value: object) -> TypeIs[Mapping[Any, Any]]:
    """Whether `value` is a mapping of any class, with keys of any type."""
    return isinstance(value, Mapping)


def is_object(value: object) -> TypeIs[dict[str, Any]]:
    """Whether `value` is a mapping as the readers make it."""
    return isinstance(value, dict)


def is_container(value: object) -> TypeIs[dict[str, Any] | list[Any]]:
    """Whether `value` has members, as the readers make it."""
    return isinstance(value, dict | list)


def is_list(value: object) -> TypeIs[list[Any]]:
    """Whether `value` is a list."""
    return isinstance(value, list)


def is_array(value: object) -> TypeIs[list[Any] | tuple[Any, ...]]:
    """Whether `value` is a list, or a tuple that stands for one."""
    return isinstance(value, list | tuple)
