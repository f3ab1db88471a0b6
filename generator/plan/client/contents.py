"""Looking into types: raw bytes (the parts of a form that hold files), enumerations, envelopes of events."""

from __future__ import annotations

from generator.ir.types import (
    AliasDef,
    Const,
    EnumOf,
    JsonScalar,
    ListOf,
    Nullable,
    ObjectDef,
    OneOf,
    Ref,
    Scalar,
    ScalarKind,
    TypeId,
    TypeRef,
    TypeTable,
)


def holds_binary(ref: TypeRef, table: TypeTable, seen: frozenset[TypeId] = frozenset()) -> bool:
    """Whether a value of the type is raw bytes, may be, or is a list of them.  Objects are not looked into."""
    match ref:
        case Scalar(kind=kind):
            return kind is ScalarKind.BINARY
        case ListOf(item=item):
            return holds_binary(item, table, seen)
        case Nullable(inner=inner):
            return holds_binary(inner, table, seen)
        case OneOf(variants=variants):
            return any(holds_binary(variant, table, seen) for variant in variants)
        case Ref(id=id) if id not in seen:
            definition = table.defs.get(id)
            return isinstance(definition, AliasDef) and holds_binary(definition.target, table, seen | {id})
        case _:
            return False


def choices(ref: TypeRef, table: TypeTable, seen: frozenset[TypeId] = frozenset()) -> tuple[JsonScalar, ...]:
    """The values of an enumeration or constant, null excepted; () for any other type."""
    match ref:
        case EnumOf(values=values):
            return values
        case Const(value=value):
            return (value,)
        case Nullable(inner=inner):
            return choices(inner, table, seen)
        case Ref(id=id) if id not in seen:
            definition = table.defs.get(id)
            return choices(definition.target, table, seen | {id}) if isinstance(definition, AliasDef) else ()
        case _:
            return ()


def is_envelope(ref: TypeRef, table: TypeTable, seen: frozenset[TypeId] = frozenset()) -> bool:
    """Whether events of the type are objects with a fixed `event` and with `data`.

    Such a type describes the whole frame of a server-sent event (its `event:` and `data:` lines), not the JSON in it.
    """
    match ref:
        case OneOf(variants=variants):
            return all(is_envelope(variant, table, seen) for variant in variants)
        case Ref(id=id) if id not in seen:
            definition = table.defs.get(id)
            if isinstance(definition, ObjectDef):
                fields = {f.name: f for f in definition.fields}
                return {"event", "data"} <= fields.keys() and bool(choices(fields["event"].type, table))
            return definition is not None and is_envelope(definition.target, table, seen | {id})
        case _:
            return False
