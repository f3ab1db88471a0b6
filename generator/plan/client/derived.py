"""Methods whose body is a function of the custom code: the signature of a generated method, changed where it differs."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.config import CustomMethodConfig
from generator.custom import CustomCode, Function, Parameter
from generator.diagnostics import Diagnostics
from generator.plan import imports as import_lines
from generator.plan.client.arguments import Argument
from generator.plan.client.methods import TAIL_IMPORTS, TAIL_NAMES, TAIL_SENTINELS, Method, deprecation_mark
from generator.plan.client.views import MethodView, Setting, SignatureView
from generator.plan.code import Code, Text, literal
from generator.plan.imports import Import, ModulePath


@dataclass(frozen=True, slots=True)
class _Half:
    """The sync or the async form: its function, and what the function's names are called in the module."""

    function: Function
    renamed: Mapping[str, Import]

    def code(self, text: str) -> str:
        """Source text with the names of the function's module replaced by those of the generated one."""
        tree = ast.parse(text, mode="eval")
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and node.id in self.renamed:
                node.id = self.renamed[node.id].bound
        return ast.unparse(tree)


@dataclass(frozen=True, slots=True)
class Derived:
    """One custom method.  `base`: the generated method that it extends, if any; `module`: of the resource."""

    name: str
    module: ModulePath
    config: CustomMethodConfig
    base: Method | None
    sync: _Half
    asynchronous: _Half
    deprecation: str = ""

    @property
    def wrapped(self) -> bool:
        """Whether the wrappers for raw responses offer it."""
        return self.config.wrapped

    @property
    def is_deprecated(self) -> bool:
        """Whether it is marked as such, or the method that it extends is."""
        return self.config.deprecated or (self.base is not None and self.base.operation.deprecated)

    @property
    def typing_imports(self) -> frozenset[Import]:
        """What annotations need, in both classes."""
        own = self._imports(self.sync) | self._imports(self.asynchronous)
        if self.base is None:
            return own - self.imports
        found = own | TAIL_IMPORTS
        for argument in self.base.arguments.items:
            found |= argument.annotation.imports
        return found - self.imports

    @property
    def imports(self) -> frozenset[Import]:
        """What the module needs when it is loaded: defaults."""
        found: frozenset[Import] = frozenset()
        for half in (self.sync, self.asynchronous):
            texts = [p.default for p in half.function.parameters if p.default is not None]
            names = {n.id for text in texts for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Name)}
            found |= {half.renamed[name] for name in names if name in half.renamed}
        if self.is_deprecated:
            found |= {Import("typing_extensions", "deprecated")}
        if self.base is not None:
            found |= TAIL_SENTINELS | self.base.imports - self.base.descriptor.imports
            found -= {Import("typing", "overload")}
        return found

    @staticmethod
    def _imports(half: _Half) -> frozenset[Import]:
        return frozenset(half.renamed.values())

    def view(self, asynchronous: bool) -> MethodView:
        """The method as printed in one of the classes."""
        half = self.asynchronous if asynchronous else self.sync
        function = half.function
        module, _, name = function.place.partition(":")
        source = import_lines.relative(tuple(module.split(".")), self.module)
        call = f"_{name.strip('_')}"
        return MethodView(
            keyword=Code("async def" if function.is_async else "def"),
            name=Code(self.name),
            decorators=self._decorators(),
            overloads=(),
            signature=SignatureView(tuple(self._parameters(half)), Code(half.code(function.returns))),
            words=Text(function.docs),
            call=Code(f"return await {call}" if function.is_async else f"return {call}"),
            operation=Code("self"),
            settings=tuple(self._settings(function)),
            prelude=Code(f"from {source} import {name} as {call}"),
        )

    def _decorators(self) -> tuple[Code, ...]:
        if not self.is_deprecated:
            return ()
        return (deprecation_mark(self.name, self.deprecation),)

    def _parameters(self, half: _Half) -> Iterator[Code]:
        """Positional ones; then keywords of both, required ones first; then what every method takes."""
        own = half.function.parameters
        base = self._base_arguments(half.function)
        yield from (_declaration(half, p) for p in own if not p.keyword)
        yield from (argument.declaration() for argument in base if argument.positional)
        keywords = [(a.required, a.name, a.declaration()) for a in base if not a.positional]
        keywords += [(p.default is None, p.name, _declaration(half, p)) for p in own if p.keyword]
        if keywords or self.base is not None:
            yield Code("*")
        yield from (code for required, _, code in keywords if required)
        yield from (code for required, _, code in sorted(keywords) if not required)
        if self.base is not None:
            yield from (Code(line) for line in TAIL_NAMES.values())

    def _base_arguments(self, function: Function) -> list[Argument]:
        """Arguments of the base that are handed on; the function's own of the same names replace them."""
        if self.base is None:
            return []
        away = {*self.config.without, *(parameter.name for parameter in function.parameters)}
        return [argument for argument in self.base.arguments.items if argument.name not in away]

    def _settings(self, function: Function) -> Iterator[Setting]:
        if self.base is not None:
            handed = [*(argument.name for argument in self._base_arguments(function)), *TAIL_NAMES]
            pairs = ", ".join(f"{literal(name)}: {name}" for name in handed)
            yield Setting(Code("arguments"), Code("{" + pairs + "}"))
        names = sorted(parameter.name for parameter in function.parameters)
        yield from (Setting(Code(name), Code(name)) for name in names)


def plan_derived(
    configs: Mapping[str, CustomMethodConfig],
    methods: Sequence[Method],
    custom: CustomCode,
    path: str,
    module: ModulePath,
    diagnostics: Diagnostics,
    deprecation: str = "",
) -> tuple[Derived, ...]:
    """The custom methods of the resource at `path`, beside its generated ones.

    Notes SDK661 for a method whose base is not there; it is left out.
    """
    generated = {method.name: method for method in methods}
    bound = {item.bound: item for method in methods for item in method.imports | method.typing_imports}
    found: list[Derived] = []
    for name, config in configs.items():
        base = generated.get(config.base)
        functions = [custom.functions.get(config.sync), custom.functions.get(config.asynchronous)]
        if config.base and base is None:
            message = f"`{path}.{name}` extends `{config.base}`, which this document does not have"
            diagnostics.note("SDK661", message)
            continue
        halves = [_half(function, bound) for function in functions if function is not None]
        if len(halves) == len(functions):
            found.append(Derived(name, module, config, base, halves[0], halves[1], deprecation))
    return tuple(found)


def _half(function: Function, bound: dict[str, Import]) -> _Half:
    """Names keep their spelling unless the module uses it otherwise."""
    renamed: dict[str, Import] = {}
    for name, source in function.names.items():
        alias = "" if name == source.name or not source.name else name
        wanted = Import(source.module, source.name, alias)
        if bound.setdefault(name, wanted) != wanted:
            wanted = Import(source.module, source.name, f"_{name.lstrip('_')}")
        renamed[name] = wanted
    return _Half(function, renamed)


def _declaration(half: _Half, parameter: Parameter) -> Code:
    default = "" if parameter.default is None else f" = {half.code(parameter.default)}"
    return Code(f"{parameter.name}: {half.code(parameter.annotation)}{default}")
