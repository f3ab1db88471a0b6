"""Signatures of functions."""

from __future__ import annotations

import ast

from generator.surface.annotations import Resolve, dotted, members
from generator.surface.model import Argument, ArgumentKind, Signature

_SENTINELS = "_runtime.sentinels."
"""Types of the values that stand for "not given": part of the default, not of what is passed."""


def signature(node: ast.FunctionDef | ast.AsyncFunctionDef, resolve: Resolve, *, method: bool) -> Signature:
    """How a function may be called; the first parameter of a method is left out."""
    arguments = node.args
    plain = [*arguments.posonlyargs, *arguments.args]
    defaults: list[ast.expr | None] = [None] * (len(plain) - len(arguments.defaults))
    defaults += arguments.defaults
    found: list[Argument] = []
    for number, (argument, default) in enumerate(zip(plain, defaults, strict=True)):
        if method and number == 0:
            continue
        kind: ArgumentKind = "positional-only" if number < len(arguments.posonlyargs) else "positional"
        found.append(_argument(argument, kind, default, resolve))
    if arguments.vararg is not None:
        found.append(_argument(arguments.vararg, "var-positional", None, resolve))
    for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        found.append(_argument(argument, "keyword", default, resolve))
    if arguments.kwarg is not None:
        found.append(_argument(arguments.kwarg, "var-keyword", None, resolve))
    return Signature(tuple(found), members(node.returns, resolve), isinstance(node, ast.AsyncFunctionDef))


def _argument(node: ast.arg, kind: ArgumentKind, default: ast.expr | None, resolve: Resolve) -> Argument:
    text = ast.unparse(default) if default is not None else None
    type_ = frozenset(each for each in members(node.annotation, resolve) if not each.startswith(_SENTINELS))
    return Argument(node.arg, kind, type_, text)


def is_deprecated(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> bool:
    """Whether a definition carries the `deprecated` decorator (PEP 702)."""
    for each in node.decorator_list:
        called = each.func if isinstance(each, ast.Call) else each
        if dotted(called).rpartition(".")[2] == "deprecated":
            return True
    return False
