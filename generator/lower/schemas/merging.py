"""Merging the shapes of objects that must all hold (allOf)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from generator.codes import lowering as codes
from generator.ir.types import Field, ObjectDef, Ref, TypeId, TypeRef
from generator.lower.context import Context
from generator.lower.places import Place
from generator.lower.schemas.intersect import intersect, is_any, object_behind
from generator.lower.schemas.shapes import Shape, settle, shape_of


@dataclass(frozen=True, slots=True)
class Site:
    """Where a merged object will stand: its id and the place of its fields."""

    id: TypeId
    place: Place


def merge(ctx: Context, site: Site, shapes: Iterable[Shape]) -> Shape:
    """One shape that has the fields of all, in order of first appearance; later shapes refine earlier ones."""
    fields: dict[str, Field] = {}
    required: frozenset[str] = frozenset()
    additional: TypeRef | None = None
    closed = False
    for shape in shapes:
        for field in shape.fields:
            known = fields.get(field.name)
            fields[field.name] = field if known is None else _merge_field(ctx, site, known, field)
        required |= shape.required
        closed = closed or shape.closed
        if shape.additional is not None and (additional is None or is_any(additional)):
            additional = shape.additional
    settled, missing = settle(fields.values(), required)
    return Shape(settled, missing, additional, closed and additional is None)


def covers(definition: ObjectDef, base: Shape) -> bool:
    """Whether an object already has everything that a base would add to it."""
    own = {field.name: field for field in definition.fields}
    if not base.required <= {name for name, field in own.items() if field.required}:
        return False
    return all(_is_covered(own.get(field.name), field) for field in base.fields)


def _is_covered(own: Field | None, field: Field) -> bool:
    """Whether a variant's own field says at least what the base's field says.

    The same property with another type is taken for the variant's own refinement.
    """
    return own is not None and own.required >= field.required


def _merge_field(ctx: Context, site: Site, earlier: Field, later: Field) -> Field:
    """The same property from two shapes."""
    return replace(
        later,
        type=_merge_types(ctx, site, earlier, later),
        required=earlier.required or later.required,
        nullable=earlier.nullable and later.nullable,
        has_default=earlier.has_default or later.has_default,
        default=later.default if later.has_default else earlier.default,
        read_only=earlier.read_only or later.read_only,
        write_only=earlier.write_only or later.write_only,
        deprecated=earlier.deprecated or later.deprecated,
        docs=later.docs or earlier.docs,
    )


def _merge_types(ctx: Context, site: Site, earlier: Field, later: Field) -> TypeRef:
    """The type that both fields allow, else the later one's."""
    joint = intersect(ctx, earlier.type, later.type)
    if joint is not None:
        return joint
    one, other = object_behind(ctx, earlier.type), object_behind(ctx, later.type)
    if one is None or other is None or not ctx.deeper():
        ctx.diagnostics.note(
            codes.PROPERTY_CONFLICT,
            f"{later.name!r:.80} is typed differently in two branches; the later type is used",
            later.origin,
        )
        return later.type
    try:
        return _merge_objects(ctx, site, later, (one, other))
    finally:
        ctx.shallower()


def _merge_objects(ctx: Context, site: Site, field: Field, parts: tuple[ObjectDef, ObjectDef]) -> TypeRef:
    """A property that is an object in both branches: an inline object with the fields of both."""
    key = TypeId(f"{site.id}/properties/{field.name}")
    place = site.place.step("property", field.name)
    later = parts[1]
    shape = merge(
        ctx, Site(key, place), [shape_of(part, ctx.open_required.get(part.id, frozenset())) for part in parts]
    )
    merged = replace(
        later,
        id=key,
        fields=shape.fields,
        additional=shape.additional,
        closed=shape.closed,
        name=None,
        owner=place.owner,
        path=place.path,
    )
    return Ref(ctx.types.put(merged))
