"""Strict JSON Schema of Python types, under its familiar name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._runtime.structured import schema_of

if TYPE_CHECKING:
    from pydantic import BaseModel, TypeAdapter

__all__ = ["to_strict_json_schema"]


def to_strict_json_schema(model: type[BaseModel] | TypeAdapter[Any]) -> dict[str, Any]:
    """The schema that strict structured output takes.  Raises TypeError for what it cannot say."""
    return schema_of(model)
