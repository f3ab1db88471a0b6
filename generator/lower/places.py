"""Where an inline type stands: its owner and the way from the owner to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from generator.ir.types import PathStep, TypeId

StepKind: TypeAlias = Literal["property", "item", "value", "variant", "body", "response", "param"]


@dataclass(frozen=True, slots=True)
class Place:
    """A position below `owner` (a named type, or ``op:<operation id>``, or ``webhook:<name>``).

    `name` is set where an object at exactly this position deserves a name of its own: the root schema of
    a shared component (``components/responses/NotFound``) belongs to no single operation.
    """

    owner: TypeId
    path: tuple[PathStep, ...] = ()
    name: str | None = None

    def step(self, kind: StepKind, word: str = "") -> Place:
        """One step further from the owner."""
        return Place(self.owner, (*self.path, (kind, word)))
