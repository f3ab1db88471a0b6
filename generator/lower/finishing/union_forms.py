"""Variants of unions joined: equal ones, and enums of one kind."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from generator.ir.types import Const, EnumOf, JsonScalar, ScalarKind, TypeRef
from generator.lower.schemas.enums import common_kind, enum_type, value_key

Entry: TypeAlias = tuple[TypeRef, tuple[JsonScalar, ...]]
"""A variant and the tags that a mapping gives it."""


def joined(entries: Iterable[Entry]) -> list[Entry]:
    """Equal variants as one, with the tags of all; consts and enums of one kind as one enum."""
    found: dict[str, Entry] = {}
    for variant, tags in entries:
        key = repr(variant)
        known = found.get(key)
        if known is None:
            found[key] = (variant, tags)
        elif known[1] != tags:
            found[key] = (variant, known[1] + tags)
    return _joined_enums(list(found.values()))


def _values(variant: Const | EnumOf) -> tuple[JsonScalar, ...]:
    """The values that a variant lists."""
    return (variant.value,) if isinstance(variant, Const) else variant.values


def _joined_enums(entries: list[Entry]) -> list[Entry]:
    """Consts and enums of one kind as a single enum, in the place of the first."""
    listed = [variant for variant, _ in entries if isinstance(variant, Const | EnumOf)]
    if len(listed) < 2:
        return entries
    groups: dict[ScalarKind, dict[tuple[str, JsonScalar], JsonScalar]] = {}
    for variant in listed:
        group = groups.setdefault(common_kind(_values(variant)), {})
        group.update((value_key(value), value) for value in _values(variant))
    result: list[Entry] = []
    for entry, tags in entries:
        if not isinstance(entry, Const | EnumOf):
            result.append((entry, tags))
            continue
        group_values = groups.pop(common_kind(_values(entry)), None)
        if group_values is not None:
            result.append((enum_type(list(group_values.values())), tags))
    return result
