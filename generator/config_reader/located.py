"""Plain data in which every value knows its place in the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from generator.diagnostics import Origin
from generator.narrow import Data
from generator.spec.limits import Limits
from generator.spec.source import Source

LIMITS = Limits(bytes=8_000_000, depth=64, nodes=200_000, alias_nodes=50_000, merged_keys=10_000, files=1)
"""A configuration beyond these bounds is taken for a mistake."""

Value: TypeAlias = "str | int | float | bool | tuple[Located, ...] | Mapping[str, Located] | None"


@dataclass(frozen=True, slots=True)
class Located:
    """A value and its place.  Sequences are tuples of `Located`; mappings have string keys and `Located` values."""

    value: Value
    origin: Origin

    @property
    def kind(self) -> str:
        """The value's type in the words of an author of YAML."""
        match self.value:
            case None:
                return "nothing"
            case bool():
                return "a boolean"
            case int() | float():
                return "a number"
            case str():
                return "a text"
            case tuple():
                return "a list"
            case _:
                return "a mapping"


def locate(source: Source) -> Located:
    """The data of a file with the line of every value (the line of its key, for a member of a mapping)."""
    return _locate(source.data, Origin(source.name), source)


def _locate(data: Data, where: Origin, source: Source) -> Located:
    origin = source.origin(where.pointer)
    if isinstance(data, dict):
        return Located(
            {str(key): _locate(item, where.child(key), source) for key, item in data.items()}, origin
        )
    if isinstance(data, list):
        items = (_locate(item, where.child(index), source) for index, item in enumerate(data))
        return Located(tuple(items), origin)
    return Located(data, origin)
