"""The type of values that two types both allow, as far as the IR can say it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields as dataclass_fields
from dataclasses import replace
from typing import Any, Final

from generator.ir.types import (
    Const,
    Constraints,
    EnumOf,
    JsonScalar,
    ListOf,
    MapOf,
    Nullable,
    ObjectDef,
    OneOf,
    Ref,
    Scalar,
    ScalarKind,
    TypeRef,
)
from generator.lower.context import Context
from generator.lower.schemas.alias_graph import follow_aliases
from generator.lower.schemas.enums import enum_type, kind_of_value, value_key

_TEXTUAL: Final = frozenset(
    {
        ScalarKind.STRING,
        ScalarKind.BINARY,
        ScalarKind.BASE64,
        ScalarKind.DATE_TIME,
        ScalarKind.DATE,
        ScalarKind.INT64_STRING,
    }
)
_NUMERIC: Final = (ScalarKind.NUMBER, ScalarKind.INTEGER, ScalarKind.UNIX_TIME)
"""Each narrower than the ones before it."""
_TIGHTER: Final[Mapping[str, Callable[[Any, Any], Any]]] = {
    **dict.fromkeys(("minimum", "exclusive_minimum", "min_length", "min_items"), max),
    **dict.fromkeys(("maximum", "exclusive_maximum", "max_length", "max_items"), min),
}
"""By bound: which of two leaves fewer values."""


def intersect(ctx: Context, left: TypeRef, right: TypeRef) -> TypeRef | None:
    """The narrower of two types, or a type made of both; None when they exclude each other or cannot be joined.

    A reference stays a reference where it is the narrower one.
    """
    if left == right or is_any(left):
        return right
    if is_any(right):
        return left
    if not ctx.deeper():
        return None
    try:
        return _intersect(ctx, left, right)
    finally:
        ctx.shallower()


def is_any(type_: TypeRef) -> bool:
    """Whether a type allows every JSON value."""
    return isinstance(type_, Scalar) and type_.kind is ScalarKind.ANY


def expand(ctx: Context, type_: TypeRef) -> TypeRef:
    """What stands behind references to aliases; a reference to an object, or into a cycle, stays."""
    return follow_aliases(ctx.types.get, type_, ctx.ends)


def object_behind(ctx: Context, type_: TypeRef) -> ObjectDef | None:
    """The object definition that a type leads to, if it leads to one."""
    inner = expand(ctx, type_)
    definition = ctx.types.get(inner.id) if isinstance(inner, Ref) else None
    return definition if isinstance(definition, ObjectDef) else None


def _intersect(ctx: Context, left: TypeRef, right: TypeRef) -> TypeRef | None:
    """Both types are known to differ and to be no ANY."""
    a, b = expand(ctx, left), expand(ctx, right)
    if isinstance(a, Nullable) and isinstance(b, Nullable):
        inner = intersect(ctx, a.inner, b.inner)
        return None if inner is None else Nullable(inner)
    if isinstance(a, Nullable) or isinstance(b, Nullable):
        return intersect(
            ctx, a.inner if isinstance(a, Nullable) else left, b.inner if isinstance(b, Nullable) else right
        )
    if isinstance(a, OneOf):
        return _filtered(ctx, a, left, right)
    if isinstance(b, OneOf):
        return _filtered(ctx, b, right, left)
    if isinstance(a, Const | EnumOf) or isinstance(b, Const | EnumOf):
        return _values(a, b, left, right)
    if isinstance(a, Scalar) and isinstance(b, Scalar):
        return _scalars(a, b)
    if isinstance(a, MapOf) and object_behind(ctx, b) is not None:
        return right
    if isinstance(b, MapOf) and object_behind(ctx, a) is not None:
        return left
    return _containers(ctx, a, b)


def _containers(ctx: Context, a: TypeRef, b: TypeRef) -> TypeRef | None:
    """Two lists or two maps."""
    if isinstance(a, ListOf) and isinstance(b, ListOf):
        item = intersect(ctx, a.item, b.item)
        if item is None:
            return None
        return ListOf(item, b.prefix or a.prefix, _bounds(a.constraints, b.constraints))
    if isinstance(a, MapOf) and isinstance(b, MapOf):
        value = intersect(ctx, a.value, b.value)
        return None if value is None else MapOf(value)
    return a if a == b else None


def _filtered(ctx: Context, union: OneOf, as_written: TypeRef, other: TypeRef) -> TypeRef | None:
    """The variants of a union that the other type leaves."""
    met = [intersect(ctx, variant, other) for variant in union.variants]
    kept = tuple({repr(each): each for each in met if each is not None}.values())
    if kept == union.variants:
        return as_written
    if not kept:
        return None
    return kept[0] if len(kept) == 1 else OneOf(kept)


def _values(a: TypeRef, b: TypeRef, left: TypeRef, right: TypeRef) -> TypeRef | None:
    """At least one side enumerates its values."""
    mine, others = values_of(a), values_of(b)
    if mine is not None and others is not None:
        keys = {value_key(value) for value in others}
        common = [value for value in mine if value_key(value) in keys]
        if len(common) == len(mine):
            return left
        if len(common) == len(others):
            return right
        return enum_type(common) if common else None
    values, scalar, enum = (mine, b, left) if mine is not None else (others, a, right)
    if values is None or not isinstance(scalar, Scalar):
        return None
    kept = [value for value in values if _allows(scalar.kind, value)]
    if len(kept) == len(values):
        return enum
    return enum_type(kept) if kept else None


def values_of(type_: TypeRef) -> tuple[JsonScalar, ...] | None:
    """The values that a const or enum lists, None for other types."""
    if isinstance(type_, Const):
        return (type_.value,)
    return type_.values if isinstance(type_, EnumOf) else None


def _allows(kind: ScalarKind, value: JsonScalar) -> bool:
    """Whether a scalar type includes a value."""
    actual = kind_of_value(value)
    if actual is ScalarKind.INTEGER:
        return kind in _NUMERIC
    return kind in _TEXTUAL if actual is ScalarKind.STRING else kind is actual


def _scalars(a: Scalar, b: Scalar) -> Scalar | None:
    """Two scalar types; the later one's format wins where both have one."""
    bounds = _bounds(a.constraints, b.constraints)
    if a.kind is b.kind:
        return Scalar(b.kind, b.format or a.format, bounds)
    if a.kind in _NUMERIC and b.kind in _NUMERIC:
        narrow = max(a, b, key=lambda each: _NUMERIC.index(each.kind))
        return replace(narrow, constraints=bounds)
    if ScalarKind.STRING in (a.kind, b.kind) and a.kind in _TEXTUAL and b.kind in _TEXTUAL:
        narrow = b if a.kind is ScalarKind.STRING else a
        return replace(narrow, constraints=bounds)
    return None


def _bounds(a: Constraints | None, b: Constraints | None) -> Constraints | None:
    """Bounds of both: the tighter one where both state a bound, the later one where neither is tighter."""
    if a is None or b is None:
        return a or b
    merged = {field.name: getattr(a, field.name) for field in dataclass_fields(a)}
    for name, mine in merged.items():
        other = getattr(b, name)
        if mine is None or mine is False:
            merged[name] = other
        elif other is not None and other is not False:
            merged[name] = _TIGHTER[name](mine, other) if name in _TIGHTER else other
    return Constraints(**merged)
