"""Schemas that merge others: allOf, `$ref` with siblings, unions beside properties.

Everything that a schema says at once is collected as parts: shapes of objects, other types, and unions.
Shapes are merged.  Properties beside a union go into each of its variants, so that every variant is
a complete object.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from generator.codes import lowering as codes
from generator.ir.types import AliasDef, MapOf, ObjectDef, OneOf, Ref, Scalar, ScalarKind, TypeId, TypeRef
from generator.lower.context import ANY, Context, Lowered
from generator.lower.definitions import Pending
from generator.lower.keywords import (
    STRUCTURAL_KEYS,
    UNION_KEYS,
    is_object_schema,
    json_types,
    mapping,
    members,
    says_nothing,
)
from generator.lower.places import Place
from generator.lower.schemas.distribute import UnionPart, distribute, extra_union
from generator.lower.schemas.intersect import expand, intersect, is_any
from generator.lower.schemas.merging import Site, merge
from generator.lower.schemas.objects import own_shape
from generator.lower.schemas.peeling import peel
from generator.lower.schemas.shapes import Shape, shape_of
from generator.lower.schemas.unions import branches_of, is_required_only, note_required_only
from generator.spec.document import Node

_BASE_KEYS = frozenset({"properties", "required", "patternProperties"})


@dataclass(slots=True)
class Parts:
    """What a schema says at once, in document order.  `refs`: the parts that are nothing but a reference."""

    shapes: list[Shape] = field(default_factory=list[Shape])
    types: list[TypeRef] = field(default_factory=list[TypeRef])
    unions: list[UnionPart] = field(default_factory=list[UnionPart])
    refs: list[TypeId] = field(default_factory=list[TypeId])
    own: bool = False
    """Whether anything besides references contributes."""


def union_keys(value: Mapping[str, object]) -> list[str]:
    """The union keywords of a schema that have branches."""
    return [key for key in UNION_KEYS if isinstance(value.get(key), list) and value[key]]


def is_merge(value: Mapping[str, object]) -> bool:
    """Whether a schema needs merging: allOf, two unions, a union beside properties, `$ref` with siblings."""
    unions = union_keys(value)
    if isinstance(value.get("allOf"), list) and value["allOf"]:
        return True
    if "$ref" in value:
        return not (STRUCTURAL_KEYS & value.keys()) <= {"$ref", "type"}
    return len(unions) > 1 or (bool(unions) and not _BASE_KEYS.isdisjoint(value))


def merge_references(ctx: Context, node: Node) -> Iterator[TypeId]:
    """The definitions that merging a schema asks for, for completing them first."""
    inner = peel(node).node
    value = mapping(inner.value)
    if not is_merge(value):
        return
    if "$ref" in value and (found := ctx.reference(inner)) is not None:
        yield found
    for key in ("allOf", *union_keys(value)):
        for branch in members(inner, key):
            target = peel(branch).node
            if target.ref is not None and (found := ctx.reference(target)) is not None:
                yield found


def merged(ctx: Context, node: Node, place: Place, type_id: TypeId) -> tuple[Shape | Lowered, bool]:
    """The meaning of a merging schema, and whether null is allowed: by its `type` or by a union of its own."""
    parts = Parts()
    collect(ctx, node, place, parts)
    nullable = json_types(mapping(node.value))[1]
    nullable = nullable or any(branches_of(node, key)[1] for key in union_keys(mapping(node.value)))
    return _resolve(ctx, node, Site(type_id, place), parts), nullable


def collect(ctx: Context, node: Node, place: Place, parts: Parts) -> None:
    """Add everything that one schema says to the parts."""
    if not ctx.deeper():
        ctx.diagnostics.error(codes.TOO_DEEP, "compositions are nested too deeply here", node.origin)
        return
    try:
        _collect(ctx, node, place, parts)
    finally:
        ctx.shallower()


def _collect(ctx: Context, node: Node, place: Place, parts: Parts) -> None:
    """The steps of :func:`collect`: reference, allOf branches, own keywords, unions."""
    value = mapping(node.value)
    if "$ref" in value:
        _add_target(ctx, node, parts)
    for branch in members(node, "allOf"):
        _collect_branch(ctx, branch, place, parts)
    own = STRUCTURAL_KEYS & value.keys() - {"$ref", "allOf", *UNION_KEYS}
    if own and (is_object_schema(value) or not _BASE_KEYS.isdisjoint(value)):
        shape = own_shape(ctx, node, place)
        parts.shapes.append(shape)
        parts.own = parts.own or not shape.is_empty
    elif own:
        parts.types.append(ctx.plain_type(node, place).type)
        parts.own = True
    for key in union_keys(value):
        branches, _ = branches_of(node, key)
        if is_required_only(branches):
            note_required_only(ctx, node, key)
            continue
        parts.unions.append(UnionPart(node, key, tuple(branches), place=place))
        parts.own = True


def _collect_branch(ctx: Context, branch: Node, place: Place, parts: Parts) -> None:
    """One branch of an allOf."""
    inner = peel(branch).node
    if inner.value is False:
        parts.types.append(Scalar(ScalarKind.NEVER))
    elif not says_nothing(inner.value):
        if not inner.is_mapping:
            ctx.diagnostics.error(codes.BAD_SCHEMA, "a schema is an object or a boolean", inner.origin)
            return
        collect(ctx, inner, place, parts)


def _add_target(ctx: Context, node: Node, parts: Parts) -> None:
    """What a reference contributes.  Inside a cycle that is only what the target itself says."""
    target = ctx.reference(node)
    if target is None:
        return
    pending = ctx.types.pending(target)
    if pending is not None and _leads_back(ctx, target, pending):
        _add_base(ctx, node, target, pending, parts)
        return
    definition = ctx.types.get(target)
    if isinstance(definition, ObjectDef):
        parts.shapes.append(shape_of(definition, ctx.open_required.get(target, frozenset())))
        parts.refs.append(target)
    elif isinstance(definition, AliasDef):
        add_alias(ctx, definition, parts)
        parts.refs.append(target)
    else:
        ctx.diagnostics.error(codes.TOO_DEEP, "too many schemas are merged into each other", node.origin)


def _leads_back(ctx: Context, target: TypeId, pending: Pending) -> bool:
    """Whether a target is being defined, or is a union with a variant that is (subtype and supertype)."""
    if ctx.types.is_busy(target):
        return True
    inner = peel(pending.node).node
    return any(ctx.types.is_busy(each) for each in _union_targets(ctx, inner))


def _union_targets(ctx: Context, node: Node) -> Iterator[TypeId]:
    """The definitions that the branches of a schema's unions refer to."""
    for key in union_keys(mapping(node.value)):
        for branch in members(node, key):
            inner = peel(branch).node
            if inner.ref is not None and (found := ctx.reference(inner)) is not None:
                yield found


def _add_base(ctx: Context, node: Node, target: TypeId, pending: Pending, parts: Parts) -> None:
    """A target in a cycle: its own properties and those of finished allOf branches, without its union."""
    inner = peel(pending.node).node
    value = mapping(inner.value)
    place = Place(target) if pending.name is not None else pending.place
    if not union_keys(value):
        ctx.diagnostics.error(codes.MERGE_CYCLE, "a schema is merged into itself", node.origin)
    for branch in members(inner, "allOf"):
        deeper = peel(branch).node
        found = ctx.reference(deeper) if deeper.ref is not None else None
        below = ctx.types.get(found) if found is not None else None
        if isinstance(below, ObjectDef):
            parts.shapes.append(shape_of(below, ctx.open_required.get(below.id, frozenset())))
    if is_object_schema(value) or not _BASE_KEYS.isdisjoint(value):
        parts.shapes.append(own_shape(ctx, inner, place))
    parts.own = True


def add_alias(ctx: Context, alias: AliasDef, parts: Parts) -> None:
    """What a named type that is no object contributes: a map adds free keys, a union its variants."""
    target = expand(ctx, alias.target)
    if isinstance(target, Ref):
        definition = ctx.types.get(target.id)
        if isinstance(definition, ObjectDef):
            parts.shapes.append(shape_of(definition, ctx.open_required.get(target.id, frozenset())))
        return
    if isinstance(target, MapOf):
        parts.shapes.append(Shape(additional=None if is_any(target.value) else target.value))
    elif isinstance(target, OneOf):
        parts.unions.append(UnionPart(None, "oneOf", (), target))
    else:
        parts.types.append(Ref(alias.id))


def _resolve(ctx: Context, node: Node, site: Site, parts: Parts) -> Shape | Lowered:
    """One meaning out of all parts."""
    if len(parts.refs) == 1 and not parts.own:
        return Lowered(Ref(parts.refs[0]))
    types = [each for each in parts.types if not is_any(each)]
    if not parts.shapes and not parts.unions:
        return Lowered(_all_of_types(ctx, node, types))
    base = merge(ctx, site, parts.shapes)
    if types and (not base.is_empty or not parts.unions):
        ctx.diagnostics.warning(
            codes.MERGE_CONFLICT, "object and other types in one allOf; the object is used", node.origin
        )
    if not parts.unions:
        return base if base.constrains_variants or base.closed else Lowered(MapOf(base.additional or ANY))
    for other in parts.unions[1:]:
        base = merge(ctx, site, [base, extra_union(ctx, node, site, other)])
    union = distribute(ctx, node, site, base, parts.unions[0])
    return Lowered(_restricted(ctx, union.type, types), union.nullable)


def _all_of_types(ctx: Context, node: Node, types: Iterable[TypeRef]) -> TypeRef:
    """The intersection of types that are no objects."""
    result: TypeRef = ANY
    for each in types:
        joint = intersect(ctx, result, each)
        if joint is None:
            ctx.diagnostics.warning(
                codes.MERGE_CONFLICT,
                "the branches of allOf exclude each other; the later is used",
                node.origin,
            )
        result = each if joint is None else joint
    return result


def _restricted(ctx: Context, union: TypeRef, types: Iterable[TypeRef]) -> TypeRef:
    """A union narrowed by other types of the same allOf, where that leaves anything."""
    for each in types:
        joint = intersect(ctx, each, union)
        union = union if joint is None else joint
    return union
