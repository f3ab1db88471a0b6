"""Any schema: the dispatch to the modules of single constructs, and definitions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from generator.codes import lowering as codes
from generator.ir.types import AliasDef, ObjectDef, OneOf, Ref, Scalar, ScalarKind, TypeDef, TypeId
from generator.lower.context import ANY, NEVER, Context, Hooks, Lowered
from generator.lower.definitions import Pending
from generator.lower.keywords import (
    ARRAY_KEYS,
    COMPOSITION_KEYS,
    STRUCTURAL_KEYS,
    UNEXPRESSED_KEYS,
    docs_of,
    flag,
    has_fields,
    is_object_schema,
    json_types,
    mapping,
    text,
)
from generator.lower.places import Place
from generator.lower.schemas import compose, unions
from generator.lower.schemas.arrays import list_of
from generator.lower.schemas.constraints import BOUND_KEYS
from generator.lower.schemas.enums import enum_of
from generator.lower.schemas.objects import map_of, own_shape
from generator.lower.schemas.peeling import peel
from generator.lower.schemas.scalars import scalar_of, untyped_scalar
from generator.lower.schemas.shapes import Shape
from generator.narrow import Data
from generator.spec.document import Node

_EVERY_TYPE: Final = frozenset({"string", "number", "boolean", "array", "object"})


def type_of(ctx: Context, node: Node, place: Place) -> Lowered:
    """The type of one schema.  Objects and compositions are only declared here, and defined later."""
    value: Data = node.value
    if value is True:
        return Lowered(ANY)
    if value is False:
        return Lowered(NEVER)
    if not isinstance(value, Mapping):
        ctx.diagnostics.error(codes.BAD_SCHEMA, "a schema is an object or a boolean", node.origin)
        return Lowered(ANY)
    if "$ref" in value:
        return _reference(ctx, node, value, place)
    if node.id in ctx.named and not ctx.types.is_busy(node.id):
        return Lowered(Ref(declare_inline(ctx, node, place)))
    if COMPOSITION_KEYS.isdisjoint(value):
        return plain_type(ctx, node, place)
    peeled = peel(node)
    if peeled.node is not node:
        _note_unexpressed(ctx, node, value)
        inner = ctx.type_of(peeled.node, place)
        return Lowered(inner.type, inner.nullable or peeled.nullable)
    return _composed(ctx, node, value, place)


def plain_type(ctx: Context, node: Node, place: Place) -> Lowered:
    """The type that a schema's own keywords describe, without `$ref` and composition."""
    value = mapping(node.value)
    _note_unexpressed(ctx, node, value)
    listed = enum_of(ctx, node, value)
    if listed is not None:
        return listed
    types, nullable = json_types(value)
    if "type" in value and not types:
        if not nullable:
            ctx.diagnostics.error(
                codes.UNKNOWN_TYPE, "type is neither a word nor a list of words", node.origin
            )
        return Lowered(Scalar(ScalarKind.NULL) if nullable else ANY)
    if len(types) > 1:
        return _several_types(ctx, node, value, types, nullable, place)
    word = types[0] if types else _implied_type(value)
    return Lowered(_single_type(ctx, node, value, word, place).type, nullable)


def _single_type(ctx: Context, node: Node, value: Mapping[str, object], word: str, place: Place) -> Lowered:
    """The type under one word of `type` ("" where none is stated or implied)."""
    if word == "object":
        if has_fields(value):
            return Lowered(Ref(declare_inline(ctx, node, place)))
        return map_of(ctx, node, value, place)
    if word == "array":
        return list_of(ctx, node, value, place)
    return Lowered(scalar_of(ctx, node, value, word) if word else untyped_scalar(ctx, node, value))


def _implied_type(value: Mapping[str, object]) -> str:
    """What a schema without `type` is about, from keywords that make sense for one type only."""
    if is_object_schema(value):
        return "object"
    return "" if ARRAY_KEYS.isdisjoint(value) else "array"


def _several_types(
    ctx: Context,
    node: Node,
    value: Mapping[str, object],
    types: tuple[str, ...],
    nullable: bool,
    place: Place,
) -> Lowered:
    """A list of types: the union of what the schema means under each."""
    if set(types) >= _EVERY_TYPE:
        return Lowered(ANY, nullable)
    if "number" in types:
        types = tuple(word for word in types if word != "integer")
    variants: list[Lowered] = []
    for word in types:
        if word == "object" and has_fields(value):
            key = ctx.types.declare(
                Pending(node, place.step("variant", "object"), facet=True), TypeId(f"{node.id}/type/object")
            )
            variants.append(Lowered(Ref(key)))
        else:
            variants.append(_single_type(ctx, node, value, word, place))
    found = tuple(dict.fromkeys(each.type for each in variants))
    return Lowered(found[0] if len(found) == 1 else OneOf(found), nullable)


def declare_inline(ctx: Context, node: Node, place: Place) -> TypeId:
    """Declare an inline definition, or a named one where the place has a name to give."""
    if place.name is None or node.id in ctx.types:
        return ctx.types.declare(Pending(node, place))
    kind = place.path[-1][0] if place.path else "schema"
    return ctx.types.declare(Pending(node, Place(node.id), ctx.unique_name(place.name, kind.capitalize())))


def _reference(ctx: Context, node: Node, value: Mapping[str, object], place: Place) -> Lowered:
    """`$ref`, alone or with siblings (OpenAPI 3.1 lets them stand beside it)."""
    target = ctx.reference(node)
    if target is None:
        return Lowered(ANY)
    siblings = (STRUCTURAL_KEYS & value.keys()) - {"$ref"}
    bounds = BOUND_KEYS & value.keys()
    if bounds:
        words = ", ".join(sorted(bounds))
        ctx.diagnostics.note(codes.IGNORED_SIBLING, f"not part of the type: {words}", node.origin)
    if not siblings:
        return Lowered(Ref(target))
    if not siblings <= {"type"}:
        return Lowered(Ref(declare_inline(ctx, node, place)))
    types, nullable = json_types(value)
    pending = ctx.types.pending(target)
    stated = json_types(mapping(pending.node.value))[0] if pending is not None else ()
    if types and stated and types != stated:
        ctx.diagnostics.note(codes.IGNORED_SIBLING, f"type {'/'.join(types)} beside $ref", node.origin)
    return Lowered(Ref(target), nullable)


def _composed(ctx: Context, node: Node, value: Mapping[str, object], place: Place) -> Lowered:
    """allOf, oneOf, anyOf.  A union with nothing beside it stays structural; the rest becomes a definition."""
    for key in sorted(COMPOSITION_KEYS & value.keys()):
        if not isinstance(value[key], list) or not value[key]:
            ctx.diagnostics.error(codes.BAD_KEYWORD, f"{key} is not a list of schemas", node.origin)
    keys = compose.union_keys(value)
    if compose.is_merge(value):
        return Lowered(Ref(declare_inline(ctx, node, place)))
    if keys:
        _note_unexpressed(ctx, node, value)
        return unions.union_of(ctx, node, keys[0], place)
    return plain_type(ctx, node, place)


def _note_unexpressed(ctx: Context, node: Node, value: Mapping[str, object]) -> None:
    """Mention keywords that types cannot say."""
    if UNEXPRESSED_KEYS.isdisjoint(value):
        return
    words = ", ".join(sorted(UNEXPRESSED_KEYS & value.keys()))
    ctx.diagnostics.note(codes.KEYWORD_NOT_EXPRESSED, f"not part of the type: {words}", node.origin)


def define(ctx: Context, pending: Pending, type_id: TypeId) -> TypeDef:
    """Make one declared definition."""
    node = pending.node
    place = Place(type_id) if pending.name is not None else pending.place
    if pending.facet:
        return _object(ctx, pending, type_id, own_shape(ctx, node, place), False)
    peeled = peel(node)
    inner, value = peeled.node, mapping(peeled.node.value)
    nullable = peeled.nullable
    result: Shape | Lowered
    if compose.is_merge(value):
        _note_unexpressed(ctx, inner, value)
        result, union_null = compose.merged(ctx, inner, place, type_id)
        nullable = nullable or union_null
    elif _is_plain_object(value):
        _note_unexpressed(ctx, inner, value)
        result = own_shape(ctx, inner, place)
        nullable = nullable or json_types(value)[1]
    else:
        result = ctx.type_of(inner, place)
    if "discriminator" in value and not compose.union_keys(value) and isinstance(result, Shape):
        ctx.diagnostics.warning(codes.DISCRIMINATOR_ALONE, "no oneOf or anyOf beside it", inner.origin)
    if isinstance(result, Shape):
        return _object(ctx, pending, type_id, result, nullable)
    return _alias(pending, type_id, Lowered(result.type, result.nullable or nullable))


def _is_plain_object(value: Mapping[str, object]) -> bool:
    """Whether a schema is an object with named properties and no composition."""
    if not (COMPOSITION_KEYS | {"$ref", "enum", "const"}).isdisjoint(value):
        return False
    return is_object_schema(value) and has_fields(value)


def _object(ctx: Context, pending: Pending, type_id: TypeId, shape: Shape, nullable: bool) -> ObjectDef:
    """An object definition, with its loose ends noted in the context."""
    value = mapping(pending.node.value)
    if nullable:
        ctx.nullable_objects.add(type_id)
    if shape.required:
        ctx.open_required[type_id] = shape.required
        names = ", ".join(sorted(shape.required))
        ctx.diagnostics.warning(
            codes.REQUIRED_WITHOUT_PROPERTY, f"required but not declared: {names:.200}", pending.node.origin
        )
    inline = pending.name is None
    return ObjectDef(
        type_id,
        shape.fields,
        shape.additional,
        shape.closed,
        pending.name,
        pending.place.owner if inline else None,
        pending.place.path if inline else (),
        text(value, "title"),
        flag(value, "deprecated"),
        docs_of(value),
        pending.node.origin,
    )


def _alias(pending: Pending, type_id: TypeId, lowered: Lowered) -> AliasDef:
    """A definition of anything that is no object."""
    value = mapping(pending.node.value)
    inline = pending.name is None
    return AliasDef(
        type_id,
        lowered.type,
        lowered.nullable,
        pending.name,
        pending.place.owner if inline else None,
        pending.place.path if inline else (),
        text(value, "title"),
        flag(value, "deprecated"),
        docs_of(value),
        pending.node.origin,
    )


def prerequisites(ctx: Context, pending: Pending) -> Iterable[TypeId]:
    """Definitions that this one merges."""
    return compose.merge_references(ctx, pending.node)


HOOKS: Final = Hooks(type_of, plain_type, define, prerequisites)

__all__ = ["HOOKS", "declare_inline", "define", "plain_type", "type_of"]
