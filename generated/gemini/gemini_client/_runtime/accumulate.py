"""Growing values out of streamed pieces, in time that is linear in what was streamed.

Text is kept in pieces and joined when somebody reads it; models that show a state of the text so far work it out
when asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self, cast

from pydantic import ConfigDict
from pydantic_core import from_json

from .models import BaseModel
from .narrow import is_array, is_object

__all__ = ["DeferredModel", "TextBuffer", "Tree", "accumulate_delta", "partial_json"]

_KEPT = ("index", "type")
"""Members that say where a delta belongs; they are the same in every piece."""


class TextBuffer:
    """A growing text.  Adding costs as much as the piece, whatever the length so far."""

    __slots__ = ("_length", "_pieces")

    def __init__(self, text: str = "") -> None:
        self._pieces: list[str] = [text] if text else []
        self._length = len(text)

    def __len__(self) -> int:
        return self._length

    def append(self, piece: str) -> None:
        """Add to the end."""
        if piece:
            self._pieces.append(piece)
            self._length += len(piece)

    def text(self, length: int | None = None) -> str:
        """The text so far, or what it was when it had `length` characters."""
        if len(self._pieces) > 1:
            self._pieces = ["".join(self._pieces)]
        whole = self._pieces[0] if self._pieces else ""
        return whole if length is None or length == self._length else whole[:length]


def partial_json(text: str) -> Any:
    """What the beginning of a JSON text says so far; None while it says nothing, and for what is no JSON."""
    try:
        return from_json(text, allow_partial=True) if text.strip() else None
    except ValueError:
        return None


_REPLACED = frozenset({*_KEPT, "id", "object", "role", "status", "call_id"})
"""Texts of a tree that are whole each time."""


class Tree:
    """A growing JSON value: texts are appended to, objects merged, and lists of objects with an `index` by that.

    Entries of a list that came without an index stand at their position.
    """

    __slots__ = ("_members",)

    def __init__(self) -> None:
        self._members: dict[str, Any] = {}

    def __bool__(self) -> bool:
        return bool(self._members)

    @property
    def index(self) -> Any:
        """Its place in a list of such."""
        return self._members.get("index")

    def add(self, delta: Mapping[str, Any]) -> None:
        """Take in one piece.  A null adds nothing."""
        for key, value in delta.items():
            self._members[key] = _grown(self._members.get(key), value, key)

    def value(self) -> dict[str, Any]:
        """A plain copy of the whole."""
        return {key: _plain(value) for key, value in self._members.items()}


def _grown(old: Any, value: Any, key: str) -> Any:
    if value is None:
        return old
    if isinstance(value, str) and key not in _REPLACED:
        buffer: TextBuffer = old if isinstance(old, TextBuffer) else TextBuffer()
        buffer.append(value)
        return buffer
    if is_object(value):
        tree = old if isinstance(old, Tree) else Tree()
        tree.add(value)
        return tree
    if is_array(value):
        return _grown_list(_as_list(old), _as_list(value))
    return value


def _as_list(value: object) -> list[Any]:
    """The list itself; an empty one for anything else."""
    return cast("Any", value) if isinstance(value, list) else []


def _grown_list(old: list[Any], items: list[Any]) -> list[Any]:
    for item in items:
        index = item.get("index") if is_object(item) else None
        found = _entry(old, index) if isinstance(index, int) else None
        if found is not None:
            found.add(item)
        else:
            old.append(_grown(None, item, ""))
    return old


def _entry(entries: list[Any], index: int) -> Tree | None:
    """The entry at an index; almost always where its number says."""
    if index < len(entries) and isinstance(entries[index], Tree) and entries[index].index in (None, index):
        return cast("Tree", entries[index])
    return next((e for e in entries if isinstance(e, Tree) and e.index == index), None)


def _plain(value: Any) -> Any:
    if isinstance(value, TextBuffer):
        return value.text()
    if isinstance(value, Tree):
        return value.value()
    return [_plain(item) for item in cast("list[Any]", value)] if is_array(value) else value


def accumulate_delta(whole: dict[Any, Any], delta: dict[Any, Any]) -> dict[Any, Any]:
    """Merge one delta into plain data, in place, and return it.

    Texts are appended and numbers added, except for ``index`` and ``type``; objects are merged; lists of plain values
    are joined; in lists of objects each entry of the delta goes to the place that its ``index`` names.  Raises
    TypeError and RuntimeError for entries of such lists that are no objects, or lack their index.
    """
    for key, value in delta.items():
        old = whole.get(key)
        if is_array(value):
            whole[key] = _merged_list(_as_list(old), _as_list(value))
        elif old is None or key in _KEPT:
            whole[key] = value
        elif (isinstance(old, str) and isinstance(value, str)) or (_is_number(old) and _is_number(value)):
            whole[key] = old + value
        elif is_object(old) and is_object(value):
            whole[key] = accumulate_delta(cast("dict[Any, Any]", old), cast("dict[Any, Any]", value))
    return whole


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _merged_list(old: list[Any], items: list[Any]) -> list[Any]:
    if not any(is_object(entry) for entry in old) and not any(
        is_object(item) and "index" in item for item in items
    ):
        return [*old, *items]
    for entry in items:
        if not is_object(entry):
            raise TypeError(f"An entry of a list of deltas is not a dictionary: {entry!r}")
        if "index" not in entry:
            raise RuntimeError(f"An entry of a list of deltas must have an `index` key: {entry!r}")
        index = entry["index"]
        if not isinstance(index, int):
            raise TypeError(f"The `index` of an entry of a list of deltas is not an integer: {index!r}")
        place = next((n for n, e in enumerate(old) if is_object(e) and e.get("index", n) == index), None)
        if place is None:
            old.append(accumulate_delta({}, cast("dict[Any, Any]", entry)))
        else:
            accumulate_delta(cast("dict[Any, Any]", old[place]), cast("dict[Any, Any]", entry))
    return old


class DeferredModel(BaseModel):
    """A model some of whose fields are worked out when they are first read."""

    model_config: ClassVar[ConfigDict] = ConfigDict(arbitrary_types_allowed=True)
    __slots__ = ("_sdk_deferred",)

    @classmethod
    def deferred(cls, values: dict[str, Any], later: dict[str, Callable[[], Any]]) -> Self:
        """An instance with `values`, unchecked; `later` gives the other fields when they are asked for."""
        made = cls.__new__(cls)
        object.__setattr__(made, "__dict__", values)
        object.__setattr__(made, "__pydantic_fields_set__", {*values, *later})
        object.__setattr__(made, "__pydantic_extra__", {})
        object.__setattr__(made, "__pydantic_private__", None)
        object.__setattr__(made, "_sdk_deferred", later)
        return made

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            later = _later(self)
            if name in later:
                vars(self)[name] = later.pop(name)()
                return vars(self)[name]
            return super().__getattr__(name)

    def settle(self) -> Self:
        """Work out every field."""
        later = _later(self)
        for name in list(later):
            object.__getattribute__(self, "__dict__")[name] = later.pop(name)()
        return self

    def __repr_args__(self) -> Any:
        self.settle()
        return super().__repr_args__()

    def __eq__(self, other: object) -> bool:
        if isinstance(other, DeferredModel):
            other.settle()
        return super(DeferredModel, self.settle()).__eq__(other)

    def __iter__(self) -> Any:
        self.settle()
        return super().__iter__()

    def __getstate__(self) -> dict[Any, Any]:
        self.settle()
        return super().__getstate__()

    def __copy__(self) -> Self:
        self.settle()
        return super().__copy__()

    def __deepcopy__(self, memo: dict[int, Any] | None = None) -> Self:
        self.settle()
        return super().__deepcopy__(memo)

    def model_dump(self, **options: Any) -> dict[str, Any]:
        """As the base's."""
        self.settle()
        return super().model_dump(**options)

    def model_dump_json(self, **options: Any) -> str:
        """As the base's."""
        self.settle()
        return super().model_dump_json(**options)


def _later(model: DeferredModel) -> dict[str, Callable[[], Any]]:
    try:
        return cast("dict[str, Callable[[], Any]]", object.__getattribute__(model, "_sdk_deferred"))
    except AttributeError:
        return {}
