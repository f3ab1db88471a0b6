"""Members of a discriminated union, nested unions taken apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

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
    Scalar,
    ScalarKind,
    TypeDef,
    TypeId,
    TypeRef,
)

__all__ = ["Member", "members", "payload_union"]

_NULL = Scalar(ScalarKind.NULL)


@dataclass(frozen=True, slots=True)
class Member:
    """One type of a union, and the values of the discriminator that mean it; () takes what nobody claims."""

    type: TypeRef
    tags: tuple[JsonScalar, ...]


def members(union: OneOf, defs: Mapping[TypeId, TypeDef]) -> tuple[Member, ...]:
    """Members of `union`, which has a discriminator.

    A member that is a union itself is replaced by its own members, so that one look at the tag decides; one that is
    told apart by another property stays whole.
    """
    assert union.discriminator is not None
    return tuple(_flat(union, union.discriminator.property, defs, frozenset()))


def _flat(
    union: OneOf, property: str, defs: Mapping[TypeId, TypeDef], seen: frozenset[TypeId]
) -> Iterator[Member]:
    own = union.discriminator
    for index, variant in enumerate(union.variants):
        tags = (
            own.tags[index] if own is not None and own.property == property and index < len(own.tags) else ()
        )
        yield from _member(variant, tags, property, defs, seen)


def _member(
    ref: TypeRef,
    tags: tuple[JsonScalar, ...],
    property: str,
    defs: Mapping[TypeId, TypeDef],
    seen: frozenset[TypeId],
) -> Iterator[Member]:
    if isinstance(ref, Nullable):
        yield from _member(ref.inner, tags, property, defs, seen)
        yield Member(_NULL, ())
        return
    if isinstance(ref, OneOf):
        if _opens(ref, property):
            yield from _flat(ref, property, defs, seen)
        else:
            yield Member(ref, tags)
        return
    definition = defs.get(ref.id) if isinstance(ref, Ref) else None
    if isinstance(definition, AliasDef) and definition.id not in seen and _opens(definition.target, property):
        yield from _member(definition.target, tags, property, defs, seen | {definition.id})
        if definition.nullable:
            yield Member(_NULL, ())
        return
    yield Member(ref, tags or _own_tags(definition, property))


def _opens(ref: TypeRef, property: str) -> bool:
    """Whether a type is a union that is not told apart by another property."""
    inner = ref.inner if isinstance(ref, Nullable) else ref
    return isinstance(inner, OneOf) and (
        inner.discriminator is None or inner.discriminator.property == property
    )


def _own_tags(definition: TypeDef | None, property: str) -> tuple[JsonScalar, ...]:
    """Tags that an object states itself, for members that come out of an undiscriminated union."""
    if not isinstance(definition, ObjectDef):
        return ()
    field = next((f for f in definition.fields if f.name == property), None)
    match field.type if field else None:
        case Const(value=value):
            return (value,)
        case EnumOf(values=values):
            return values
        case _:
            return ()


def payload_union(payloads: Sequence[TypeRef], defs: Mapping[TypeId, TypeDef]) -> TypeRef:
    """The union of some types, told apart by the first constant that all of them have with different values."""
    if len(payloads) == 1:
        return payloads[0]
    objects = [defs.get(p.id) if isinstance(p, Ref) else None for p in payloads]
    first = objects[0]
    for field in first.fields if isinstance(first, ObjectDef) else ():
        tags = [_own_tags(definition, field.name) for definition in objects]
        if all(tags) and len({tag for own in tags for tag in own}) == sum(map(len, tags)):
            return OneOf(tuple(payloads), Discriminator(field.name, tuple(tags), explicit=False))
    return OneOf(tuple(payloads))
