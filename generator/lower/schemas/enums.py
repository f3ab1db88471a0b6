"""`enum` and `const`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from generator.codes import lowering as codes
from generator.ir.types import Const, EnumOf, JsonScalar, Scalar, ScalarKind, TypeRef
from generator.lower.context import ANY, Context, Lowered
from generator.lower.keywords import json_types
from generator.lower.schemas.scalars import scalar_kind
from generator.narrow import is_list
from generator.spec.document import Node


def value_key(value: JsonScalar) -> tuple[str, JsonScalar]:
    """A key that keeps true, 1 and 1.0 apart, which are equal in Python but not all the same in JSON."""
    return type(value).__name__, value


def kind_of_value(value: JsonScalar) -> ScalarKind:
    """The scalar kind of one JSON value."""
    if value is None:
        return ScalarKind.NULL
    if isinstance(value, bool):
        return ScalarKind.BOOLEAN
    if isinstance(value, int):
        return ScalarKind.INTEGER
    return ScalarKind.NUMBER if isinstance(value, float) else ScalarKind.STRING


def common_kind(values: Iterable[JsonScalar]) -> ScalarKind:
    """The one kind that all values have; integers and numbers together are numbers, anything else is any value."""
    kinds = {kind_of_value(value) for value in values}
    if kinds == {ScalarKind.INTEGER, ScalarKind.NUMBER}:
        return ScalarKind.NUMBER
    return kinds.pop() if len(kinds) == 1 else ScalarKind.ANY


def enum_type(values: Sequence[JsonScalar]) -> TypeRef:
    """Const for one value, boolean for both truth values, else an enum.  No nulls, no repetitions, not empty."""
    if len(values) == 1:
        return Const(values[0])
    base = common_kind(values)
    return Scalar(base) if base is ScalarKind.BOOLEAN else EnumOf(tuple(values), base)


def enum_of(ctx: Context, node: Node, value: Mapping[str, object]) -> Lowered | None:
    """The type of a schema with `const` or `enum`; None when it has neither (or nothing usable)."""
    if "const" in value:
        return _of_values(ctx, node, value, [value["const"]])
    stated = value.get("enum")
    if stated is None:
        return None
    if not is_list(stated) or not stated:
        ctx.diagnostics.warning(codes.ODD_ENUM_VALUE, "an enum needs at least one value", node.origin)
        return None
    return _of_values(ctx, node, value, stated)


def _of_values(ctx: Context, node: Node, value: Mapping[str, object], stated: Sequence[object]) -> Lowered:
    """Sort values into null and others, dropping repetitions."""
    unique: dict[tuple[str, JsonScalar], JsonScalar] = {}
    for member in stated:
        if not isinstance(member, str | int | float | bool) and member is not None:
            ctx.diagnostics.warning(
                codes.ODD_ENUM_VALUE, "values that are arrays or objects cannot be enumerated", node.origin
            )
            return Lowered(ANY)
        if value_key(member) in unique:
            ctx.diagnostics.warning(codes.ODD_ENUM_VALUE, f"{member!r:.80} is repeated", node.origin)
        unique.setdefault(value_key(member), member)
    values = [member for member in unique.values() if member is not None]
    types, type_null = json_types(value)
    nullable = len(values) < len(unique)
    _check_types(ctx, node, types, values)
    if not values:
        return Lowered(Scalar(ScalarKind.NULL))
    # An enum without null allows none, even when `type` lists it; documents mean otherwise often enough.
    return Lowered(enum_type(values), nullable or type_null)


def _check_types(ctx: Context, node: Node, types: Sequence[str], values: Iterable[JsonScalar]) -> None:
    """Report values that `type` excludes; the enum wins, since it is what the document lists."""
    allowed = {scalar_kind(word) for word in types}
    if ScalarKind.NUMBER in allowed:
        allowed.add(ScalarKind.INTEGER)
    for member in values if types else ():
        if kind_of_value(member) not in allowed:
            ctx.diagnostics.warning(
                codes.ODD_ENUM_VALUE, f"{member!r:.80} is not of type {'/'.join(types):.80}", node.origin
            )
