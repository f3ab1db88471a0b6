"""What an update makes of a value (Overlay Specification 1.1.0, section "Action Object")."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from generator.narrow import Data

Keys: TypeAlias = tuple[str | int, ...]
Note: TypeAlias = Callable[[Keys, Keys], None]
"""Called with the keys of a value below the target that came from the update, and its keys in the update."""


class Incompatible(Exception):
    """The update has another shape than the value; `keys` lead to the place below the target."""

    def __init__(self, keys: Keys, old: Data, new: Data) -> None:
        self.keys = keys
        super().__init__(f"{_shape(new)} cannot be merged into {_shape(old)}")


def merge(old: Data, new: Data, note: Note) -> Data:
    """The target after an update.  Neither argument is changed.

    Mappings merge key by key, lists are joined, a value that is no list is appended to a list, scalars are
    replaced.  Raises Incompatible for everything else.
    """
    if isinstance(old, list) and not isinstance(new, list):
        note((len(old),), ())
        return [*old, new]
    return _merge(old, new, (), note)


def _merge(old: Data, new: Data, keys: Keys, note: Note) -> Data:
    if isinstance(old, dict) and isinstance(new, dict):
        result = dict(old)
        for key, value in new.items():
            if key in old:
                result[key] = _merge(old[key], value, (*keys, key), note)
            else:
                note((*keys, key), (*keys, key))
                result[key] = value
        return result
    if isinstance(old, list) and isinstance(new, list):
        for number in range(len(new)):
            note((*keys, len(old) + number), (*keys, number))
        return [*old, *new]
    if isinstance(old, dict | list) or isinstance(new, dict | list):
        raise Incompatible(keys, old, new)
    note(keys, keys)
    return new


def _shape(value: Data) -> str:
    if isinstance(value, dict):
        return "a mapping"
    return "a list" if isinstance(value, list) else "a single value"
