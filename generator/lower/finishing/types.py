"""The second pass over types: null moves outward, unions become flat and get their tags, inline aliases go away.

It works on the IR alone, when all definitions are there.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from typing import Final

from generator.codes import lowering as codes
from generator.diagnostics import NOWHERE, Diagnostics, Origin
from generator.ir.types import (
    AliasDef,
    Discriminator,
    Field,
    JsonScalar,
    ListOf,
    MapOf,
    Nullable,
    ObjectDef,
    OneOf,
    Ref,
    Scalar,
    ScalarKind,
    TypeDef,
    TypeId,
    TypeRef,
)
from generator.lower.context import ANY, Lowered
from generator.lower.finishing.tags import Tags, declared, inferred
from generator.lower.finishing.union_forms import Entry, joined
from generator.lower.schemas.alias_graph import alias_order, loop_starts, nullable_ids
from generator.lower.schemas.nulls import wrapped

_MAX_NESTED: Final = 40
"""How many aliases may be worked out inside each other, which only loops need; beyond, references simply stay."""
_MAX_FLAT: Final = 500
"""Nested unions with more variants than this stay nested."""


class Finisher:
    """Rewrites types.

    `defs`: all definitions; `nullable_objects`: objects whose schema allows null; `kept`: inline aliases that stay.
    """

    def __init__(
        self,
        defs: Mapping[TypeId, TypeDef],
        nullable_objects: Iterable[TypeId],
        diagnostics: Diagnostics,
        kept: Container[TypeId] = (),
    ) -> None:
        self._defs = defs
        self._kept = kept
        self._order = alias_order(defs)
        self._nullable = nullable_ids(self._order, nullable_objects)
        self._loops = loop_starts(defs)
        self._diagnostics = diagnostics
        self._aliases: dict[TypeId, Lowered] = {}
        self._busy: set[TypeId] = set()
        self._direct: set[TypeId] = set()
        """Busy aliases with no list or map between them and the type at hand."""
        self._recursive: set[TypeId] = set()
        self._tags = Tags(defs, self._alias_target)

    def definitions(self) -> dict[TypeId, TypeDef]:
        """All definitions rewritten; inline aliases are gone, but for recursive ones and those to be kept."""
        for each in self._order:
            self._alias(each)
        finished: dict[TypeId, TypeDef] = {}
        for definition in self._defs.values():
            if isinstance(definition, ObjectDef):
                finished[definition.id] = self._object(definition)
                continue
            alias = self._alias(definition)
            if self._stays(definition) or definition.id in self._recursive:
                lowered = alias if alias is not None else Lowered(definition.target, definition.nullable)
                finished[definition.id] = replace(definition, target=lowered.type, nullable=lowered.nullable)
        return _shortened(finished)

    def rewrite(self, type_: TypeRef, origin: Origin = NOWHERE) -> Lowered:
        """One type as it is meant to be used; `origin` is for findings about it."""
        if isinstance(type_, Ref):
            return self._reference(type_)
        if isinstance(type_, ListOf | MapOf):
            direct, self._direct = self._direct, set()
            try:
                return Lowered(self._container(type_, origin))
            finally:
                self._direct = direct
        if isinstance(type_, Nullable):
            return Lowered(self.rewrite(type_.inner, origin).type, True)
        return self._union(type_, origin) if isinstance(type_, OneOf) else Lowered(type_)

    def _container(self, type_: ListOf | MapOf, origin: Origin) -> TypeRef:
        """A list or map with its members rewritten; the same object when nothing changes."""
        if isinstance(type_, MapOf):
            value = wrapped(self.rewrite(type_.value, origin))
            return type_ if value is type_.value else MapOf(value)
        item = wrapped(self.rewrite(type_.item, origin))
        prefix = tuple(wrapped(self.rewrite(each, origin)) for each in type_.prefix)
        if item is type_.item and all(a is b for a, b in zip(prefix, type_.prefix, strict=True)):
            return type_
        return replace(type_, item=item, prefix=prefix)

    def type(self, type_: TypeRef, origin: Origin = NOWHERE) -> TypeRef:
        """One type for a place that has no flag for null."""
        return wrapped(self.rewrite(type_, origin))

    def field(self, field: Field) -> Field:
        """A field with its type and nullability rewritten."""
        lowered = self.rewrite(field.type, field.origin)
        nullable = (field.nullable or lowered.nullable) and not _includes_null(lowered.type)
        if lowered.type is field.type and nullable == field.nullable:
            return field
        return replace(field, type=lowered.type, nullable=nullable)

    def _object(self, definition: ObjectDef) -> ObjectDef:
        """An object with its fields rewritten."""
        additional = definition.additional
        if additional is not None:
            additional = self.type(additional, definition.origin)
        return replace(
            definition, fields=tuple(self.field(field) for field in definition.fields), additional=additional
        )

    def _reference(self, ref: Ref) -> Lowered:
        """A reference: kept for objects and named aliases, replaced for inline aliases."""
        definition = self._defs.get(ref.id)
        if definition is None:
            return Lowered(ANY)
        if isinstance(definition, ObjectDef):
            return Lowered(ref, ref.id in self._nullable)
        if not self._stays(definition):
            inner = self._alias(definition)
            if inner is not None and ref.id not in self._recursive:
                return inner
            self._recursive.add(ref.id)
        return Lowered(ref, ref.id in self._nullable)

    def _stays(self, definition: AliasDef) -> bool:
        """Whether an alias is a definition of its own."""
        return definition.name is not None or definition.id in self._kept

    def _alias_target(self, type_id: TypeId) -> TypeRef | None:
        """The finished target of a named alias, None in a cycle."""
        definition = self._defs.get(type_id)
        lowered = self._alias(definition) if isinstance(definition, AliasDef) else None
        return lowered.type if lowered is not None else None

    def _alias(self, definition: AliasDef) -> Lowered | None:
        """What an alias stands for; None while that is being worked out, or too deep."""
        known = self._aliases.get(definition.id)
        if known is not None:
            return known
        if definition.id in self._busy or len(self._busy) >= _MAX_NESTED:
            return None
        if definition.id in self._loops:
            self._diagnostics.error(
                codes.ALIAS_CYCLE, "the schema is defined by nothing but itself", definition.origin
            )
            return self._aliases.setdefault(definition.id, Lowered(ANY))
        self._busy.add(definition.id)
        self._direct.add(definition.id)
        try:
            lowered = self.rewrite(definition.target, definition.origin)
        finally:
            self._busy.discard(definition.id)
            self._direct.discard(definition.id)
        nullable = (definition.nullable or lowered.nullable) and not _includes_null(lowered.type)
        self._aliases[definition.id] = Lowered(lowered.type, nullable)
        return self._aliases[definition.id]

    def _union(self, union: OneOf, origin: Origin) -> Lowered:
        """A union with nested ones taken apart, repetitions joined, and tags."""
        stated = union.discriminator
        mapped = stated.tags if stated is not None else ((),) * len(union.variants)
        entries: list[Entry] = []
        nullable = False
        for variant, tags in zip(union.variants, mapped, strict=True):
            flat, null = self._flatten(variant, tags, origin)
            entries += flat
            nullable = nullable or null
        entries = joined(entries)
        if any(isinstance(each, Scalar) and each.kind is ScalarKind.NULL for each, _ in entries):
            nullable = True
            entries = [entry for entry in entries if entry[0] != Scalar(ScalarKind.NULL)]
        if not entries:
            return Lowered(Scalar(ScalarKind.NULL) if nullable else ANY)
        if len(entries) == 1:
            return Lowered(entries[0][0], nullable)
        variants = tuple(variant for variant, _ in entries)
        return Lowered(OneOf(variants, self._discriminator(variants, stated, entries, origin)), nullable)

    def _flatten(
        self, variant: TypeRef, tags: tuple[JsonScalar, ...], origin: Origin
    ) -> tuple[list[Entry], bool]:
        """The variants that one variant stands for, and whether null is among them."""
        if isinstance(variant, Ref) and variant.id in self._direct:
            definition = self._defs.get(variant.id)
            if isinstance(definition, AliasDef):
                self._diagnostics.warning(
                    codes.ALIAS_CYCLE, "a union is its own branch; the branch is left out", origin
                )
                return [], definition.nullable
        lowered = self.rewrite(variant, origin)
        inner = lowered.type
        definition = self._defs.get(inner.id) if isinstance(inner, Ref) else None
        if isinstance(definition, AliasDef):
            below = self._alias(definition)
            if below is not None and isinstance(below.type, OneOf):
                flat = below.type.discriminator is None and len(below.type.variants) <= _MAX_FLAT
                inner = below.type if flat else inner
        if isinstance(inner, OneOf) and inner.discriminator is None and len(inner.variants) <= _MAX_FLAT:
            return [(each, tags) for each in inner.variants], lowered.nullable
        if isinstance(inner, Scalar) and inner.kind is ScalarKind.NEVER:
            return [], lowered.nullable
        return [(inner, tags)], lowered.nullable

    def _discriminator(
        self,
        variants: tuple[TypeRef, ...],
        stated: Discriminator | None,
        entries: list[Entry],
        origin: Origin,
    ) -> Discriminator | None:
        """The declared discriminator completed, or an inferred one."""
        if stated is None:
            return inferred(self._tags, variants)
        provisional = Discriminator(stated.property, tuple(tags for _, tags in entries))
        names = [self._name(variant) for variant in variants]
        return declared(self._tags, variants, provisional, names, self._diagnostics, origin)

    def _name(self, variant: TypeRef) -> str:
        """The component name of a variant; for one merged with a base, the name that it had before."""
        definition = self._defs.get(variant.id) if isinstance(variant, Ref) else None
        if definition is None:
            return ""
        if definition.name is not None:
            return definition.name
        merged = definition.path and definition.path[-1][0] == "variant" and "/variant/" in definition.id
        return definition.path[-1][1] if merged else ""


def _includes_null(type_: TypeRef) -> bool:
    """Whether a type allows null by itself, so that a flag beside it would say it twice."""
    return isinstance(type_, Scalar) and type_.kind is ScalarKind.NULL


def _shortened(defs: dict[TypeId, TypeDef]) -> dict[TypeId, TypeDef]:
    """Names of names stand for the last of them, so that a chain of hundreds is no chain of modules."""
    for id, definition in defs.items():
        chain: list[TypeId] = []
        current: TypeDef | None = definition
        while isinstance(current, AliasDef) and isinstance(current.target, Ref) and current.id not in chain:
            if chain and current.nullable:
                break
            chain.append(current.id)
            current = defs.get(current.target.id)
        last = defs[chain[-1]] if chain else definition
        if len(chain) > 1 and isinstance(definition, AliasDef) and isinstance(last, AliasDef):
            defs[id] = replace(definition, target=last.target)
    return defs
