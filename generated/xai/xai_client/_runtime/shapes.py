"""Renaming of keys inside request bodies, where Python names differ from wire names.

A shape is looked up only for operations that need one.  A key that is no Python name of its shape passes
through as it is, so wire names are always accepted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from .locate import locate
from .narrow import is_items, is_mapping

__all__ = ["Shape", "ShapeLike", "apply_shape", "list_of", "map_of", "obj", "one_of", "ref"]

Shape: TypeAlias = Callable[[Any, Mapping[str, Any]], object]
"""Takes a value and the table of named shapes, and gives the value with wire names."""
ShapeLike: TypeAlias = Shape | str
"""A shape, or the name of one in the table."""
Entry: TypeAlias = str | tuple[str, ShapeLike | None]
"""Wire name, or (wire name, shape of the value)."""


def _run(shape: ShapeLike | None, value: Any, table: Mapping[str, Any]) -> object:
    if shape is None or value is None:
        return value
    resolved: Shape = table[shape] if isinstance(shape, str) else shape
    return resolved(value, table)


class _Object:
    """Renames the keys of a mapping and shapes its values."""

    __slots__ = ("fields",)

    def __init__(self, fields: Mapping[str, Entry]) -> None:
        pairs: dict[str, tuple[str, ShapeLike | None]] = {
            name: (e, None) if isinstance(e, str) else e for name, e in fields.items()
        }
        self.fields: dict[str, tuple[str, ShapeLike | None]] = {
            **{wire: (wire, shape) for wire, shape in pairs.values()},
            **pairs,
        }

    def __call__(self, value: Any, table: Mapping[str, Any]) -> object:
        if not is_mapping(value):
            return value
        out: dict[object, object] = {}
        for key, inner in value.items():
            wire, shape = self.fields.get(key, (key, None))
            out[wire] = _run(shape, inner, table)
        return out

    def known(self, value: Mapping[Any, Any]) -> int:
        """How many keys of `value` the shape knows."""
        return sum(1 for key in value if key in self.fields)


def obj(fields: Mapping[str, Entry]) -> Shape:
    """A mapping with these Python names; fields that are neither renamed nor shaped may be left out."""
    return _Object(fields)


def list_of(item: ShapeLike) -> Shape:
    """An array whose items have one shape."""

    def apply(value: Any, table: Mapping[str, Any]) -> object:
        if not is_items(value):
            return _run(item, value, table) if is_mapping(value) else value
        return [_run(item, inner, table) for inner in value]

    return apply


def map_of(inner: ShapeLike) -> Shape:
    """An object with free keys, which are never renamed."""

    def apply(value: Any, table: Mapping[str, Any]) -> object:
        if not is_mapping(value):
            return value
        return {key: _run(inner, item, table) for key, item in value.items()}

    return apply


def one_of(*members: ShapeLike) -> Shape:
    """A union: the member that knows most keys of a mapping; for arrays the list member."""

    def apply(value: Any, table: Mapping[str, Any]) -> object:
        resolved = [table[member] if isinstance(member, str) else member for member in members]
        if is_mapping(value):
            objects = [member for member in resolved if isinstance(member, _Object)]
            if objects:
                return max(objects, key=lambda member: member.known(value))(value, table)
        for member in resolved:
            if not isinstance(member, _Object):
                changed = member(value, table)
                if changed is not value:
                    return changed
        return value

    return apply


def ref(name: str) -> Shape:
    """The shape of that name in the table."""

    def apply(value: Any, table: Mapping[str, Any]) -> object:
        return _run(name, value, table)

    return apply


def apply_shape(name: str, value: object) -> object:
    """`value` with the wire names of the package's shape `name`."""
    table: Mapping[str, Any] = locate("types._wire:SHAPES")
    return _run(name, value, table)
