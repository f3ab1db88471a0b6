"""Ways through the IR: what an operation mentions, and which types requests and responses reach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.ir.api import Api, Operation, Response
from generator.ir.types import (
    AliasDef,
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


def parts_of(type_: TypeRef) -> Iterator[TypeRef]:
    """A type and all types written inside it, outermost first; references are not followed."""
    stack = [type_]
    while stack:
        current = stack.pop()
        yield current
        if isinstance(current, ListOf):
            stack.extend((current.item, *reversed(current.prefix)))
        elif isinstance(current, MapOf):
            stack.append(current.value)
        elif isinstance(current, Nullable):
            stack.append(current.inner)
        elif isinstance(current, OneOf):
            stack.extend(reversed(current.variants))


def refs_of(type_: TypeRef) -> Iterator[TypeId]:
    """The definitions that a type mentions."""
    return (part.id for part in parts_of(type_) if isinstance(part, Ref))


def types_in(definition: TypeDef) -> Iterator[TypeRef]:
    """The types that a definition is made of."""
    if isinstance(definition, AliasDef):
        yield definition.target
        return
    yield from (field.type for field in definition.fields)
    if definition.additional is not None:
        yield definition.additional


def request_types_of(operation: Operation) -> Iterator[TypeRef]:
    """Types of parameters and body."""
    yield from (param.type for param in operation.params)
    if operation.body is not None:
        yield from (content.type for content in operation.body.contents)


def response_types_of(operation: Operation) -> Iterator[TypeRef]:
    """Types of all responses, their headers, stream events and page items."""
    for response in operation.responses:
        yield from (content.type for content in response.contents if content.type is not None)
        yield from (header.type for header in response.headers)
    if operation.streaming is not None:
        yield operation.streaming.event
    if operation.pagination is not None:
        yield operation.pagination.item


def types_of(operation: Operation) -> Iterator[TypeRef]:
    """Every type that an operation mentions."""
    yield from request_types_of(operation)
    yield from response_types_of(operation)


def success_responses(operation: Operation) -> tuple[Response, ...]:
    """The responses that a client returns: the 2xx ones, or `default` where the document has none of them."""
    successes = tuple(response for response in operation.responses if response.is_success)
    return successes or tuple(response for response in operation.responses if response.status == "default")


def reachable(defs: Mapping[TypeId, TypeDef], types: Iterable[TypeRef]) -> frozenset[TypeId]:
    """All definitions that the types lead to, directly or through other definitions."""
    found: set[TypeId] = set()
    stack = [type_id for type_ in types for type_id in refs_of(type_)]
    while stack:
        type_id = stack.pop()
        if type_id in found or type_id not in defs:
            continue
        found.add(type_id)
        stack.extend(ref for type_ in types_in(defs[type_id]) for ref in refs_of(type_))
    return frozenset(found)


def request_types(api: Api) -> frozenset[TypeId]:
    """Definitions that requests reach."""
    types = (type_ for operation in api.operations for type_ in request_types_of(operation))
    return reachable(api.types.defs, types)


def response_types(api: Api) -> frozenset[TypeId]:
    """Definitions that responses, stream events, pages and webhook payloads reach."""
    types = [type_ for operation in api.operations for type_ in response_types_of(operation)]
    types += [webhook.payload for webhook in api.webhooks if webhook.payload is not None]
    return reachable(api.types.defs, types)


def objects(api: Api) -> Iterator[ObjectDef]:
    """The object definitions in document order."""
    return (each for each in api.types.defs.values() if isinstance(each, ObjectDef))
