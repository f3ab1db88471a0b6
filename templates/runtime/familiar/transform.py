"""Request data with the names and formats that annotations ask for.

The generated methods do not need this: they know at generation time what has to be renamed.  It is here for
programs that describe parameters of their own with `PropertyInfo`.
"""

from __future__ import annotations

import base64
import io
import os
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

import pydantic
from typing_extensions import get_type_hints

from ..sentinels import NotGiven, Omit
from ..waiting import in_thread
from .inspection import (
    get_args,
    get_origin,
    is_annotated_type,
    is_iterable_type,
    is_list_type,
    is_sequence_type,
    is_typeddict,
    is_union_type,
    strip_annotated_type,
)
from .properties import PropertyInfo
from .values import is_list

__all__ = ["PropertyInfo", "async_maybe_transform", "async_transform", "maybe_transform", "transform"]

T = TypeVar("T")


def transform(data: T, expected_type: object) -> T:
    """`data` as it goes over the wire when it is of `expected_type` (a TypedDict, a list of them, a union…).

    Keys get their aliases, dates and files their formats, models become dictionaries, omitted entries vanish.
    What does not fit the type stays as it is.
    """
    return cast("T", _transformed(data, expected_type, _info_of(expected_type)))


def maybe_transform(data: object, expected_type: object) -> Any | None:
    """`transform` of what is there."""
    return None if data is None else transform(data, expected_type)


async def async_transform(data: T, expected_type: object) -> T:
    """`transform` in a worker thread: it may read files."""
    return await in_thread(lambda: transform(data, expected_type))


async def async_maybe_transform(data: object, expected_type: object) -> Any | None:
    """`async_transform` of what is there."""
    return None if data is None else await async_transform(data, expected_type)


def _info_of(annotation: object) -> PropertyInfo | None:
    """The `PropertyInfo` in the outermost annotations, if any."""
    while annotation is not None:
        if is_annotated_type(annotation):
            for metadata in get_args(annotation)[1:]:
                if isinstance(metadata, PropertyInfo):
                    return metadata
        inner = get_args(annotation)
        if not inner or strip_annotated_type(annotation) is annotation:
            return None
        annotation = inner[0]
    return None


def _transformed(data: Any, annotation: object, info: PropertyInfo | None) -> Any:
    """One value; `info` holds for it, and for the items and members inside."""
    type_ = strip_annotated_type(annotation)
    origin = get_origin(type_) or type_
    if is_typeddict(origin) and isinstance(data, Mapping):
        return _transformed_fields(cast("Mapping[str, object]", data), origin)
    if origin is dict and isinstance(data, Mapping):
        arguments = get_args(type_)
        values = arguments[1] if len(arguments) == 2 else object
        pairs = cast("Mapping[str, object]", data).items()
        return {key: _transformed(value, values, info) for key, value in pairs}
    if _holds_items(type_, data):
        return _transformed_items(data, type_, info)
    if is_union_type(type_):
        for member in get_args(type_):
            data = _transformed(data, member, info)
        return data
    if isinstance(data, pydantic.BaseModel):
        excluded: Any = getattr(data, "__api_exclude__", None)
        return data.model_dump(
            mode="json", by_alias=True, exclude_unset=True, exclude=excluded, warnings=True
        )
    return _formatted(data, info)


def _holds_items(type_: object, data: object) -> bool:
    if is_list_type(type_):
        return isinstance(data, list)
    if is_sequence_type(type_) or is_iterable_type(type_):
        return isinstance(data, Iterable) and not isinstance(
            data, (str, bytes, bytearray, Mapping, io.IOBase)
        )
    return False


def _transformed_items(data: Any, type_: object, info: PropertyInfo | None) -> Any:
    arguments = get_args(type_)
    item = arguments[0] if arguments else object
    if item in (int, float, bool):
        return data if is_list(data) else list(data)
    return [_transformed(value, item, info) for value in data]


def _transformed_fields(data: Mapping[str, object], cls: Any) -> dict[str, object]:
    hints = _hints(cls)
    out: dict[str, object] = {}
    for key, value in data.items():
        if isinstance(value, (NotGiven, Omit)):
            continue
        annotation = hints.get(key)
        if annotation is None:
            out[key] = value
            continue
        info = _info_of(annotation)
        out[(info.alias if info is not None else None) or key] = _transformed(value, annotation, info)
    return out


@lru_cache(maxsize=4096)
def _hints(cls: Any) -> Mapping[str, Any]:
    return get_type_hints(cls, include_extras=True)


def _formatted(data: Any, info: PropertyInfo | None) -> Any:
    if info is None or info.format is None:
        return data
    if info.format == "base64":
        return _base64(data)
    if isinstance(data, (date, datetime)):
        if info.format == "iso8601":
            return data.isoformat()
        if info.format_template is not None:
            return data.strftime(info.format_template)
    return data


def _base64(data: Any) -> Any:
    """Content of a file as base64 text; text stays as it is."""
    if isinstance(data, os.PathLike):
        content: Any = Path(cast("os.PathLike[str]", data)).read_bytes()
    elif isinstance(data, io.IOBase) or hasattr(data, "read"):
        content = data.read()
    else:
        return data
    raw = content.encode() if isinstance(content, str) else content
    if not isinstance(raw, bytes):
        raise TypeError(f"Could not read bytes from {data}; received {type(raw)}")
    return base64.b64encode(raw).decode("ascii")
