"""Structured output: strict JSON Schema from Python types, and Python values from the JSON that a model wrote.

Types are pydantic models, dataclasses, TypedDicts, whatever else pydantic has a schema for, and `TypeAdapter`s.
"""

from __future__ import annotations

import dataclasses
from functools import lru_cache
from typing import Any, TypeVar, cast

from pydantic import BaseModel, TypeAdapter
from typing_extensions import is_typeddict

from .strict_schema import strict_schema

__all__ = ["adapter_of", "is_structured_type", "name_of", "parse_json", "schema_of"]

T = TypeVar("T")


def is_structured_type(value: object) -> bool:
    """Whether `value` is a type (or an adapter) whose values have named fields."""
    if isinstance(value, TypeAdapter):
        return True
    if not isinstance(value, type):
        return False
    class_: type[object] = value
    return issubclass(class_, BaseModel) or dataclasses.is_dataclass(class_) or is_typeddict(class_)


@lru_cache(maxsize=256)
def _cached_adapter(type_: Any) -> TypeAdapter[Any]:
    return TypeAdapter(type_)


def adapter_of(type_: type[T] | TypeAdapter[T]) -> TypeAdapter[T]:
    """The adapter of a type; made once."""
    if isinstance(type_, TypeAdapter):
        return type_
    made: Any = type_
    return cast("TypeAdapter[T]", _cached_adapter(made))


def name_of(type_: Any) -> str:
    """A name for the schema of a type: letters, digits, underscores and dashes, at most 64 of them."""
    named: Any = type_
    if isinstance(type_, TypeAdapter):
        named = cast("Any", type_)._type
    name = str(getattr(named, "__name__", None) or "Output")
    return "".join(c if c.isascii() and (c.isalnum() or c in "_-") else "_" for c in name)[:64]


def schema_of(type_: Any) -> dict[str, Any]:
    """The strict JSON Schema of a type.  Raises TypeError for what strict schemas cannot say (`strict_schema`)."""
    return strict_schema(adapter_of(type_).json_schema())


def parse_json(type_: type[T] | TypeAdapter[T], text: str | bytes) -> T:
    """The value that `text` holds.  Raises pydantic.ValidationError when it does not fit the type."""
    return adapter_of(type_).validate_json(text)
