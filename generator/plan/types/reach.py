"""Which definitions are printed in which dialect.

What a success answer, an event, a webhook or nothing at all leads to is printed for responses; what a parameter or a
body leads to is printed for requests.  A body whose fields become arguments is not printed by itself: when a single
operation uses it, the operation's params module takes its place (it is *absorbed*).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from generator.config import TargetConfig
from generator.ir.api import Api, Operation
from generator.ir.types import ObjectDef, TypeId, TypeRef
from generator.ir.walk import success_responses
from generator.plan.annotation import Dialect
from generator.plan.types.bodies import body_definitions, chosen_content, flatten_content
from generator.plan.types.layout import Layout, components_of, connects
from generator.plan.types.refs import definition_refs, ids

__all__ = ["OPERATION", "WEBHOOK", "Reach", "answer", "other_answers", "reach"]

OPERATION = "op:"
"""Prefix of the owner of types that are inline to an operation."""
WEBHOOK = "webhook:"
"""Prefix of the owner of types that are inline to a webhook."""


@dataclass(slots=True)
class Reach:
    """Definitions by dialect, in the order of discovery, each with the operation that leads to it first ("" for none).

    `absorbed`: body definition to the operation whose params module replaces it.
    """

    used: dict[Dialect, dict[TypeId, str]] = field(default_factory=lambda: {d: {} for d in Dialect})
    absorbed: dict[TypeId, str] = field(default_factory=dict[TypeId, str])

    def has(self, id: TypeId, dialect: Dialect) -> bool:
        """Whether a definition is printed in a dialect."""
        return id in self.used[dialect]


def answer(operation: Operation) -> TypeRef | None:
    """The type of the first JSON success body (of `default` when no success is declared); None without one."""
    for response in success_responses(operation):
        for content in response.contents:
            if content.kind == "json" and content.type is not None:
                return content.type
    return None


def other_answers(operation: Operation) -> tuple[tuple[str, TypeRef], ...]:
    """Further JSON success bodies whose type is another than the first one's, with their status; () for pages.

    Two success responses of one type are one answer.  A ``default`` beside success responses is an error.
    """
    if operation.pagination is not None:
        return ()
    found: dict[TypeRef, str] = {}
    for response in success_responses(operation):
        body = next((c.type for c in response.contents if c.kind == "json" and c.type is not None), None)
        if body is not None:
            found.setdefault(body, response.status)
    return tuple((status, body) for body, status in found.items())[1:]


def reach(api: Api, config: TargetConfig, layout: Layout) -> Reach:
    """Find the dialects of every definition of `api`."""
    result = Reach()
    flat = _flat_bodies(api, config)
    for operation in api.operations:
        _mark(api, result, Dialect.REQUEST, _request_roots(api, operation, config), operation.id)
        _mark(api, result, Dialect.RESPONSE, _response_roots(operation), operation.id)
    for webhook in api.webhooks:
        if webhook.payload is not None:
            _mark(api, result, Dialect.RESPONSE, ids(webhook.payload), "")
    components = components_of(api)
    for connect in connects(config.root):
        sent = [components[name] for name in connect.sends if name in components]
        received = [
            components[name] for name in (connect.receives, *connect.sends_models) if name in components
        ]
        _mark(api, result, Dialect.REQUEST, sent, "")
        _mark(api, result, Dialect.RESPONSE, received, "")
    for placed in layout.configured:  # A type that the configuration names is wanted, whoever uses it.
        _mark(api, result, placed.dialect, [placed.id], "")
    _absorb(api, result, flat)
    named = (i for i, d in api.types.defs.items() if d.name is not None)
    consumed = {id for found in flat.values() for id in found}
    used = result.used[Dialect.REQUEST].keys() | result.used[Dialect.RESPONSE].keys() | consumed
    _mark(api, result, Dialect.RESPONSE, (id for id in named if id not in used), "")
    _mark_owners(api, result)
    return result


def _flat_bodies(api: Api, config: TargetConfig) -> dict[str, tuple[TypeId, ...]]:
    """Definitions that flattened bodies go through, by operation."""
    found: dict[str, tuple[TypeId, ...]] = {}
    for operation in api.operations:
        content = chosen_content(operation, config)
        if content is not None and (through := body_definitions(api, content)):
            found[operation.id] = through
    return found


def _request_roots(api: Api, operation: Operation, config: TargetConfig) -> Iterator[TypeId]:
    for param in operation.params:
        yield from ids(param.type)
    content = chosen_content(operation, config)
    if content is None:
        return
    fields = flatten_content(api, content)
    if fields is None:
        yield from ids(content.type)
        return
    for body_field in fields:
        yield from ids(body_field.type)


def _response_roots(operation: Operation) -> Iterator[TypeId]:
    """The answer (of a page its items only), and events."""
    if operation.pagination is not None:
        yield from ids(operation.pagination.item)
    elif (body := answer(operation)) is not None:
        yield from ids(body)
        for _, other in other_answers(operation):
            yield from ids(other)
    if operation.streaming is not None:
        yield from ids(operation.streaming.event)


def _mark(api: Api, result: Reach, dialect: Dialect, roots: Iterable[TypeId], operation: str) -> None:
    used = result.used[dialect]
    stack = list(roots)[::-1]
    while stack:
        id = stack.pop()
        if id in used or id not in api.types.defs:
            continue
        used[id] = operation
        stack.extend(reversed(list(definition_refs(api.types.defs[id], dialect))))


def _absorb(api: Api, result: Reach, flat: dict[str, tuple[TypeId, ...]]) -> None:
    uses = Counter(id for found in flat.values() for id in found)
    for operation, found in flat.items():
        id = found[0]
        alone = len(found) == 1 and uses[id] == 1
        if alone and not result.has(id, Dialect.REQUEST) and isinstance(api.types.defs[id], ObjectDef):
            result.absorbed[id] = operation


def _mark_owners(api: Api, result: Reach) -> None:
    """A local type needs the module of its owner, so the owner is printed too."""
    for dialect in Dialect:
        pending = list(result.used[dialect])
        while pending:
            owner = api.types.defs[pending.pop()].owner
            if owner is None or owner not in api.types.defs or result.has(owner, dialect):
                continue
            if dialect is Dialect.REQUEST and owner in result.absorbed:
                continue
            before = len(result.used[dialect])
            _mark(api, result, dialect, [owner], "")
            pending += list(result.used[dialect])[before:]
