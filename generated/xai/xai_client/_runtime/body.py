"""JSON request bodies.

The ordinary case is one call of the C encoder; nothing walks the parameters.  Only when the encoder meets a
value that is left out somewhere inside (`omit`), or an iterator, one slower pass makes plain data of the body.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, ItemsView, Iterator, Mapping
from enum import Enum
from typing import Any, NoReturn, TypeGuard, cast

from .narrow import is_array, is_iterable, is_mapping
from .sentinels import NotGiven, Omit, not_given, omit

__all__ = ["dump_json", "given", "plain"]


class _NeedsWalk(Exception):
    """An omitted value, or an iterator that can be read only once, was met inside the body."""


def given(values: Mapping[str, object]) -> dict[str, object]:
    """The entries that are neither omitted nor not given."""
    return {key: value for key, value in values.items() if value is not omit and value is not not_given}


def _is_one(value: object, module: str, *classes: str) -> TypeGuard[Any]:
    """Whether a value is of a class of a module; nobody has one where the module was never imported."""
    known = sys.modules.get(module)
    return known is not None and isinstance(value, tuple(getattr(known, name) for name in classes))


def plain(value: object) -> object:
    """What a value that JSON does not know stands for in a body.

    Models as their set fields under wire names, dates in ISO 8601, bytes in base64, enums by value, any mapping
    as an object, any other iterable as an array.  Raises TypeError for everything else.
    """
    dump: Callable[..., object] | None = getattr(value, "model_dump", None)
    if dump is not None and not isinstance(value, type):
        # Fields that helpers add to an answer are not part of it when it is sent back.
        own = getattr(value, "__api_exclude__", None)
        return dump(mode="json", by_alias=True, exclude_unset=True, exclude=own, warnings=False)
    if dump is not None:
        raise TypeError(
            f"You tried to pass a `BaseModel` class ({value!r}) where data is expected; "
            "a method that parses, such as `parse()`, takes classes"
        )
    if _is_one(value, "datetime", "date", "time"):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (bytes, bytearray, memoryview)):
        from base64 import b64encode

        return b64encode(bytes(cast("Any", value))).decode("ascii")
    if is_mapping(value):
        return dict(value)
    if _is_one(value, "uuid", "UUID"):
        return str(value)
    if _is_one(value, "decimal", "Decimal"):
        return int(value) if value == value.to_integral_value() else float(value)
    tolist: Callable[[], object] | None = getattr(value, "tolist", None)
    if tolist is not None:
        return tolist()
    if is_iterable(value) and not hasattr(value, "read"):
        return list(value)
    raise TypeError(f"Object of type {type(value).__name__} cannot be sent as JSON")


def _default(value: object) -> object:
    if value is omit or value is not_given or isinstance(value, Iterator):
        raise _NeedsWalk
    return plain(value)


_ENCODE = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_default
).encode
_SURROGATE = re.compile("[\ud800-\udfff]")


def dump_json(value: object) -> bytes:
    """`value` as compact UTF-8 JSON.

    Raises TypeError for objects that have no JSON form, ValueError for NaN, infinities and cycles.
    """
    try:
        text = _ENCODE(value)
    except _NeedsWalk:
        text = _ENCODE(_without_omitted(value))
    try:
        return text.encode()
    except UnicodeEncodeError:
        # Half of a surrogate pair, as from a stream cut inside an emoji, exists in JSON only as an escape.
        return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text).encode()


def _without_omitted(value: Any) -> object:
    """A copy of `value` in which omitted members and items are gone; lazily produced items are read once."""
    if isinstance(value, (str, int, float, type(None))):
        return value
    if isinstance(value, (Omit, NotGiven)):
        return None
    if is_mapping(value):
        items: ItemsView[Any, Any] = value.items()
        return {k: _without_omitted(v) for k, v in items if not isinstance(v, (Omit, NotGiven))}
    if is_array(value):
        return [_without_omitted(item) for item in value if not isinstance(item, (Omit, NotGiven))]
    return _without_omitted(plain(value))


def unsupported(value: object, kind: str) -> NoReturn:
    """Refuse a body of the wrong type."""
    raise TypeError(f"A {kind} body cannot be made of {type(value).__name__}")
