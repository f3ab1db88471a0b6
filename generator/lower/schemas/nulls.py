"""Null beside other types."""

from __future__ import annotations

from generator.ir.types import Nullable, Scalar, ScalarKind, TypeRef
from generator.lower.context import Lowered

_ALREADY = frozenset({ScalarKind.ANY, ScalarKind.NULL})


def wrapped(lowered: Lowered) -> TypeRef:
    """The type with its nullability inside, for places that have no flag of their own (items, map values)."""
    inner = lowered.type
    if not lowered.nullable or isinstance(inner, Nullable):
        return inner
    if isinstance(inner, Scalar) and inner.kind in _ALREADY:
        return inner
    return Nullable(inner)
