"""Which module prints a type that is inline to an operation or a webhook.

Most stand in the module of their operation's params or answer.  But a reference may lead from anywhere into the
middle of an operation (``#/paths/~1a/get/responses/200/...``), also when that operation itself prints nothing
there: its answer is a page, say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.ir.api import Api
from generator.ir.types import TypeDef, TypeId
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
        stack = list(ids(unit.alias)) if unit.alias is not None else []
        if unit.root is not None and _is_inline(api.types.defs[unit.root]):
            stack = list(definition_refs(api.types.defs[unit.root], Dialect.RESPONSE))
        while stack:
            id = stack.pop()
            if id in homes or not _is_inline(api.types.defs[id]):
                continue
            homes[id] = unit
            stack.extend(definition_refs(api.types.defs[id], Dialect.RESPONSE))
    return homes


def strays(api: Api, reach: Reach, names: Names) -> Iterator[tuple[TypeId, Dialect]]:
    """Definitions inline to an operation or webhook for which no module has been planned, the outermost ones only."""
    answers = answer_homes(api, names.units.values())
    for dialect in Dialect:
        placed = {
            (definition.owner, definition.path)
            for id, each in names.types
            if each is dialect and _is_inline(definition := api.types.defs[id])
        }
        wanting = [id for id in reach.used[dialect] if (id, dialect) not in names.types]
        for id in sorted(wanting, key=lambda each: len(api.types.defs[each].path)):
            definition = api.types.defs[id]
            if not _is_inline(definition) or _is_placed(definition, dialect, names) or id in answers:
                continue
            around = ((definition.owner, definition.path[:length]) for length in range(len(definition.path)))
            if not placed.isdisjoint(around):
                continue
            placed.add((definition.owner, definition.path))
            yield id, dialect


def _is_inline(definition: TypeDef) -> bool:
    return str(definition.owner or "").startswith((OPERATION, WEBHOOK))


def _is_placed(definition: TypeDef, dialect: Dialect, names: Names) -> bool:
    """Whether the operation's params module prints a definition."""
    return dialect is Dialect.REQUEST and str(definition.owner).removeprefix(OPERATION) in names.params
