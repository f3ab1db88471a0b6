"""Annotations in one spelling: names by where they are defined, unions flat and without order."""

from __future__ import annotations

import ast
from collections.abc import Callable

from generator.surface.model import Annotation

_UNIONS = frozenset({"typing.Union", "typing_extensions.Union"})
_OPTIONAL = frozenset({"typing.Optional", "typing_extensions.Optional"})
_LITERAL = frozenset({"typing.Literal", "typing_extensions.Literal"})
_MARKS = frozenset(
    f"{module}.{name}"
    for module in ("typing", "typing_extensions")
    for name in ("Required", "NotRequired", "ReadOnly", "Final", "ClassVar")
)
"""Wrappers that say something about a name, not about its type."""

Resolve = Callable[[str], str]
"""A dotted name as written in a module to where it is defined."""

_SHOWN = 200


def members(node: ast.expr | None, resolve: Resolve) -> Annotation:
    """The members of a type expression; nothing for none."""
    return frozenset(_members(node, resolve)) if node is not None else frozenset()


def show(annotation: Annotation) -> str:
    """A type for people: literals together, None last."""
    literals = sorted(each[8:-1] for each in annotation if each.startswith("Literal["))
    others = sorted(each for each in annotation if not each.startswith("Literal[") and each != "None")
    words = [f"Literal[{', '.join(literals)}]"] if literals else []
    text = " | ".join([*others, *words, *(["None"] if "None" in annotation else [])]) or "nothing"
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def mark(node: ast.expr | None, resolve: Resolve) -> str:
    """The name of the wrapper around an annotation (``Required``), "" for none."""
    node = unquoted(node)
    if isinstance(node, ast.Subscript):
        name = resolve(dotted(node.value))
        if name in _MARKS:
            return name.rpartition(".")[2]
    return ""


def dotted(node: ast.expr | None) -> str:
    """A name with its attributes, "" for other expressions."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        home = dotted(node.value)
        return f"{home}.{node.attr}" if home else ""
    return ""


def unquoted(node: ast.expr | None) -> ast.expr | None:
    """An annotation in quotes as an expression."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        try:
            return ast.parse(node.value, mode="eval").body
        except SyntaxError:
            return node
    return node


def _members(node: ast.expr, resolve: Resolve) -> list[str]:
    node = unquoted(node) or node
    if isinstance(node, ast.BinOp) and _is_union(node):
        return _members(node.left, resolve) + _members(node.right, resolve)
    if isinstance(node, ast.Subscript) and dotted(node.value):
        name = resolve(dotted(node.value))
        inside = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        if name in _UNIONS:
            return [each for part in inside for each in _members(part, resolve)]
        if name in _OPTIONAL:
            return [*_members(node.slice, resolve), "None"]
        if name in _LITERAL:
            return [f"Literal[{ast.unparse(part)}]" for part in inside]
        if name in _MARKS:
            return _members(node.slice, resolve)
        if name.endswith("Annotated"):
            return _members(inside[0], resolve)
        return [f"{name}[{', '.join(_one(part, resolve) for part in inside)}]"]
    return [_one(node, resolve)]


def _is_union(node: ast.expr) -> bool:
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr)


def _one(node: ast.expr, resolve: Resolve) -> str:
    """An expression as one member."""
    if isinstance(node, ast.Constant):
        if node.value is None or node.value is Ellipsis:
            return "None" if node.value is None else "..."
        if isinstance(node.value, str):
            inner = unquoted(node)
            return _one(inner, resolve) if inner is not None and inner is not node else repr(node.value)
        return repr(node.value)
    if isinstance(node, ast.List | ast.Tuple):
        return f"[{', '.join(_one(each, resolve) for each in node.elts)}]"
    if name := dotted(node):
        return resolve(name)
    if _is_union(node) or (isinstance(node, ast.Subscript) and dotted(node.value)):
        return " | ".join(sorted(set(_members(node, resolve))))
    return ast.unparse(node)
