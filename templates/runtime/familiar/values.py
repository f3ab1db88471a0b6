"""Questions about values, and small conversions of them."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeGuard, TypeVar, cast

from typing_extensions import ParamSpec

from ..sentinels import NotGiven, Omit
from ..waiting import async_library

__all__ = [
    "coerce_boolean",
    "coerce_float",
    "coerce_integer",
    "consume_async_iterator",
    "consume_sync_iterator",
    "file_from_path",
    "flatten",
    "get_async_library",
    "get_required_header",
    "human_join",
    "is_dict",
    "is_given",
    "is_iterable",
    "is_list",
    "is_mapping",
    "is_mapping_t",
    "is_sequence",
    "is_sequence_t",
    "is_tuple",
    "is_tuple_t",
    "json_safe",
    "lru_cache",
    "maybe_coerce_boolean",
    "maybe_coerce_float",
    "maybe_coerce_integer",
    "quote",
    "removeprefix",
    "removesuffix",
    "strip_not_given",
]

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")
P = ParamSpec("P")
TupleT = TypeVar("TupleT", bound=tuple[object, ...])
MappingT = TypeVar("MappingT", bound=Mapping[Any, Any])
SequenceT = TypeVar("SequenceT", bound=Sequence[Any])


def is_given(value: T | NotGiven | Omit) -> TypeGuard[T]:
    """Whether `value` is a real argument."""
    return not isinstance(value, (NotGiven, Omit))


def is_dict(value: object) -> TypeGuard[dict[object, object]]:
    """Whether `value` is a dictionary."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[object]]:
    """Whether `value` is a list."""
    return isinstance(value, list)


def is_tuple(value: object) -> TypeGuard[tuple[object, ...]]:
    """Whether `value` is a tuple."""
    return isinstance(value, tuple)


def is_tuple_t(value: TupleT | object) -> TypeGuard[TupleT]:
    """As `is_tuple`, for a value whose type names the tuple already."""
    return isinstance(value, tuple)


def is_mapping(value: object) -> TypeGuard[Mapping[str, object]]:
    """Whether `value` is a mapping."""
    return isinstance(value, Mapping)


def is_mapping_t(value: MappingT | object) -> TypeGuard[MappingT]:
    """As `is_mapping`, for a value whose type names the mapping already."""
    return isinstance(value, Mapping)


def is_sequence(value: object) -> TypeGuard[Sequence[object]]:
    """Whether `value` is a sequence; text and bytes are."""
    return isinstance(value, Sequence)


def is_sequence_t(value: SequenceT | object) -> TypeGuard[SequenceT]:
    """As `is_sequence`, for a value whose type names the sequence already."""
    return isinstance(value, Sequence)


def is_iterable(value: object) -> TypeGuard[Iterable[object]]:
    """Whether `value` can be iterated over."""
    return isinstance(value, Iterable)


def flatten(nested: Iterable[Iterable[T]]) -> list[T]:
    """The items of the inner iterables, one after the other."""
    return [item for inner in nested for item in inner]


def strip_not_given(values: Any) -> Any:
    """A mapping without the entries that are not given; anything else as it is."""
    if values is None or not isinstance(values, Mapping):
        return values
    pairs = cast("Mapping[object, object]", values).items()
    return {key: value for key, value in pairs if not isinstance(value, NotGiven)}


def coerce_integer(text: str) -> int:
    """Decimal text as an integer.  Raises ValueError."""
    return int(text, base=10)


def coerce_float(text: str) -> float:
    """Text as a number.  Raises ValueError."""
    return float(text)


def coerce_boolean(text: str) -> bool:
    """Whether the text says yes: ``true``, ``1`` or ``on``."""
    return text in ("true", "1", "on")


def maybe_coerce_integer(text: str | None) -> int | None:
    """`coerce_integer` of what is there."""
    return None if text is None else coerce_integer(text)


def maybe_coerce_float(text: str | None) -> float | None:
    """`coerce_float` of what is there."""
    return None if text is None else coerce_float(text)


def maybe_coerce_boolean(text: str | None) -> bool | None:
    """`coerce_boolean` of what is there."""
    return None if text is None else coerce_boolean(text)


def removeprefix(text: str, prefix: str) -> str:
    """`text` without `prefix` at its start."""
    return text.removeprefix(prefix)


def removesuffix(text: str, suffix: str) -> str:
    """`text` without `suffix` at its end."""
    return text.removesuffix(suffix)


def quote(text: str) -> str:
    """`text` between single quotes."""
    return f"'{text}'"


def human_join(parts: Sequence[str], *, delim: str = ", ", final: str = "or") -> str:
    """A list as people write it: ``a, b or c``."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{delim.join(parts[:-1])} {final} {parts[-1]}"


def file_from_path(path: str) -> tuple[str, bytes]:
    """Name and content of a file, to pass where a file is expected."""
    file = Path(path)
    return file.name, file.read_bytes()


def get_required_header(headers: Any, name: str) -> str:
    """The value of a header, whatever the case of its name.  Raises ValueError when it is missing."""
    wanted = re.sub(r"[_\s]", "-", name).lower()
    pairs: Iterable[tuple[str, object]] = headers.items() if hasattr(headers, "items") else ()
    for key, value in pairs:
        if key.lower() in (name.lower(), wanted) and isinstance(value, str):
            return value
    getter = getattr(headers, "get", None)
    value = getter(name) if getter is not None else None
    if not value:
        raise ValueError(f"Could not find {name} header")
    return str(value)


def get_async_library() -> str:
    """Name of the running async library: ``asyncio``, ``trio``, or ``false`` when none is running."""
    running = async_library()
    return "false" if running == "unknown" else running


def lru_cache(*, maxsize: int | None = 128) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """`functools.lru_cache` that keeps the signature of the function for type checkers."""

    def wrap(function: Callable[P, T]) -> Callable[P, T]:
        return cast("Callable[P, T]", functools.lru_cache(maxsize=maxsize)(function))

    return wrap


def json_safe(value: object) -> object:
    """`value` as data that `json.dumps` takes: lists for iterables, ISO text for dates."""
    if isinstance(value, Mapping):
        pairs = cast("Mapping[object, object]", value).items()
        return {json_safe(key): json_safe(inner) for key, inner in pairs}
    if isinstance(value, Iterable) and not isinstance(value, (str, bytes, bytearray)):
        return [json_safe(item) for item in cast("Iterable[object]", value)]
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return value


def consume_sync_iterator(iterator: Iterable[Any]) -> None:
    """Read an iterator to its end."""
    for _ in iterator:
        pass


async def consume_async_iterator(iterator: Any) -> None:
    """Read an async iterator to its end."""
    async for _ in iterator:
        pass
