"""Units to module views: classes, aliases, and imports computed from what they name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from generator.config import TargetConfig
from generator.diagnostics import Diagnostics
from generator.ir.api import Api, Operation
from generator.ir.types import AliasDef, MapOf, ObjectDef, Scalar, ScalarKind, TypeDef, TypeId
from generator.plan import imports as import_lines
from generator.plan.annotation import Dialect, TypeName
from generator.plan.code import Code, Text, literal
from generator.plan.imports import Import, ModulePath
from generator.plan.types.expressions import Expressions
from generator.plan.types.fields import Key, key_names, key_views, model_fields, prose
from generator.plan.types.neutral import Neutral
from generator.plan.types.params import params_classes
from generator.plan.types.recursion import components, in_order, shortcuts, stepping_stones
from generator.plan.types.refs import definition_refs, visible
from generator.plan.types.scope import Scope
from generator.plan.types.units import Names, Unit
from generator.plan.types.views import AliasView, KeysView, ModelView, ModuleView

__all__ = ["Modules", "plan_modules"]

_ANY = Scalar(ScalarKind.ANY)
_CHAIN = 50
"""Modules that may wait for each other's import: each takes about six of the interpreter's 1000 frames."""


@dataclass(slots=True)
class _Alias:
    """An alias before it is known whether it can be evaluated: its value, and the types that it names."""

    name: str
    code: Code
    docs: Text
    used: frozenset[TypeName]


@dataclass(slots=True)
class _Draft:
    """A module before it is known which other modules import it."""

    unit: Unit
    scope: Scope
    models: list[ModelView] = field(default_factory=list[ModelView])
    keys: list[KeysView] = field(default_factory=list[KeysView])
    aliases: list[_Alias] = field(default_factory=list[_Alias])

    @property
    def renamed(self) -> list[tuple[TypeName, Import]]:
        """Types of other modules that this one offers under a further name."""
        return [
            (target, Import(target.module, target.name, name))
            for name, target in self.unit.further.items()
            if target.module != self.unit.path
        ]

    @property
    def needs(self) -> dict[ModulePath, None]:
        """Modules of types that this one imports, in the order of first use."""
        return dict.fromkeys(name.module for name in [*self.scope.foreign, *(t for t, _ in self.renamed)])

    def exports(self) -> tuple[str, ...]:
        """Names that the module defines: the one it is named after first."""
        defined = [str(v.name) for v in self.models] + [str(v.name) for v in self.keys]
        defined += [a.name for a in self.aliases] + [item.bound for _, item in self.renamed]
        first = self.unit.name.name
        return (first, *(name for name in defined if name != first))


@dataclass(frozen=True, slots=True)
class Modules:
    """Views by module, and how many classes and aliases they define."""

    views: Mapping[ModulePath, ModuleView]
    classes: Mapping[ModulePath, tuple[str, ...]]
    circular: int


class _Printer:
    """Drafts of one API."""

    def __init__(
        self, api: Api, config: TargetConfig, names: Names, neutral: Neutral, diagnostics: Diagnostics
    ) -> None:
        self._api = api
        self._config = config
        self._names = names
        self._neutral = neutral
        self._diagnostics = diagnostics
        self._operations: dict[str, Operation] = {op.id: op for op in api.operations}
        self._expressions = Expressions(api, names.types, neutral, open_enums=config.enums == "open")

    def draft(self, unit: Unit) -> _Draft:
        """Everything that one module defines: local types, its own type last."""
        own = [self._names.types[id, unit.dialect].name for id in unit.members]
        own += [unit.name.name, *unit.further]
        if unit.is_params:
            own += [f"{unit.name.name}{part}" for part in ("Base", "NonStreaming", "Streaming")]
        draft = _Draft(unit, Scope(unit.path, own))
        for name, target in unit.further.items():
            if target.module == unit.path:
                self._alias(draft, name, Code(draft.scope.type(target)), Text(""))
        if unit.target is not None:
            return self._renaming(draft, unit.target)
        for id in self._members(unit):
            self._definition(draft, self._api.types.defs[id])
        if unit.is_params:
            self._params(draft)
        elif unit.alias is not None:
            code = self._expressions.of(unit.alias, unit.dialect, draft.scope)
            self._alias(draft, unit.name.name, code, Text(""))
        return draft

    def _members(self, unit: Unit) -> list[TypeId]:
        """Definitions of a module, each behind those that it names where that is possible, the root last.

        A class that is complete when it is made need not be completed when somebody looks at its fields.
        """
        ordered = sorted(unit.members, key=lambda member: member == unit.root)
        defs = self._api.types.defs
        graph = {id: list(definition_refs(defs[id], unit.dialect)) for id in ordered}
        return in_order(graph)[0]

    def _renaming(self, draft: _Draft, target: TypeName) -> _Draft:
        """A module that gives a type of another module a further name, or offers it under the same name."""
        name = draft.unit.name.name
        if target.name == name:
            draft.scope.foreign[target] = Import(target.module, name, name)
        else:
            code = Code(draft.scope.type(target))
            docs = Text(f"Another name of `{target.name}`.")
            self._alias(draft, name, code, docs)
        return draft

    def _definition(self, draft: _Draft, definition: TypeDef) -> None:
        dialect = draft.unit.dialect
        name = self._names.types[definition.id, dialect].name
        draft.scope.used.clear()
        if isinstance(definition, AliasDef):
            if definition.id in self._neutral:
                code = self._expressions.neutral(definition.target, draft.scope, nullable=definition.nullable)
            else:
                code = self._expressions.of(
                    definition.target, dialect, draft.scope, nullable=definition.nullable
                )
            self._alias(draft, name, code, prose(definition.docs))
            return
        fields = visible(definition, dialect)
        if not fields and (definition.additional is not None or dialect is Dialect.REQUEST):
            free = MapOf(definition.additional or _ANY)
            self._alias(draft, name, self._expressions.of(free, dialect, draft.scope), prose(definition.docs))
        elif dialect is Dialect.REQUEST:
            draft.keys.append(self._typed_dict(draft, definition, name))
        else:
            draft.models.append(self._model(draft, definition, name))

    def _model(self, draft: _Draft, definition: ObjectDef, name: str) -> ModelView:
        scope = draft.scope
        fields = model_fields(visible(definition, Dialect.RESPONSE), self._expressions, scope)
        extra = Code("")
        if definition.additional is not None and definition.additional != _ANY:
            with scope.inside(frozenset(str(f.name) for f in fields)):
                extra = self._expressions.of(MapOf(definition.additional), Dialect.RESPONSE, scope)
            # Type checkers take every annotation of a model for an argument of its constructor.
            extra = Code(f"{extra} = {scope.runtime('models', 'Field')}(init=False)")
        base = Code(scope.runtime("models", "BaseModel"))
        own = self._config.custom.models.get(definition.name or "")
        if own:
            module, _, helper = own.partition(":")
            # The helper comes first, so that what it defines wins over the base class.
            base = Code(f"{scope.std(tuple(module.split('.')), helper)}, {base}")
        return ModelView(Code(name), base, fields, prose(definition.docs), extra)

    def _typed_dict(self, draft: _Draft, definition: ObjectDef, name: str) -> KeysView:
        fields = visible(definition, Dialect.REQUEST)
        if definition.additional is not None:
            message = f"type checkers accept only the named keys of `{name}`; others are sent all the same"
            self._diagnostics.note("SDK603", message, definition.origin)
        names = key_names(fields)
        keys = [Key(names[f.name], f.type, f.required, f.nullable, f.docs) for f in fields]
        lines = key_views(keys, self._expressions, draft.scope)
        bases = Code(f"{draft.scope.std('typing_extensions', 'TypedDict')}, total=False")
        return KeysView(Code(name), bases, lines, prose(definition.docs))

    def _params(self, draft: _Draft) -> None:
        unit = draft.unit
        classes, union = params_classes(
            self._api,
            self._operations[unit.operation],
            self._config,
            unit.name.name,
            self._expressions,
            draft.scope,
        )
        draft.keys += classes
        if union is not None:
            draft.scope.used.clear()
            self._alias(draft, unit.name.name, union, Text(""))

    @staticmethod
    def _alias(draft: _Draft, name: str, code: Code, docs: Text) -> None:
        draft.aliases.append(_Alias(name, code, docs, frozenset(draft.scope.used)))
        draft.scope.used.clear()


def plan_modules(
    api: Api, config: TargetConfig, names: Names, neutral: Neutral, diagnostics: Diagnostics
) -> Modules:
    """Plan every unit.  Notes SDK603 for keys that a TypedDict cannot describe."""
    printer = _Printer(api, config, names, neutral, diagnostics)
    drafts = {path: printer.draft(unit) for path, unit in names.units.items()}
    groups: dict[ModulePath, int] = {}
    within: dict[ModulePath, tuple[ModulePath, ...]] = {}
    circular = 0
    graph = {path: draft.needs for path, draft in drafts.items()}
    order = components(graph)
    for number, group in enumerate(order):
        groups |= dict.fromkeys(group, number)
        circular += len(group) > 1
        within |= dict.fromkeys(group, shortcuts(graph, group, _CHAIN))
    first = stepping_stones(graph, order, _CHAIN)
    views = {path: _view(draft, groups, first[path], within[path]) for path, draft in drafts.items()}
    classes = {path: _class_names(draft) for path, draft in drafts.items()}
    return Modules(views, classes, circular)


def _class_names(draft: _Draft) -> tuple[str, ...]:
    return (*(str(v.name) for v in draft.models), *(str(v.name) for v in draft.keys))


def _bare(modules: Iterable[ModulePath], path: ModulePath) -> tuple[Code, ...]:
    """Imports of modules of which nothing is used, one a line, in this order."""
    return tuple(
        line
        for module in modules
        if module != path
        for line in import_lines.lines({Import(module[:-1], module[-1], f"_{module[-1]}")}, path)
    )


def _view(
    draft: _Draft, groups: Mapping[ModulePath, int], first: Iterable[ModulePath], within: Iterable[ModulePath]
) -> ModuleView:
    path = draft.unit.path
    late = {name for name in draft.scope.foreign if groups[name.module] == groups[path]}
    aliases = _aliases(draft, late)
    top = draft.scope.imports | {i for name, i in draft.scope.foreign.items() if name not in late}
    bottom = {draft.scope.foreign[name] for name in late}
    for target, item in draft.renamed:
        (bottom if groups[target.module] == groups[path] else top).add(item)
    return ModuleView(
        first=_bare(first, path),
        imports=import_lines.lines(top, path),
        exports=tuple(literal(name) for name in draft.exports()),
        models=tuple(draft.models),
        keys=tuple(draft.keys),
        aliases=aliases,
        shortcuts=_bare(within, path),
        bottom=import_lines.lines(bottom, path),
    )


def _aliases(draft: _Draft, late: Iterable[TypeName]) -> tuple[AliasView, ...]:
    """Aliases in an order in which each can be evaluated; those that cannot be become ``TypeAliasType``."""
    by_name = {alias.name: alias for alias in draft.aliases}
    graph = {
        alias.name: sorted(n.name for n in alias.used if n.module == draft.unit.path and n.name in by_name)
        for alias in draft.aliases
    }
    order, circular = in_order(graph)
    unknown = frozenset(late)
    views: list[AliasView] = []
    for alias in (by_name[name] for name in order):
        deferred = alias.name in circular or bool(alias.used & unknown)
        value = literal(str(alias.code)) if deferred else alias.code
        kind = ("typing_extensions", "TypeAliasType") if deferred else ("typing", "TypeAlias")
        views.append(_alias_view(alias, value, Code(draft.scope.std(*kind)), deferred))
    return tuple(views)


def _alias_view(alias: _Alias, value: Code, marker: Code, recursive: bool) -> AliasView:
    return AliasView(Code(alias.name), literal(alias.name), value, alias.docs, marker, recursive)
