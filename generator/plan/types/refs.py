"""Walking type references."""

from __future__ import annotations

from collections.abc import Iterator

from generator.ir.types import (
    AliasDef,
    Field,
    ListOf,
    MapOf,
    Nullable,
    ObjectDef,
    OneOf,
    Ref,
    TypeDef,
    TypeId,
    TypeRef,
)
from generator.plan.annotation import Dialect

__all__ = ["children", "definition_refs", "ids", "visible"]


def children(ref: TypeRef) -> tuple[TypeRef, ...]:
    """The references directly inside one, in document order."""
    match ref:
        case ListOf(item=item, prefix=prefix):
            return (*prefix, item)
        case MapOf(value=value):
            return (value,)
        case Nullable(inner=inner):
            return (inner,)
        case OneOf(variants=variants):
            return variants
        case _:
            return ()


def ids(ref: TypeRef) -> Iterator[TypeId]:
    """Ids of the definitions that a reference names, in document order."""
    stack: list[TypeRef] = [ref]
    while stack:
        item = stack.pop()
        if isinstance(item, Ref):
            yield item.id
        stack.extend(reversed(children(item)))


def visible(definition: ObjectDef, dialect: Dialect) -> tuple[Field, ...]:
    """Fields that a dialect has: requests leave out readOnly ones, responses writeOnly ones."""
    if dialect is Dialect.REQUEST:
        return tuple(f for f in definition.fields if not f.read_only)
    return tuple(f for f in definition.fields if not f.write_only)


def definition_refs(definition: TypeDef, dialect: Dialect) -> Iterator[TypeId]:
    """Ids that a definition names in a dialect, in document order."""
    if isinstance(definition, AliasDef):
        yield from ids(definition.target)
        return
    for field in visible(definition, dialect):
        yield from ids(field.type)
    if definition.additional is not None:
        yield from ids(definition.additional)
