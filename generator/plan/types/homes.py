"""Which module prints a type that is inline to an operation or a webhook.

Most stand in the module of their operation's params or answer.  But a reference may lead from anywhere into the
middle of an operation (``#/paths/~1a/get/responses/200/...``), also when that operation itself prints nothing
there: its answer is a page, say.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from generator.ir.api import Api
from generator.ir.types import PathStep, TypeDef, TypeId
from generator.plan.annotation import Dialect
from generator.plan.types.reach import OPERATION, WEBHOOK, Reach
from generator.plan.types.refs import definition_refs, ids
from generator.plan.types.units import Names, Unit

__all__ = ["answer_homes", "strays"]


def answer_homes(api: Api, units: Iterable[Unit]) -> dict[TypeId, Unit]:
    """Units of the definitions inline to answers and events: the first unit that leads to each."""
    homes: dict[TypeId, Unit] = {}
    for unit in units:
        if unit.is_params or unit.dialect is not Dialect.RESPONSE:
            continue
        starts = list(ids(unit.alias)) if unit.alias is not None else []
        if unit.root is not None and _is_inline(api.types.defs[unit.root]):
            starts = list(definition_refs(api.types.defs[unit.root], Dialect.RESPONSE))
        for id in _behind(api, starts, homes):
            homes[id] = unit
    return homes


def strays(api: Api, reach: Reach, names: Names) -> Iterator[tuple[TypeId, Dialect]]:
    """Definitions inline to an operation or webhook for which no module has been planned, the outermost ones only."""
    yield from _stray_answers(api, reach, names)
    yield from _stray_arguments(api, reach, names)


def _stray_answers(api: Api, reach: Reach, names: Names) -> Iterator[tuple[TypeId, Dialect]]:
    covered = set(answer_homes(api, names.units.values()))
    for id in _wanting(api, reach, names, Dialect.RESPONSE):
        if id not in covered:
            for inner in _behind(api, [id], covered):
                covered.add(inner)
            yield id, Dialect.RESPONSE


def _stray_arguments(api: Api, reach: Reach, names: Names) -> Iterator[tuple[TypeId, Dialect]]:
    placed: set[tuple[TypeId | None, tuple[PathStep, ...]]] = set()
    for id in _wanting(api, reach, names, Dialect.REQUEST):
        owner, path = api.types.defs[id].owner, api.types.defs[id].path
        has_params = str(owner).removeprefix(OPERATION) in names.params
        if not has_params and placed.isdisjoint((owner, path[:length]) for length in range(len(path))):
            placed.add((owner, path))
            yield id, Dialect.REQUEST


def _wanting(api: Api, reach: Reach, names: Names, dialect: Dialect) -> list[TypeId]:
    """Inline definitions of a dialect that have no name yet, from the outside in."""
    found = [id for id in reach.used[dialect] if (id, dialect) not in names.types]
    found = [id for id in found if _is_inline(api.types.defs[id])]
    return sorted(found, key=lambda each: len(api.types.defs[each].path))


def _behind(api: Api, starts: list[TypeId], known: Container[TypeId]) -> Iterator[TypeId]:
    """Inline definitions that others lead to in answers, but for the `known`, which may grow meanwhile."""
    stack = list(starts)
    while stack:
        id = stack.pop()
        if id not in known and _is_inline(api.types.defs[id]):
            yield id
            stack.extend(definition_refs(api.types.defs[id], Dialect.RESPONSE))


def _is_inline(definition: TypeDef) -> bool:
    """Whether an operation or a webhook owns a definition."""
    return str(definition.owner or "").startswith((OPERATION, WEBHOOK))
