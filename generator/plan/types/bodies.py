"""Request bodies as arguments: which content is sent, and the fields it consists of."""

from __future__ import annotations

import dataclasses

from generator.config import TargetConfig
from generator.ir.api import Api, Content, Operation
from generator.ir.types import AliasDef, Field, ObjectDef, OneOf, Ref, TypeId, TypeRef
from generator.plan.annotation import Dialect
from generator.plan.types.refs import visible

__all__ = ["body_definitions", "chosen_content", "flatten_body", "flatten_content"]

_FLAT_KINDS = frozenset({"json", "form", "multipart"})


def chosen_content(operation: Operation, config: TargetConfig) -> Content | None:
    """The body that the method sends: the configured media type, else the document's first; None without a body."""
    if operation.body is None:
        return None
    said = config.operations.get(operation.id)
    wanted = said.content_type if said else ""
    contents = operation.body.contents
    return next((c for c in contents if wanted and c.media_type == wanted), contents[0])


def flatten_body(
    api: Api, operation: Operation, config: TargetConfig | None = None
) -> tuple[Field, ...] | None:
    """Fields of an object body, which become arguments; None when the body is one value (or there is none).

    Fields of a union of objects are merged: required only where every member requires it, types united.
    Members stay required where the body as a whole is not marked so: documents forget that mark, whose default is
    false, far more often than servers take a request without its required members.
    """
    content = chosen_content(operation, config or TargetConfig())
    if content is None or operation.body is None:
        return None
    return flatten_content(api, content)


def flatten_content(api: Api, content: Content) -> tuple[Field, ...] | None:
    """Fields of one content, as :func:`flatten_body` has them, without regard to an optional body."""
    if content.kind not in _FLAT_KINDS:
        return None
    members = _objects(api, content.type, frozenset())
    if members is None:
        return None
    merged = _merged([visible(member, Dialect.REQUEST) for member in members])
    has_free_keys = any(member.additional is not None and not member.fields for member in members)
    return None if has_free_keys or (not merged and content.kind == "json") else merged


def body_definitions(api: Api, content: Content) -> tuple[TypeId, ...]:
    """Ids that a flattened body goes through: aliases, and the objects themselves; () when it is not flattened."""
    if flatten_content(api, content) is None:
        return ()
    found: dict[TypeId, None] = {}
    stack: list[TypeRef] = [content.type]
    while stack:
        item = stack.pop()
        if isinstance(item, Ref) and item.id not in found:
            found[item.id] = None
            definition = api.types.defs[item.id]
            if isinstance(definition, AliasDef):
                stack.append(definition.target)
        elif isinstance(item, OneOf):
            stack.extend(reversed(item.variants))
    return tuple(found)


def _objects(api: Api, ref: TypeRef, seen: frozenset[TypeId]) -> list[ObjectDef] | None:
    """The objects that a reference stands for, unions taken apart; None when it can be anything else."""
    if isinstance(ref, OneOf):
        found: list[ObjectDef] = []
        for variant in ref.variants:
            inner = _objects(api, variant, seen)
            if inner is None:
                return None
            found += inner
        return found
    if not isinstance(ref, Ref) or ref.id in seen:
        return None
    definition = api.types.defs[ref.id]
    if isinstance(definition, ObjectDef):
        return [definition]
    return None if definition.nullable else _objects(api, definition.target, seen | {ref.id})


def _merged(members: list[tuple[Field, ...]]) -> tuple[Field, ...]:
    if len(members) == 1:
        return members[0]
    by_name: dict[str, list[Field]] = {}
    for fields in members:
        for field in fields:
            by_name.setdefault(field.name, []).append(field)
    return tuple(_united(fields, len(members)) for fields in by_name.values())


def _united(fields: list[Field], members: int) -> Field:
    types: list[TypeRef] = []
    for field in fields:
        variants = field.type.variants if isinstance(field.type, OneOf) else (field.type,)
        types += [v for v in variants if v not in types]
    return dataclasses.replace(
        fields[0],
        type=fields[0].type if len({f.type for f in fields}) == 1 else OneOf(tuple(types)),
        required=len(fields) == members and all(f.required for f in fields),
        nullable=any(f.nullable for f in fields),
        deprecated=all(f.deprecated for f in fields),
    )
