"""Properties beside a union: each variant gets them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from generator.codes import lowering as codes
from generator.ir.types import (
    AliasDef,
    Discriminator,
    MapOf,
    Nullable,
    ObjectDef,
    OneOf,
    Ref,
    Scalar,
    ScalarKind,
    TypeId,
    TypeRef,
)
from generator.lower.context import Context, Lowered
from generator.lower.places import Place
from generator.lower.schemas.intersect import expand, is_any, object_behind
from generator.lower.schemas.merging import Site, covers, merge
from generator.lower.schemas.shapes import Shape, optional, shape_of
from generator.lower.schemas.unions import (
    declared_discriminator,
    discriminator_property,
    source_of,
    variant_words,
)
from generator.spec.document import Node

_MAX_COPIES: Final = 200
_MAX_ALL_COPIES: Final = 10_000
"""Copies of variants for one union, and in the whole document: unions of unions of unions must not multiply."""


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


@dataclass(slots=True)
class _Distribution:
    """One run: the fields of `base` go into variants until `left` copies have been made."""

    ctx: Context
    node: Node
    base: Shape
    left: int = _MAX_COPIES

    def union(self, site: Site, part: UnionPart) -> Lowered:
        """The union whose variants all carry the base's fields."""
        variants, nullable = _variants(self.ctx, part)
        types = tuple(self._variant(site, variant) for variant in variants)
        discriminator = _discriminator(self.ctx, self.node, part, variants)
        if not types:
            return Lowered(Scalar(ScalarKind.NULL))
        if len(types) == 1:
            return Lowered(types[0], nullable)
        return Lowered(OneOf(types, discriminator), nullable)

    def _variant(self, site: Site, variant: _Variant) -> TypeRef:
        """One variant with the fields of the base.  A variant that has them already stays as it is."""
        if not self.base.constrains_variants:
            return variant.type
        if self.left <= 0 or self.ctx.copies >= _MAX_ALL_COPIES or not self.ctx.deeper():
            self.ctx.diagnostics.warning(
                codes.UNION_WEAKENED,
                "too many variants: some of them lack the properties beside the union",
                self.node.origin,
            )
            return variant.type
        self.left -= 1
        self.ctx.copies += 1
        try:
            return self._combined(site, variant)
        finally:
            self.ctx.shallower()

    def _combined(self, site: Site, variant: _Variant) -> TypeRef:
        """The steps of :meth:`_variant` by what the variant is."""
        ctx = self.ctx
        target = expand(ctx, variant.type)
        definition = ctx.types.get(target.id) if isinstance(target, Ref) else None
        if isinstance(target, Ref) and definition is None:
            return variant.type  # being defined: it merges this base itself
        if isinstance(definition, ObjectDef):
            return self._object(site, variant, definition)
        if isinstance(target, OneOf):
            inner = Site(_variant_id(site, variant), site.place)
            nested = self.union(inner, UnionPart(None, "oneOf", (), target)).type
            return Nullable(nested) if _allows_null(ctx, variant.type) else nested
        if isinstance(target, MapOf) or is_any(target):
            additional = target.value if isinstance(target, MapOf) and not is_any(target.value) else None
            return self._new(site, variant, Shape(additional=additional))
        ctx.diagnostics.note(
            codes.UNION_WEAKENED,
            f"properties beside the union do not apply to variant {variant.word!r:.80}",
            self.node.origin,
        )
        return variant.type

    def _merged(self, site: Site, variant: _Variant, own: Shape) -> Shape:
        """Base and variant in one shape, at the variant's own site."""
        place = site.place.step("variant", variant.word)
        return merge(self.ctx, Site(_variant_id(site, variant), place), [self.base, own])

    def _object(self, site: Site, variant: _Variant, definition: ObjectDef) -> TypeRef:
        """An object variant: replaced in place when it is inline here, else a copy with the base's fields."""
        if covers(definition, self.base):
            return variant.type
        ctx = self.ctx
        shape = self._merged(
            site, variant, shape_of(definition, ctx.open_required.get(definition.id, frozenset()))
        )
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

    def _new(self, site: Site, variant: _Variant, own: Shape) -> TypeRef:
        """A variant without named fields of its own: an object with just the base's fields."""
        shape = self._merged(site, variant, own)
        place = site.place.step("variant", variant.word)
        made = ObjectDef(
            _variant_id(site, variant),
            shape.fields,
            shape.additional,
            shape.closed,
            owner=place.owner,
            path=place.path,
            origin=self.node.origin,
        )
        return Ref(self.ctx.types.put(made))


def distribute(ctx: Context, node: Node, site: Site, base: Shape, part: UnionPart) -> Lowered:
    """The union whose variants all carry the base's fields."""
    return _Distribution(ctx, node, base).union(site, part)


def _allows_null(ctx: Context, type_: TypeRef) -> bool:
    """Whether a reference names an alias that allows null."""
    definition = ctx.types.get(type_.id) if isinstance(type_, Ref) else None
    return isinstance(definition, AliasDef) and definition.nullable


def _variant_id(site: Site, variant: _Variant) -> TypeId:
    """The id of a variant that merging makes: no node of the document has it."""
    return TypeId(f"{site.id}/variant/{variant.word}")


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
        return _lowered_variants(ctx, union), False
    found: list[_Variant] = []
    nullable = False
    words = variant_words(part.branches, discriminator_property(part.node))
    for branch, word in zip(part.branches, words, strict=True):
        lowered = ctx.type_of(branch, part.place.step("variant", word))
        nullable = nullable or lowered.nullable
        found.append(_Variant(lowered.type, word, source_of(ctx, branch)))
    return found, nullable


def _lowered_variants(ctx: Context, types: Sequence[TypeRef]) -> list[_Variant]:
    """The variants of a union that was lowered before, with words that differ."""
    found: dict[str, _Variant] = {}
    for index, each in enumerate(types):
        word = _word(ctx, each, index)
        word = f"{word} {index}" if word in found else word
        found[word] = _Variant(each, word, each.id if isinstance(each, Ref) else None)
    return list(found.values())


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
