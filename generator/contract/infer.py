"""A schema for values that were seen: types, members, whether null occurs.  No enums, no bounds: few samples prove neither."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.contract.branches import json_kind
from generator.narrow import is_list, is_object

_MAP_FROM = 12
"""An object with more members than this whose values are all of one scalar type is a map, not a class."""


def schema_of(values: Sequence[Any]) -> dict[str, Any]:
    """The narrowest plain schema that admits all values; {} when there is nothing but null."""
    kinds = {json_kind(value) for value in values}
    nullable = "null" in kinds
    kinds.discard("null")
    if "number" in kinds:
        kinds.discard("integer")
    present = [value for value in values if value is not None]
    if not kinds:
        return {}
    schemas = [_of_kind(kind, present) for kind in sorted(kinds)]
    schema: dict[str, Any] = schemas[0] if len(schemas) == 1 else {"anyOf": schemas}
    if nullable:
        schema["nullable"] = True
    return schema


def _of_kind(kind: str, values: list[Any]) -> dict[str, Any]:
    if kind == "object":
        return _object([v for v in values if is_object(v)])
    if kind == "array":
        items = [item for v in values if is_list(v) for item in v]
        return {"type": "array", "items": schema_of(items)}
    return {"type": kind}


def _object(values: list[dict[str, Any]]) -> dict[str, Any]:
    members: dict[str, list[Any]] = {}
    for value in values:
        for key, inner in value.items():
            members.setdefault(key, []).append(inner)
    if len(members) > _MAP_FROM:
        every = schema_of([inner for inners in members.values() for inner in inners])
        if every.get("type") in ("string", "number", "integer", "boolean"):
            return {"type": "object", "additionalProperties": every}
    if not members:
        return {"type": "object", "additionalProperties": {}}
    return {"type": "object", "properties": {key: schema_of(inner) for key, inner in members.items()}}
