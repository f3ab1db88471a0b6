"""The border between type planning and client planning: annotations with the imports they need."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import Protocol

from generator.ir.types import TypeId, TypeRef
from generator.plan.code import Code
from generator.plan.imports import Import, ModulePath


class Dialect(enum.Enum):
    """RESPONSE: pydantic models, open enums.  REQUEST: TypedDicts, concrete read-only collections, closed enums."""

    RESPONSE = "response"
    REQUEST = "request"


@dataclass(frozen=True, slots=True)
class Annotation:
    """A type expression and the imports it needs."""

    code: Code
    imports: frozenset[Import] = field(default_factory=frozenset[Import])


@dataclass(frozen=True, slots=True)
class TypeName:
    """Where a named type lives: module path inside the package and class or alias name."""

    module: ModulePath
    name: str

    @property
    def locator(self) -> str:
        """`types.chat.chat_completion:ChatCompletion`, the form that the runtime resolves lazily."""
        return ".".join(self.module) + ":" + self.name


class TypeBook(Protocol):
    """What client planning may ask of type planning."""

    def annotate(self, ref: TypeRef, dialect: Dialect, *, nullable: bool = False) -> Annotation:
        """The annotation of a type in a dialect."""
        ...

    def name_of(self, id: TypeId, dialect: Dialect) -> TypeName:
        """Where the definition of a type is printed."""
        ...

    def response_locator(self, operation_id: str) -> TypeName | None:
        """The named type of an operation's JSON success body (an alias is planned where the schema has no name);
        None when it has no JSON body.
        """

    def other_answers(self, operation_id: str) -> tuple[tuple[str, TypeName], ...]:
        """Further statuses (``202``, ``2XX``) whose JSON success body has a type of its own, with that type."""
        ...

    def item_locator(self, operation_id: str) -> TypeName | None:
        """The named type of one item of a paginated operation."""

    def event_locator(self, operation_id: str) -> TypeName | None:
        """The named type of one event of a streaming operation."""

    def params_name(self, operation_id: str) -> TypeName | None:
        """The TypedDict that gathers an operation's keyword arguments; None when it has none."""

    def wire_shape(self, operation_id: str) -> str | None:
        """Name of the body's entry in `types/_wire.py` when Python and wire names differ somewhere inside
        (beyond the top level), else None: then the body is sent as it is.
        """
