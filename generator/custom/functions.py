"""Signatures of functions, read from their source."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator

from generator.custom.code import Function, Parameter, Source

ARGUMENTS = "arguments"
"""Second parameter of a function that extends a generated method: receives that method's arguments by name."""


class UnusableError(ValueError):
    """A function that cannot become a method; says why."""


def read_function(place: str, tree: ast.Module, *, is_package: bool) -> Function | None:
    """The function at a place (`lib.module:name`) of a parsed module; None when there is none.

    Raises UnusableError for a signature that a method cannot have: no resource to work on, a parameter or result
    without annotation, ``*args`` or ``**kwargs``, a name that nothing in the module defines.
    """
    module, _, name = place.partition(":")
    node = next((n for n in tree.body if isinstance(n, _FUNCTIONS) and n.name == name), None)
    if node is None:
        return None
    spec = node.args
    if spec.vararg is not None or spec.kwarg is not None:
        raise UnusableError(f"{place} takes any number of arguments; a method needs each by name")
    positional = [*spec.posonlyargs, *spec.args]
    if not positional:
        raise UnusableError(f"{place} takes no resource as its first parameter")
    defaults: list[ast.expr | None] = [None] * (len(positional) - len(spec.defaults)) + list(spec.defaults)
    pairs = list(zip(positional, defaults, strict=True))[1:]
    takes_arguments = bool(pairs) and pairs[0][0].arg == ARGUMENTS
    pairs = pairs[1:] if takes_arguments else pairs
    parameters = [_parameter(place, argument, default, False) for argument, default in pairs]
    keywords = zip(spec.kwonlyargs, spec.kw_defaults, strict=True)
    parameters += [_parameter(place, argument, default, True) for argument, default in keywords]
    if node.returns is None:
        raise UnusableError(f"{place} does not say what it returns")
    expressions = [node.returns, *(a.annotation for a, _ in pairs), *(a.annotation for a in spec.kwonlyargs)]
    expressions += [d for _, d in pairs if d] + [d for d in spec.kw_defaults if d]
    package = tuple(module.split(".")) if is_package else tuple(module.split("."))[:-1]
    return Function(
        place=place,
        is_async=isinstance(node, ast.AsyncFunctionDef),
        parameters=tuple(parameters),
        takes_arguments=takes_arguments,
        returns=ast.unparse(node.returns),
        docs=ast.get_docstring(node) or "",
        names=_resolved(place, tree, [e for e in expressions if e is not None], package),
    )


_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def _parameter(place: str, argument: ast.arg, default: ast.expr | None, keyword: bool) -> Parameter:
    if argument.annotation is None:
        raise UnusableError(f"the parameter {argument.arg} of {place} has no annotation")
    text = ast.unparse(default) if default is not None else None
    return Parameter(argument.arg, ast.unparse(argument.annotation), text, keyword)


def _resolved(
    place: str, tree: ast.Module, expressions: list[ast.expr], package: tuple[str, ...]
) -> dict[str, Source]:
    own = tuple(place.partition(":")[0].split("."))
    known = dict(_imports(tree.body, package))
    used = dict.fromkeys(node.id for e in expressions for node in ast.walk(e) if isinstance(node, ast.Name))
    local = {name for statement in tree.body for name in _defined(statement)}
    found: dict[str, Source] = {}
    for name in used:
        if name in known:
            found[name] = known[name]
        elif name in local:
            found[name] = Source(own, name)
        elif not hasattr(builtins, name):
            raise UnusableError(f"{place} uses the name {name}, which its module does not have")
    return found


def _imports(body: list[ast.stmt], package: tuple[str, ...]) -> Iterator[tuple[str, Source]]:
    """Imported names at the top of a module, those under conditions (`TYPE_CHECKING`) included."""
    for statement in body:
        if isinstance(statement, ast.If):
            yield from _imports([*statement.body, *statement.orelse], package)
        elif isinstance(statement, ast.Import):
            for alias in statement.names:
                yield alias.asname or alias.name, Source(alias.name, "")
        elif isinstance(statement, ast.ImportFrom):
            inside = tuple((statement.module or "").split(".")) if statement.module else ()
            above = package[: len(package) - statement.level + 1]
            module = (*above, *inside) if statement.level else statement.module or ""
            for alias in statement.names:
                yield alias.asname or alias.name, Source(module, alias.name)


def _defined(statement: ast.stmt) -> Iterator[str]:
    if isinstance(statement, ast.ClassDef):
        yield statement.name
    elif isinstance(statement, ast.If):
        for inner in (*statement.body, *statement.orelse):
            yield from _defined(inner)
    elif isinstance(statement, ast.Assign | ast.AnnAssign):
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        yield from (target.id for target in targets if isinstance(target, ast.Name))
