"""The answers that client planning gets about types."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from generator.ir.api import Api, Operation
from generator.ir.types import Ref, TypeId, TypeRef
from generator.plan import reserved
from generator.plan.annotation import Annotation, Dialect, TypeName
from generator.plan.code import Code
from generator.plan.imports import Import, ModulePath
from generator.plan.types.expressions import Expressions
from generator.plan.types.reach import answer, other_answers
from generator.plan.types.scope import Scope
from generator.plan.types.shapes import Shapes
from generator.plan.types.units import Names

__all__ = ["Book"]

_BOUND = frozenset(
    [
        "async_raw",
        "async_streamed",
        "attach",
        "deprecated",
        "not_given",
        "omit",
        "overload",
        "raw",
        "streamed",
    ]
)
"""What the modules of clients and resources import under names that a module of types could have."""


class Book:
    """`TypeBook` over finished names.

    Annotations are made for any module: a name that is exported nowhere else stands for itself, one that is not
    (local types, names that several modules have, names of the runtime) is reached through its module.  `members`:
    names of resources and methods, which would hide a module of that name inside a class.
    """

    def __init__(
        self,
        api: Api,
        names: Names,
        expressions: Expressions,
        shapes: Shapes,
        members: frozenset[str] = frozenset(),
    ) -> None:
        self._operations: Mapping[str, Operation] = {op.id: op for op in api.operations}
        self._names = names
        self._expressions = expressions
        self._shapes = shapes
        roots = [unit.name for unit in names.units.values() if unit.target is None]
        counts = Counter(name.name.lower() for name in roots)
        self._plain = frozenset(
            n for n in roots if counts[n.name.lower()] == 1 and n.name not in reserved.words("classes")
        )
        modules = Counter(path[-1] for path in names.units)
        self._hidden = members | _BOUND
        self._ambiguous = frozenset(module for module, count in modules.items() if count > 1) | self._hidden

    def annotate(self, ref: TypeRef, dialect: Dialect, *, nullable: bool = False) -> Annotation:
        """The annotation of a type in a dialect, valid in any module that has its imports."""
        scope = _Anywhere(self)
        code = self._expressions.of(ref, dialect, scope, nullable=nullable)
        return Annotation(code, frozenset(scope.imports))

    def named(self, name: TypeName) -> Annotation:
        """The annotation of a planned type, by its name."""
        if name in self._plain:
            return Annotation(Code(name.name), frozenset([Import(name.module, name.name)]))
        module = name.module[-1]
        alias = "_".join(name.module[1:]) if module in self._ambiguous else module
        while alias in self._hidden:
            alias += "_types"
        where = Import(name.module[:-1], module, "" if alias == module else alias)
        return Annotation(Code(f"{where.bound}.{name.name}"), frozenset([where]))

    def name_of(self, id: TypeId, dialect: Dialect) -> TypeName:
        """Where a definition is printed; of one that has only the other dialect, there.

        Raises KeyError for a definition that no dialect has.
        """
        other = Dialect.REQUEST if dialect is Dialect.RESPONSE else Dialect.RESPONSE
        return self._names.types.get((id, dialect)) or self._names.types[id, other]

    def has(self, id: TypeId, dialect: Dialect) -> bool:
        """Whether a definition is printed in a dialect."""
        return (id, dialect) in self._names.types

    def connection_shape(self, sends: tuple[str, ...]) -> str | None:
        """Name of the entry of a connection's events in ``types/_wire.py``; None when they are sent as they are."""
        return self._shapes.connections.get(sends)

    def response_locator(self, operation_id: str) -> TypeName | None:
        """The named type of the JSON success body; None without one, and for a page whose envelope has no name."""
        operation = self._operations[operation_id]
        ref = answer(operation)
        if ref is None:
            return None
        if isinstance(ref, Ref):
            return self._names.types.get((ref.id, Dialect.RESPONSE))
        return None if operation.pagination is not None else self._names.answers[operation_id]

    def other_answers(self, operation_id: str) -> tuple[tuple[str, TypeName], ...]:
        """Statuses whose JSON success body has a type of its own, with that type."""
        found: list[tuple[str, TypeName]] = []
        for status, ref in other_answers(self._operations[operation_id]):
            name = self._names.others.get((operation_id, status))
            if name is None and isinstance(ref, Ref):
                name = self._names.types.get((ref.id, Dialect.RESPONSE))
            if name is not None:
                found.append((status, name))
        return tuple(found)

    def item_locator(self, operation_id: str) -> TypeName | None:
        """The named type of one item of a paginated operation."""
        pagination = self._operations[operation_id].pagination
        if pagination is None:
            return None
        return self._of(pagination.item, self._names.answers, operation_id)

    def answer_name(self, operation_id: str, name: TypeName) -> Annotation:
        """The annotation of an operation's answer or item `name`: by the further name that the configuration gives."""
        return self.named(self._names.called.get(operation_id, name))

    def event_locator(self, operation_id: str) -> TypeName | None:
        """The named type of one event of a streaming operation."""
        streaming = self._operations[operation_id].streaming
        if streaming is None:
            return None
        return self._of(streaming.event, self._names.events, operation_id)

    def params_name(self, operation_id: str) -> TypeName | None:
        """The TypedDict of an operation's keyword arguments, or the alias over its variants; None without any."""
        return self._names.params.get(operation_id)

    def wire_shape(self, operation_id: str) -> str | None:
        """Name of the body's entry in ``types/_wire.py``; None when the body is sent as it is."""
        return self._shapes.operations.get(operation_id)

    def webhook_name(self, webhook: str) -> TypeName | None:
        """The type of a webhook's payload; None when it has no JSON body."""
        return self._names.webhooks.get(webhook)

    def webhook_union(self) -> TypeName | None:
        """The union of all payloads; None without webhooks."""
        return self._names.webhook_union

    def _of(self, ref: TypeRef, named: Mapping[str, TypeName], operation_id: str) -> TypeName:
        if isinstance(ref, Ref):
            return self._names.types[ref.id, Dialect.RESPONSE]
        return named[operation_id]


class _Anywhere(Scope):
    """A scope for annotations whose module is not known yet."""

    _NOWHERE: ModulePath = ("",)

    def __init__(self, book: Book) -> None:
        super().__init__(self._NOWHERE, ())
        self._book = book

    def type(self, name: TypeName) -> str:
        found = self._book.named(name)
        self.imports |= found.imports
        return str(found.code)
