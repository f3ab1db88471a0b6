"""The growing table of type definitions: declared by reference, filled in by demand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from generator.ir.types import TypeDef, TypeId
from generator.lower.places import Place
from generator.spec.document import Node

MAX_NESTED: Final = 30
"""How many definitions may wait for each other.  Merges are completed innermost first, so that honest documents
stay far below; the bound keeps hostile ones off the interpreter's stack."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A definition to be made: of `node`, standing at `place`, called `name` (None: inline).

    `facet`: only the object among the several types that the schema lists.
    """

    node: Node
    place: Place
    name: str | None = None
    facet: bool = False


class Definitions:
    """Definitions by id.

    A reference only declares its target; the target is defined later from a queue, so nesting and recursion
    of a document never become recursion of the program.  Composition needs definitions at once: :meth:`get`.
    """

    def __init__(
        self,
        define: Callable[[Pending, TypeId], TypeDef],
        prerequisites: Callable[[Pending], Iterable[TypeId]],
    ) -> None:
        self._define = define
        self._prerequisites = prerequisites
        self._pending: dict[TypeId, Pending] = {}
        self._queue: list[TypeId] = []
        self._done: dict[TypeId, TypeDef] = {}
        self._busy: set[TypeId] = set()

    def __contains__(self, type_id: TypeId) -> bool:
        return type_id in self._done or type_id in self._pending

    def __iter__(self) -> Iterator[TypeDef]:
        return iter(self._done.values())

    def is_busy(self, type_id: TypeId) -> bool:
        """Whether the definition is being made right now."""
        return type_id in self._busy

    def declare(self, pending: Pending, type_id: TypeId | None = None) -> TypeId:
        """Announce a definition (once; later announcements of the same id change nothing); returns its id."""
        key = pending.node.id if type_id is None else type_id
        if key not in self:
            self._pending[key] = pending
            self._queue.append(key)
        return key

    def pending(self, type_id: TypeId) -> Pending | None:
        """What was declared, None for definitions that were put."""
        return self._pending.get(type_id)

    def put(self, definition: TypeDef) -> TypeId:
        """Store a finished definition."""
        self._done[definition.id] = definition
        return definition.id

    def get(self, type_id: TypeId) -> TypeDef | None:
        """The definition, made now if need be; None when it is unknown, being made, or too many wait already."""
        done = self._done.get(type_id)
        if done is not None:
            return done
        pending = self._pending.get(type_id)
        if pending is None or type_id in self._busy or len(self._busy) >= MAX_NESTED:
            return None
        self._busy.add(type_id)
        try:
            made = self._define(pending, type_id)
        finally:
            self._busy.discard(type_id)
        self._done[type_id] = made
        return made

    def drain(self) -> None:
        """Make every declared definition, including those that the making declares."""
        position = 0
        while position < len(self._queue):
            self._complete(self._queue[position])
            position += 1
        self._queue.clear()

    def _complete(self, type_id: TypeId) -> None:
        """Make one definition after those that it merges, without recursion."""
        stack, expanded = [type_id], {type_id}
        while stack:
            top = stack[-1]
            pending = self._pending.get(top)
            if top not in self._done and pending is not None:
                waiting = [
                    d for d in self._prerequisites(pending) if d not in self._done and d not in expanded
                ]
                if waiting:
                    expanded.update(waiting)
                    stack.extend(reversed(waiting))
                    continue
                self.get(top)
            stack.pop()
