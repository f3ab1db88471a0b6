"""The IR as JSON: for looking at it, and for tests."""

from __future__ import annotations

import dataclasses
import enum
import json
from collections import Counter
from typing import Final

from generator.ir.api import Api
from generator.ir.types import (
    AliasDef,
    Const,
    EnumOf,
    ListOf,
    MapOf,
    Nullable,
    ObjectDef,
    OneOf,
    Ref,
    Scalar,
)
from generator.ir.walk import request_types, response_types
from generator.narrow import is_array, is_object

_TAGGED: Final = (Scalar, Const, EnumOf, ListOf, MapOf, Nullable, OneOf, Ref, ObjectDef, AliasDef)
"""Classes that share a place with others: their dump says which one it is, under ``is``."""


def dump(api: Api, *, summary: bool = False) -> str:
    """The IR as JSON text, the same for equal values; members with their default value are left out.

    Origins are written as ``file#pointer``.  `summary`: counts instead of contents.
    """
    data = summarise(api) if summary else plain(api)
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def plain(value: object) -> object:
    """Any value of the IR as JSON data."""
    if isinstance(value, enum.Enum):
        return value.value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _record(value)
    if is_object(value):
        return {str(key): plain(member) for key, member in value.items()}
    if is_array(value):
        return [plain(member) for member in value]
    return value


def _record(value: object) -> dict[str, object]:
    """One dataclass without its defaults."""
    assert dataclasses.is_dataclass(value)
    assert not isinstance(value, type)
    found: dict[str, object] = {}
    if isinstance(value, _TAGGED):
        found["is"] = type(value).__name__
    for field in dataclasses.fields(value):
        member = getattr(value, field.name)
        if field.name == "origin":
            if member.pointer or member.file:
                found["origin"] = f"{member.file}#{member.pointer}"
        elif field.default is dataclasses.MISSING or not _same(member, field.default):
            found[field.name] = plain(member)
    return found


def _same(member: object, default: object) -> bool:
    """Whether a member has its default value; 0 and False are not the same here."""
    return type(member) is type(default) and member == default


def summarise(api: Api) -> dict[str, object]:
    """How much of everything there is."""
    defs = api.types.defs.values()
    objects = [each for each in defs if isinstance(each, ObjectDef)]
    aliases = [each for each in defs if isinstance(each, AliasDef)]
    return {
        "title": api.title,
        "version": api.version,
        "format": api.format,
        "operations": len(api.operations),
        "methods": dict(sorted(Counter(each.method for each in api.operations).items())),
        "parameters": sum(len(each.params) for each in api.operations),
        "bodies": dict(
            sorted(
                Counter(c.kind for o in api.operations if o.body is not None for c in o.body.contents).items()
            )
        ),
        "streaming": sum(1 for each in api.operations if each.streaming is not None),
        "pagination": dict(
            sorted(Counter(o.pagination.scheme for o in api.operations if o.pagination is not None).items())
        ),
        "uploads": sum(1 for each in api.operations if each.upload is not None),
        "webhooks": len(api.webhooks),
        "security_schemes": [each.name for each in api.security_schemes],
        "types": len(api.types.defs),
        "named": sum(1 for each in defs if each.name is not None),
        "inline_objects": sum(1 for each in objects if each.name is None),
        "aliases": dict(sorted(Counter(type(each.target).__name__ for each in aliases).items())),
        "fields": sum(len(each.fields) for each in objects),
        "request_types": len(request_types(api)),
        "response_types": len(response_types(api)),
    }
