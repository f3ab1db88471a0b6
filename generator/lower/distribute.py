"""Properties beside a union: each variant gets them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.codes import lowering as codes
from generator.ir.types import (
    AliasDef,
    Discriminator,
    MapOf,
    ObjectDef,
    OneOf,
    Ref,
    Scalar,
    ScalarKind,
    TypeDef,
    TypeId,
    TypeRef,
)
from generator.lower.context import Context, Lowered
from generator.lower.intersect import is_any, object_behind
from generator.lower.keywords import docs_of, flag, mapping, text
from generator.lower.merging import Site, covers, merge
from generator.lower.places import Place
from generator.lower.shapes import Shape, optional, shape_of
from generator.lower.unions import declared_discriminator, discriminator_property, source_of, variant_words
from generator.spec.document import Node


@dataclass(frozen=True, slots=True)
class UnionPart:
    """A union among the parts of a schema.

    Written out: `node`, `key`, `branches` and their `place`.  Behind a reference: `union`, lowered before.
    """

    node: Node | None
    key: str
    branches: tuple[Node, ...]
    union: OneOf | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class _Variant:
    """One variant before the base goes into it; `source`: what it refers to, for mappings."""

    type: TypeRef
    word: str
    source: TypeId | None


def distribute(ctx: Context, node: Node, site: Site, base: Shape, part: UnionPart) -> Lowered:
    """The union whose variants all carry the base's fields."""
    variants, nullable = _variants(ctx, part)
    types = tuple(_with_base(ctx, node, site, base, variant) for variant in variants)
    discriminator = _discriminator(ctx, node, part, variants)
    if not types:
        return Lowered(Scalar(ScalarKind.NULL))
    if len(types) == 1:
        return Lowered(types[0], nullable)
    return Lowered(OneOf(types, discriminator), nullable)


def extra_union(ctx: Context, node: Node, site: Site, part: UnionPart) -> Shape:
    """A second union of the same schema, as optional fields: the product of two unions has no type of its own."""
    ctx.diagnostics.warning(
        codes.UNION_WEAKENED,
        "a schema with two unions: the fields of the second one's variants are all optional",
        node.origin,
    )
    variants, _ = _variants(ctx, part)
    objects = [object_behind(ctx, variant.type) for variant in variants]
    return optional(merge(ctx, site, [shape_of(each, frozenset()) for each in objects if each is not None]))


def _variants(ctx: Context, part: UnionPart) -> tuple[list[_Variant], bool]:
    """The variants of a union part, lowered; and whether any of them allows null."""
    if part.union is not None or part.node is None or part.place is None:
        union = part.union.variants if part.union is not None else ()
        return [
            _Variant(each, _word(ctx, each, index), each.id if isinstance(each, Ref) else None)
            for index, each in enumerate(union)
        ], False
    found, nullable = [], False
    words = variant_words(part.branches, discriminator_property(part.node))
    for branch, word in zip(part.branches, words, strict=True):
        lowered = ctx.type_of(branch, part.place.step("variant", word))
        nullable = nullable or lowered.nullable
        found.append(_Variant(lowered.type, word, source_of(ctx, branch)))
    return found, nullable


def _word(ctx: Context, type_: TypeRef, index: int) -> str:
    """The naming word of a variant behind a reference."""
    definition = ctx.types.get(type_.id) if isinstance(type_, Ref) else None
    if definition is None:
        return str(index)
    return definition.name or (definition.path[-1][1] if definition.path else "") or str(index)


def _discriminator(
    ctx: Context, node: Node, part: UnionPart, variants: list[_Variant]
) -> Discriminator | None:
    """The discriminator beside the union, else the one that the merging schema itself states."""
    if part.union is not None and part.union.discriminator is not None:
        return part.union.discriminator
    sources = [variant.source for variant in variants]
    own = declared_discriminator(ctx, part.node, sources) if part.node is not None else None
    if own is None and part.node is not node:
        own = declared_discriminator(ctx, node, sources)
    return own


def _with_base(ctx: Context, node: Node, site: Site, base: Shape, variant: _Variant) -> TypeRef:
    """One variant with the fields of the base.  A variant that has them already stays as it is."""
    if not base.constrains_variants:
        return variant.type
    if not ctx.deeper():
        ctx.diagnostics.error(codes.TOO_DEEP, "unions are nested too deeply here", node.origin)
        return variant.type
    try:
        return _combined(ctx, node, site, base, variant)
    finally:
        ctx.shallower()


def _combined(ctx: Context, node: Node, site: Site, base: Shape, variant: _Variant) -> TypeRef:
    """The steps of :func:`_with_base` by what the variant is."""
    target = variant.type
    definition: TypeDef | None = None
    for _ in range(32):
        definition = ctx.types.get(target.id) if isinstance(target, Ref) else None
        if not isinstance(definition, AliasDef):
            break
        target = definition.target
    if isinstance(target, Ref) and definition is None:
        return variant.type  # being defined: it merges this base itself
    if isinstance(definition, ObjectDef):
        return _object_variant(ctx, site, base, variant, definition)
    if isinstance(target, OneOf):
        nested = UnionPart(None, "oneOf", (), target)
        inner = Site(_variant_id(site, variant), site.place)
        return distribute(ctx, node, inner, base, nested).type
    if isinstance(target, MapOf) or is_any(target):
        additional = target.value if isinstance(target, MapOf) and not is_any(target.value) else None
        return _new_variant(
            ctx, node, site, merge_all(ctx, site, variant, base, Shape(additional=additional)), variant
        )
    ctx.diagnostics.note(
        codes.UNION_WEAKENED,
        f"properties beside the union do not apply to variant {variant.word!r:.80}",
        node.origin,
    )
    return variant.type


def merge_all(ctx: Context, site: Site, variant: _Variant, base: Shape, own: Shape) -> Shape:
    """Base and variant in one shape, at the variant's own site."""
    place = site.place.step("variant", variant.word)
    return merge(ctx, Site(_variant_id(site, variant), place), [base, own])


def _variant_id(site: Site, variant: _Variant) -> TypeId:
    """The id of a variant that merging makes: no node of the document has it."""
    return TypeId(f"{site.id}/variant/{variant.word}")


def _object_variant(
    ctx: Context, site: Site, base: Shape, variant: _Variant, definition: ObjectDef
) -> TypeRef:
    """An object variant: replaced in place when it is inline here, else a copy with the base's fields."""
    if covers(definition, base):
        return variant.type
    own = shape_of(definition, ctx.open_required.get(definition.id, frozenset()))
    shape = merge_all(ctx, site, variant, base, own)
    place = site.place.step("variant", variant.word)
    inline = definition.name is None and variant.source is None and definition.path == place.path
    key = definition.id if inline and definition.owner == place.owner else _variant_id(site, variant)
    merged = replace(
        definition,
        id=key,
        fields=shape.fields,
        additional=shape.additional,
        closed=shape.closed,
        name=None,
        owner=place.owner,
        path=place.path,
    )
    if definition.id in ctx.nullable_objects:
        ctx.nullable_objects.add(key)
    return Ref(ctx.types.put(merged))


def _new_variant(ctx: Context, node: Node, site: Site, shape: Shape, variant: _Variant) -> TypeRef:
    """A variant that says nothing of its own: an object with just the base's fields."""
    place = site.place.step("variant", variant.word)
    value = mapping(node.value)
    made = ObjectDef(
        _variant_id(site, variant),
        shape.fields,
        shape.additional,
        shape.closed,
        owner=place.owner,
        path=place.path,
        deprecated=flag(value, "deprecated"),
        docs=docs_of(value),
        title=text(value, "title"),
        origin=node.origin,
    )
    return Ref(ctx.types.put(made))
