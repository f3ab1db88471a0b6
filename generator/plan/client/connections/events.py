"""Which events a client sends on a connection: one method each, at a place that the name of the event gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.ir.types import (
    NO_DOCS,
    AliasDef,
    Const,
    Docs,
    EnumOf,
    Field,
    Nullable,
    ObjectDef,
    OneOf,
    Ref,
    TypeDef,
    TypeId,
    TypeRef,
)
from generator.plan import identifiers
from generator.plan.annotation import Annotation, Dialect
from generator.plan.client import names
from generator.plan.client.arguments import Argument
from generator.plan.types.tags import members

__all__ = ["Event", "plan_events", "tag_of"]

_SEPARATORS = re.compile(r"[./:]")


@dataclass(frozen=True, slots=True)
class Event:
    """One event: its name on the wire, where its method stands (attributes, then the method), and the arguments.

    `member`: the event is the value of a member of that name; "" for one whose tag names it.
    """

    name: str
    path: tuple[str, ...]
    arguments: tuple[Argument, ...]
    member: str = ""
    docs: Docs = NO_DOCS


def tag_of(ref: TypeRef, defs: Mapping[TypeId, TypeDef]) -> str:
    """The property that names the type of an event; "" for an object whose only set member is the event."""
    union = _resolved(ref, defs)
    if isinstance(union, OneOf) and union.discriminator is not None:
        return union.discriminator.property
    for definition in _objects(ref, defs):
        for field in definition.fields:
            if isinstance(field.type, Const) and isinstance(field.type.value, str):
                return field.name
    return ""


def plan_events(
    refs: Sequence[TypeRef], defs: Mapping[TypeId, TypeDef], book: names.NamedTypes
) -> tuple[Event, ...]:
    """The events of a client in order of the document; what several components say of one event is one method."""
    tag = tag_of(refs[0], defs)
    if not tag:
        return tuple(_by_member(refs, defs, book))
    forms: dict[str, list[ObjectDef]] = {}
    for ref in refs:
        for name, definition in _tagged(ref, tag, defs):
            forms.setdefault(name, []).append(definition)
    return tuple(
        Event(
            name,
            tuple(identifiers.key_name(word) for word in _SEPARATORS.split(name)),
            _arguments([[f for f in each.fields if f.name != tag] for each in found], book),
            docs=found[0].docs,
        )
        for name, found in forms.items()
    )


def _by_member(
    refs: Sequence[TypeRef], defs: Mapping[TypeId, TypeDef], book: names.NamedTypes
) -> Iterator[Event]:
    """Members of an object, each an event of its own (the `oneof` of protocol buffers)."""
    for definition in _objects(refs[0], defs):
        for field in definition.fields:
            inside = next(_objects(field.type, defs), None)
            if inside is not None:
                path = (f"send_{identifiers.key_name(field.name)}",)
                yield Event(field.name, path, _arguments([inside.fields], book), field.name, field.docs)


def _tagged(ref: TypeRef, tag: str, defs: Mapping[TypeId, TypeDef]) -> Iterator[tuple[str, ObjectDef]]:
    union = _resolved(ref, defs)
    if isinstance(union, OneOf) and union.discriminator is not None:
        for member in members(union, defs):
            for definition in _objects(member.type, defs):
                yield from ((name, definition) for name in member.tags if isinstance(name, str))
        return
    for definition in _objects(ref, defs):
        for field in definition.fields:
            if field.name == tag:
                yield from ((name, definition) for name in _values(field.type))


def _values(ref: TypeRef) -> Iterator[str]:
    values = (ref.value,) if isinstance(ref, Const) else ref.values if isinstance(ref, EnumOf) else ()
    yield from (value for value in values if isinstance(value, str))


def _arguments(forms: Sequence[Sequence[Field]], book: names.NamedTypes) -> tuple[Argument, ...]:
    """Keywords: required ones in document order, then optional ones by name.  A member of several forms takes them all."""
    found: dict[str, tuple[list[Annotation], bool, Docs]] = {}
    for form in forms:
        for field in form:
            annotation = book.annotate(field.type, Dialect.REQUEST, nullable=field.nullable)
            annotations, required, docs = found.get(field.name, ([], True, field.docs))
            found[field.name] = ([*annotations, annotation], required and field.required, docs)
    arguments = [
        Argument(
            "body", wire, identifiers.argument_name(wire), names.either(*annotations), required, docs=docs
        )
        for wire, (annotations, required, docs) in found.items()
    ]
    optional = sorted((a for a in arguments if not a.required), key=lambda a: a.name)
    return (*(a for a in arguments if a.required), *optional)


def _resolved(ref: TypeRef, defs: Mapping[TypeId, TypeDef]) -> TypeRef:
    """A reference with aliases and nullability taken off; a reference to an object stays."""
    seen: set[TypeId] = set()
    while True:
        if isinstance(ref, Nullable):
            ref = ref.inner
            continue
        definition = defs.get(ref.id) if isinstance(ref, Ref) and ref.id not in seen else None
        if not isinstance(definition, AliasDef):
            return ref
        seen.add(definition.id)
        ref = definition.target


def _objects(ref: TypeRef, defs: Mapping[TypeId, TypeDef]) -> Iterator[ObjectDef]:
    """The object, or the objects of a union."""
    found = _resolved(ref, defs)
    if isinstance(found, OneOf):
        for variant in found.variants:
            yield from _objects(variant, defs)
    definition = defs.get(found.id) if isinstance(found, Ref) else None
    if isinstance(definition, ObjectDef):
        yield definition
