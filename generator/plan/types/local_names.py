"""Names of inline types inside the module of their owner.

The name says where the type stands: ``choices[].logprobs`` of a root is ``ChoiceLogprobs``.  A variant of a union
adds its tag or title.  A name that the module needs for something else gets the root's name in front.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.config import TargetConfig
from generator.diagnostics import Diagnostics
from generator.ir.api import Api
from generator.ir.types import (
    AliasDef,
    Const,
    EnumOf,
    ListOf,
    MapOf,
    ObjectDef,
    PathStep,
    Scalar,
    TypeDef,
    TypeId,
)
from generator.plan import identifiers, words
from generator.plan.annotation import Dialect, TypeName
from generator.plan.types.homes import answer_homes
from generator.plan.types.layout import Layout
from generator.plan.types.params import params_refs
from generator.plan.types.reach import OPERATION, Reach
from generator.plan.types.refs import definition_refs, ids
from generator.plan.types.units import Names, Unit

__all__ = ["name_locals"]

_Place = tuple[TypeId | None, tuple[PathStep, ...], Dialect]


def name_locals(
    api: Api, config: TargetConfig, reach: Reach, names: Names, layout: Layout, diagnostics: Diagnostics
) -> None:
    """Add every inline definition to the unit of its owner, and name it, then give the further names of `layout`.

    Notes SDK602 for a name that had to change.
    """
    namer = _Locals(api, config, reach, names, diagnostics)
    namer.distribute()
    for unit in names.units.values():
        namer.name(unit, layout.inner.get((unit.path[:-1], unit.name.name), {}))
    for unit in names.units.values():
        for name, id in layout.inner.get((unit.path[:-1], unit.name.name), {}).items():
            found = (names.types.get((id, dialect)) for dialect in (unit.dialect, *Dialect))
            target = next(filter(None, found), None)
            if target is not None and target != TypeName(unit.path, name):
                unit.further[name] = target


class _Locals:
    """Where inline definitions go, and what they are called there."""

    def __init__(
        self, api: Api, config: TargetConfig, reach: Reach, names: Names, diagnostics: Diagnostics
    ) -> None:
        self._api = api
        self._config = config
        self._reach = reach
        self._names = names
        self._diagnostics = diagnostics
        self._acronyms = words.ACRONYMS | {word.lower() for word in config.acronyms}
        self._depths: dict[tuple[TypeId, Dialect], int] = {}
        """Steps of a path that lead to the definition that its module is named after."""
        self._operations = {operation.id: operation for operation in api.operations}
        self._by_path: dict[tuple[TypeId | None, tuple[PathStep, ...]], TypeId] = {
            (d.owner, d.path): id for id, d in api.types.defs.items() if d.owner is not None
        }
        self._siblings: dict[tuple[TypeId | None, tuple[PathStep, ...]], list[TypeDef]] = {}
        for definition in api.types.defs.values():
            if definition.path and definition.path[-1][0] == "variant":
                self._siblings.setdefault((definition.owner, definition.path[:-1]), []).append(definition)

    def distribute(self) -> None:
        """Put inline definitions into units."""
        homes: dict[tuple[str, Dialect], Unit] = {}
        for unit in self._names.units.values():
            if unit.target is not None:
                continue
            if unit.is_params:
                homes[OPERATION + unit.operation, Dialect.REQUEST] = unit
            elif unit.root is not None:
                homes[str(unit.root), unit.dialect] = unit
        for id, operation in self._reach.absorbed.items():
            homes[str(id), Dialect.REQUEST] = homes[OPERATION + operation, Dialect.REQUEST]
        answers = answer_homes(self._api, self._names.units.values())
        inner = self._inline_homes()
        for dialect in Dialect:
            for id in self._reach.used[dialect]:
                if (id, dialect) in self._names.types:
                    continue
                definition = self._api.types.defs[id]
                home, self._depths[id, dialect] = _nearest(definition, dialect, inner)
                home = home or homes.get((str(definition.owner), dialect)) or answers.get(id)
                assert home is not None, f"no module for {id}"
                home.members.append(id)

    def _inline_homes(self) -> dict[_Place, Unit]:
        """Units of inline definitions that have a module of their own: what is inside them belongs there."""
        homes: dict[_Place, Unit] = {}
        for unit in self._names.units.values():
            definition = self._api.types.defs[unit.root] if unit.root is not None else None
            if definition is not None and definition.owner is not None:
                homes[definition.owner, definition.path, unit.dialect] = unit
        return homes

    def name(self, unit: Unit, given: Mapping[str, TypeId]) -> None:
        """Name the members of a unit that have no name yet: as `given`, then those near the root first."""
        for name, id in given.items():
            if id in unit.members and (id, unit.dialect) not in self._names.types:
                self._names.types[id, unit.dialect] = TypeName(unit.path, name)
        pending = [id for id in unit.members if (id, unit.dialect) not in self._names.types]
        taken = {unit.name.name, "None", "True", "False", *given} | self._foreign(unit)
        if unit.is_params:
            taken |= {f"{unit.name.name}{part}" for part in ("Base", "NonStreaming", "Streaming")}
        for id in sorted(pending, key=lambda member: len(self._api.types.defs[member].path)):
            definition = self._api.types.defs[id]
            candidates = list(self._candidates(definition, unit))
            name = identifiers.unique(candidates, taken)
            self._names.types[id, unit.dialect] = TypeName(unit.path, name)
            if name != candidates[0]:
                self._names.renamed += 1
                where = ".".join(unit.path)
                message = f"`{candidates[0]}` stands for something else in `{where}`; it is `{name}`"
                self._diagnostics.note("SDK602", message, definition.origin)

    def _foreign(self, unit: Unit) -> set[str]:
        """Names of other modules' types that a unit uses."""
        used = [
            id
            for member in unit.members
            for id in definition_refs(self._api.types.defs[member], unit.dialect)
        ]
        if unit.alias is not None:
            used += ids(unit.alias)
        if unit.is_params:
            refs = params_refs(self._api, self._operations[unit.operation], self._config)
            used += [id for ref in refs for id in ids(ref)]
        found = {self._names.types.get((id, unit.dialect)) for id in used}
        return {name.name for name in found if name is not None and name.module != unit.path}

    def _candidates(self, definition: TypeDef, unit: Unit) -> Iterator[str]:
        pieces, plain = self._words(definition, self._depths[definition.id, unit.dialect])
        root = unit.name.name
        if unit.is_params:
            root = root.removesuffix("Params")
        elif unit.dialect is Dialect.REQUEST:
            root = root.removesuffix("Param")
        if pieces:
            yield identifiers.joined(pieces, self._acronyms)
            yield identifiers.joined([root, *pieces], self._acronyms)
        if plain != pieces:
            yield identifiers.joined(plain, self._acronyms)
        yield identifiers.joined([root, *pieces, self._kind(definition)], self._acronyms)

    def _words(self, definition: TypeDef, start: int) -> tuple[list[str], list[str]]:
        """Words of the path from a step on, list items in the singular; and the same as spelled."""
        pieces: list[str] = []
        plain: list[str] = []
        for depth, (kind, word) in enumerate(definition.path[start:], start):
            match kind:
                case "property" | "param":
                    pieces += words.pieces(word)
                    plain += words.pieces(word)
                case "item":
                    if pieces:
                        pieces[-1] = words.singular(pieces[-1])
                    plain.append("Item")
                case "value":
                    one = words.singular(pieces[-1]) if pieces else ""
                    pieces = [*pieces[:-1], one] if pieces and one != pieces[-1] else [*pieces, "Value"]
                    plain.append("Value")
                case "variant":
                    step = self._variant(definition.owner, definition.path[: depth + 1], word)
                    pieces += step
                    plain += step
                case _:
                    pass
        return pieces, plain

    def _variant(self, owner: TypeId | None, path: tuple[PathStep, ...], word: str) -> list[str]:
        """Words for a variant: its tag or title; for a mere ordinal, what tells it from its siblings."""
        if not word.isdigit():
            return list(words.pieces(word))
        id = self._by_path.get((owner, path))
        if id is None:
            return []
        definition = self._api.types.defs[id]
        if definition.title:
            return list(words.pieces(definition.title))
        others = [s for s in self._siblings.get((owner, path[:-1]), ()) if s.id != id]
        if isinstance(definition, ObjectDef) and (own := _own_field(definition, others)):
            return list(words.pieces(own))
        return [self._kind(definition)] if not others else ["Option", chr(ord("A") + int(word) % 26)]

    @staticmethod
    def _kind(definition: TypeDef) -> str:
        if isinstance(definition, AliasDef):
            match definition.target:
                case ListOf():
                    return "List"
                case MapOf():
                    return "Map"
                case Scalar() | Const() | EnumOf():
                    return "Value"
                case _:
                    return "Union"
        return "Object"


def _own_field(definition: ObjectDef, others: list[TypeDef]) -> str:
    """A constant that marks an object, else the first field that its siblings lack; "" without either."""
    for field in definition.fields:
        if isinstance(field.type, Const) and isinstance(field.type.value, str) and field.type.value:
            return field.type.value
    elsewhere = {f.name for other in others if isinstance(other, ObjectDef) for f in other.fields}
    own = [f for f in definition.fields if f.name not in elsewhere]
    return next((f.name for f in own if f.required), own[0].name if own else "")


def _nearest(definition: TypeDef, dialect: Dialect, homes: Mapping[_Place, Unit]) -> tuple[Unit | None, int]:
    """The innermost definition with a module of its own around an inline one, and the length of the path to it."""
    outermost = (
        0 if dialect is Dialect.REQUEST else 1
    )  # Answers of an operation are several, and all at its root.
    for length in range(len(definition.path) - 1, outermost - 1, -1):
        home = homes.get((definition.owner, definition.path[:length], dialect))
        if home is not None:
            return home, length
    return None, 0
