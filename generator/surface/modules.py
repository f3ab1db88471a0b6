"""One module's source as entries and imports."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from generator.surface.annotations import dotted, mark, members
from generator.surface.functions import is_deprecated, signature
from generator.surface.model import Entry, Kind, Member, Signature

_ALIAS = frozenset({"typing.TypeAlias", "typing_extensions.TypeAlias"})


@dataclass(frozen=True, slots=True)
class Module:
    """`entries` by name; `imported`: local name to the path it stands for; `exported`: the names of ``__all__``."""

    entries: dict[str, Entry] = field(default_factory=dict[str, Entry])
    imported: dict[str, str] = field(default_factory=dict[str, str])
    exported: tuple[str, ...] | None = None


@lru_cache(maxsize=8192)
def read_module(source: bytes, home: str, *, is_package: bool) -> Module:
    """The module `home` (dotted, from the package's root, "" for the root).

    Raises SyntaxError when the source is no Python.
    """
    tree = ast.parse(source)
    return _Reader(home, is_package).read(tree)


class _Reader:
    """Reads one module: what it imports, and what it defines."""

    def __init__(self, home: str, is_package: bool) -> None:
        self.home = home
        self.folder = home if is_package else home.rpartition(".")[0]
        self.imported: dict[str, str] = {}
        self.local: set[str] = set()

    def read(self, tree: ast.Module) -> Module:
        statements = list(_statements(tree.body))
        for statement in statements:
            self._names(statement)
        entries: dict[str, Entry] = {}
        exported: tuple[str, ...] | None = None
        functions: dict[str, list[ast.FunctionDef | ast.AsyncFunctionDef]] = {}
        for statement in statements:
            match statement:
                case ast.ClassDef():
                    entries[statement.name] = self._class(statement)
                case ast.FunctionDef() | ast.AsyncFunctionDef():
                    functions.setdefault(statement.name, []).append(statement)
                case ast.AnnAssign(target=ast.Name(id=name)):
                    entries[name] = self._annotated(name, statement)
                case ast.Assign(targets=[ast.Name(id="__all__")]):
                    exported = _strings(statement.value)
                case ast.Assign(targets=[ast.Name(id=name)]):
                    entries[name] = self._value(name, statement.value)
                case _:
                    pass
        for name, definitions in functions.items():
            signatures = self._signatures(definitions, method=False)
            entries[name] = Entry(
                name, self.home, "function", signatures=signatures, deprecated=is_deprecated(definitions[-1])
            )
        return Module(entries, self.imported, exported)

    def resolve(self, name: str) -> str:
        """Where a name of this module is defined."""
        first, dot, rest = name.partition(".")
        if first in self.imported:
            return self.imported[first] + dot + rest
        if first in self.local:
            return f"{self.home}.{name}" if self.home else name
        return name

    def _names(self, statement: ast.stmt) -> None:
        match statement:
            case ast.Import():
                for each in statement.names:
                    self.imported[each.asname or each.name.partition(".")[0]] = (
                        each.name if each.asname else each.name.partition(".")[0]
                    )
            case ast.ImportFrom():
                base = self._base(statement)
                for each in statement.names:
                    self.imported[each.asname or each.name] = f"{base}.{each.name}" if base else each.name
            case ast.ClassDef() | ast.FunctionDef() | ast.AsyncFunctionDef():
                self.local.add(statement.name)
            case ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]):
                self.local.add(name)
            case _:
                pass

    def _base(self, statement: ast.ImportFrom) -> str:
        """The module of a `from` import, relative ones from the package's root."""
        if not statement.level:
            return statement.module or ""
        parts = self.folder.split(".") if self.folder else []
        climbed = parts[: len(parts) - (statement.level - 1)]
        return ".".join([*climbed, *([statement.module] if statement.module else [])])

    def _annotated(self, name: str, statement: ast.AnnAssign) -> Entry:
        if self.resolve(dotted(statement.annotation)) in _ALIAS and statement.value is not None:
            return Entry(name, self.home, "alias", type=members(statement.value, self.resolve))
        return Entry(name, self.home, "value", type=members(statement.annotation, self.resolve))

    def _value(self, name: str, value: ast.expr) -> Entry:
        """An assignment: another name for a class is an alias, anything else a value."""
        if dotted(value) or isinstance(value, ast.Subscript | ast.BinOp):
            return Entry(name, self.home, "alias", type=members(value, self.resolve))
        return Entry(name, self.home, "value")

    def _class(self, node: ast.ClassDef) -> Entry:
        bases = tuple(self._base_name(base) for base in node.bases)
        kind = _kind(bases, node)
        total = not any(k.arg == "total" and ast.unparse(k.value) == "False" for k in node.keywords)
        found: dict[str, Member] = {}
        functions: dict[str, list[ast.FunctionDef | ast.AsyncFunctionDef]] = {}
        for statement in _statements(node.body):
            match statement:
                case ast.FunctionDef() | ast.AsyncFunctionDef():
                    functions.setdefault(statement.name, []).append(statement)
                case ast.AnnAssign(target=ast.Name(id=name)):
                    found[name] = self._attribute(name, statement, kind, total)
                case ast.Assign(targets=[ast.Name(id=name)]):
                    aliased = dotted(statement.value)
                    found[name] = Member(name, "attribute", default=aliased or ast.unparse(statement.value))
                case _:
                    pass
        for name, definitions in functions.items():
            found[name] = self._method(name, definitions)
        public = {
            name: each for name, each in found.items() if not name.startswith("_") or name == "__init__"
        }
        return Entry(node.name, self.home, kind, bases, public, deprecated=is_deprecated(node))

    def _base_name(self, node: ast.expr) -> str:
        return next(iter(members(node, self.resolve)))

    def _attribute(self, name: str, statement: ast.AnnAssign, kind: Kind, total: bool) -> Member:
        wrapper = mark(statement.annotation, self.resolve)
        if kind == "typed-dict":
            required = wrapper == "Required" or (total and wrapper != "NotRequired")
        else:
            required = statement.value is None and kind == "model"
        default = ast.unparse(statement.value) if statement.value is not None else None
        return Member(name, "attribute", members(statement.annotation, self.resolve), required, default)

    def _method(self, name: str, definitions: list[ast.FunctionDef | ast.AsyncFunctionDef]) -> Member:
        last = definitions[-1]
        decorators = {dotted(d).rpartition(".")[2] for d in last.decorator_list}
        if decorators & {"property", "cached_property", "setter"}:
            first = definitions[0]
            return Member(
                name, "property", members(first.returns, self.resolve), deprecated=is_deprecated(first)
            )
        method = "staticmethod" not in decorators
        return Member(
            name,
            "method",
            signatures=self._signatures(definitions, method=method),
            deprecated=is_deprecated(last),
        )

    def _signatures(
        self, definitions: list[ast.FunctionDef | ast.AsyncFunctionDef], *, method: bool
    ) -> tuple[Signature, ...]:
        """The overloads, or the only definition."""
        overloads = [d for d in definitions if any(dotted(x).endswith("overload") for x in d.decorator_list)]
        chosen = overloads or definitions[-1:]
        return tuple(signature(each, self.resolve, method=method) for each in chosen)


def _statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements of a module, those for type checkers and version checks included."""
    for statement in body:
        if isinstance(statement, ast.If):
            yield from _statements(statement.body)
            yield from _statements(statement.orelse)
        elif isinstance(statement, ast.Try):
            yield from _statements(statement.body)
        else:
            yield statement


def _strings(node: ast.expr) -> tuple[str, ...]:
    elements = node.elts if isinstance(node, ast.List | ast.Tuple) else []
    return tuple(
        each.value for each in elements if isinstance(each, ast.Constant) and isinstance(each.value, str)
    )


def _kind(bases: tuple[str, ...], node: ast.ClassDef) -> Kind:
    if any(base.endswith(".TypedDict") for base in bases) or any(k.arg == "total" for k in node.keywords):
        return "typed-dict"
    if any("models.BaseModel" in base or "pydantic" in base for base in bases):
        return "model"
    return "class"
