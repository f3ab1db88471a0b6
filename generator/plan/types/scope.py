"""The names that one module sees: its own, what it imports, and what a class body hides."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Set
from contextlib import contextmanager

from generator.plan import identifiers, reserved
from generator.plan.annotation import TypeName
from generator.plan.imports import Import, ModulePath

__all__ = ["RUNTIME", "Scope"]

RUNTIME: ModulePath = ("_runtime",)


class Scope:
    """Gives printed annotations their names and gathers the imports behind them.

    A name of the module itself always wins; names of the standard library and of the runtime come next (an own class
    of the same name makes them be imported under another one); types of other modules take what is left.
    """

    def __init__(self, module: ModulePath, own: Iterable[str]) -> None:
        self.module = module
        self.imports: set[Import] = set()
        self.foreign: dict[TypeName, Import] = {}
        self.used: set[TypeName] = set()
        """Types that were named since the caller last cleared it."""
        self._own = frozenset(own)
        self._bound = set(self._own)
        self._hidden: Set[str] = frozenset()

    @contextmanager
    def inside(self, names: Set[str]) -> Generator[None]:
        """A class body whose fields hide builtins of the same name."""
        before, self._hidden = self._hidden, names
        yield
        self._hidden = before

    def builtin(self, name: str) -> str:
        """`str`, `list`, ...; by way of `builtins` where a field of that name stands in the class."""
        if name not in self._hidden:
            return name
        self.imports.add(Import("builtins"))
        return f"builtins.{name}"

    def std(self, module: str | ModulePath, name: str) -> str:
        """A name of the standard library or of the runtime."""
        alias = f"_{name}" if name in self._own else ""
        self.imports.add(Import(module, name, alias))
        return alias or name

    def runtime(self, module: str, name: str) -> str:
        """A name of a runtime module."""
        return self.std((*RUNTIME, module), name)

    def type(self, name: TypeName) -> str:
        """A planned type, own or of another module."""
        self.used.add(name)
        if name.module == self.module:
            return name.name
        if name not in self.foreign:
            self.foreign[name] = self._import(name)
        return self.foreign[name].bound

    def _import(self, name: TypeName) -> Import:
        if name.name not in self._bound and name.name not in reserved.words("classes"):
            self._bound.add(name.name)
            return Import(name.module, name.name)
        folder = identifiers.pascal("_".join(name.module[1:-1]) or "types")
        module = identifiers.pascal(name.module[-1])
        candidates = [f"{folder}{name.name}", f"{module}{name.name}", f"{folder}{module}{name.name}"]
        return Import(name.module, name.name, identifiers.unique(candidates, self._bound))
