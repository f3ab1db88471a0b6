"""Which values of which property tell the variants of a union apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from generator.codes import lowering as codes
from generator.diagnostics import Diagnostics, Origin
from generator.ir.types import (
    AliasDef,
    Const,
    Discriminator,
    EnumOf,
    JsonScalar,
    Nullable,
    ObjectDef,
    OneOf,
    Ref,
    TypeDef,
    TypeId,
    TypeRef,
)
from generator.lower.schemas.enums import value_key
from generator.lower.schemas.unions import TAG_NAMES

_MAX_HOPS: Final = 1000


@dataclass(frozen=True, slots=True)
class Tag:
    """The values that a property of an object may have, and whether the object must have it."""

    values: tuple[JsonScalar, ...]
    required: bool


class Tags:
    """Reads tags out of definitions.  `alias_target` gives the finished target of a named alias, None in a cycle."""

    def __init__(
        self, defs: Mapping[TypeId, TypeDef], alias_target: Callable[[TypeId], TypeRef | None]
    ) -> None:
        self._defs = defs
        self._alias_target = alias_target
        self._objects: dict[TypeId, Mapping[str, Tag]] = {}
        self._unions: dict[TypeId, Mapping[str, Tag]] = {}
        self._are_objects: dict[TypeId, bool] = {}
        self._values: dict[tuple[TypeId, str], tuple[JsonScalar, ...]] = {}

    def is_object(self, variant: TypeRef) -> bool:
        """Whether a variant is an object with named fields, or a union of only such."""
        key = variant.id if isinstance(variant, Ref) else None
        if key is not None and key in self._are_objects:
            return self._are_objects[key]
        target = self._behind(variant)
        if isinstance(target, OneOf):
            if key is not None:
                self._are_objects[key] = False  # a union of nothing but itself holds no object
            result = all(self.is_object(each) for each in target.variants)
        else:
            result = isinstance(target, Ref) and isinstance(self._defs.get(target.id), ObjectDef)
        if key is not None:
            self._are_objects[key] = result
        return result

    def of(self, variant: TypeRef) -> Mapping[str, Tag]:
        """The tags of one variant by property; those of a union are what all of its variants have."""
        key = variant.id if isinstance(variant, Ref) else None
        if key is not None and key in self._unions:
            return self._unions[key]
        target = self._behind(variant)
        if isinstance(target, OneOf):
            if key is None:
                return self._common(target.variants)
            self._unions[key] = {}
            self._unions[key] = self._common(target.variants)
            return self._unions[key]
        definition = self._defs.get(target.id) if isinstance(target, Ref) else None
        return self._of_object(definition) if isinstance(definition, ObjectDef) else {}

    def values(self, variant: TypeRef, name: str) -> tuple[JsonScalar, ...]:
        """All values of a property that a variant claims; some nested variants may claim none."""
        key = (variant.id, name) if isinstance(variant, Ref) else None
        if key is not None and key in self._values:
            return self._values[key]
        if key is not None:
            self._values[key] = ()
        target = self._behind(variant)
        if isinstance(target, OneOf):
            found = [value for each in target.variants for value in self.values(each, name)]
            result = tuple({value_key(value): value for value in found}.values())
        else:
            tag = self.of(target).get(name)
            result = tag.values if tag is not None else ()
        if key is not None:
            self._values[key] = result
        return result

    def _behind(self, variant: TypeRef) -> TypeRef:
        """The object or type behind named aliases."""
        for _ in range(_MAX_HOPS):
            if isinstance(variant, Nullable):
                variant = variant.inner
            definition = self._defs.get(variant.id) if isinstance(variant, Ref) else None
            if not isinstance(definition, AliasDef):
                break
            target = self._alias_target(definition.id)
            if target is None:
                break
            variant = target
        return variant

    def _of_object(self, definition: ObjectDef) -> Mapping[str, Tag]:
        """Fields with a fixed set of values."""
        known = self._objects.get(definition.id)
        if known is None:
            found: dict[str, Tag] = {}
            for field in definition.fields:
                target = self._behind(field.type) if isinstance(field.type, Ref) else field.type
                if isinstance(target, Const):
                    found[field.name] = Tag((target.value,), field.required)
                elif isinstance(target, EnumOf):
                    found[field.name] = Tag(target.values, field.required)
            known = self._objects[definition.id] = found
        return known

    def _common(self, variants: Sequence[TypeRef]) -> Mapping[str, Tag]:
        """Tags that all variants have, with the values of all."""
        every = [self.of(variant) for variant in variants]
        shared = [name for name in every[0] if all(name in each for each in every[1:])]
        return {
            name: Tag(
                tuple({value_key(v): v for each in every for v in each[name].values}.values()),
                all(each[name].required for each in every),
            )
            for name in shared
        }


def inferred(tags: Tags, variants: Sequence[TypeRef]) -> Discriminator | None:
    """The property that every object variant has with values of its own; None when there is none.

    Required ones come first, then the usual names, then those with one value each, then document order.
    """
    objects = [index for index, variant in enumerate(variants) if tags.is_object(variant)]
    if len(objects) < 2:
        return None
    every = [tags.of(variants[index]) for index in objects]
    names = [name for name in every[0] if all(name in each for each in every[1:])]
    usable = [name for name in names if _disjoint([each[name].values for each in every])]
    if not usable:
        return None

    def rank(name: str) -> tuple[bool, int, bool]:
        usual = TAG_NAMES.index(name) if name in TAG_NAMES else len(TAG_NAMES)
        return (
            not all(each[name].required for each in every),
            usual,
            any(len(each[name].values) > 1 for each in every),
        )

    best = min(usable, key=rank)
    found = dict(zip(objects, (each[best].values for each in every), strict=True))
    return Discriminator(best, tuple(found.get(i, ()) for i in range(len(variants))), explicit=False)


def _disjoint(sets: Sequence[Sequence[JsonScalar]]) -> bool:
    """Whether no value occurs in two of the sets."""
    seen: set[tuple[str, JsonScalar]] = set()
    for values in sets:
        keys = {value_key(value) for value in values}
        if not seen.isdisjoint(keys):
            return False
        seen |= keys
    return True


def declared(
    tags: Tags,
    variants: Sequence[TypeRef],
    stated: Discriminator,
    names: Sequence[str],
    diagnostics: Diagnostics,
    origin: Origin,
) -> Discriminator:
    """A declared discriminator with all its tags: of the mapping, of the branches, at last the component names.

    `names`: name of each variant's definition, "" for those that have none.
    """
    own = [tags.values(variant, stated.property) for variant in variants]
    found = _with_mapping(stated.tags, own)
    if not any(found) and any(names):
        found = [(name,) if name else () for name in names]
        diagnostics.note(
            codes.TAGS_FROM_NAMES, f"component names are the values of {stated.property!r:.80}", origin
        )
    objects = [index for index, variant in enumerate(variants) if tags.is_object(variant)]
    untagged = sum(1 for index in objects if not found[index])
    if untagged or not _disjoint(found):
        what = f"{untagged} branches have no value" if untagged else "branches share values"
        diagnostics.note(codes.TAGS_AMBIGUOUS, f"{what} for {stated.property!r:.80}", origin)
    return Discriminator(stated.property, tuple(found), explicit=True)


def _with_mapping(
    mapped: Sequence[tuple[JsonScalar, ...]], own: Sequence[tuple[JsonScalar, ...]]
) -> list[tuple[JsonScalar, ...]]:
    """The mapping's tags, and with them the branches' own values that the mapping leaves in doubt.

    Branches often list every value of the property, not only theirs: a value that the mapping gives to another
    branch is not one's own, and a branch in the mapping claims only values that no other branch lists.
    """
    given = {value_key(value): index for index, values in enumerate(mapped) for value in values}
    listed = Counter(value_key(value) for values in own for value in values)
    found: list[tuple[JsonScalar, ...]] = []
    for index, (first, second) in enumerate(zip(mapped, own, strict=True)):
        kept = [
            value
            for value in second
            if given.get(value_key(value), index) == index and (not first or listed[value_key(value)] == 1)
        ]
        found.append(tuple({value_key(value): value for value in (*first, *kept)}.values()))
    return found
