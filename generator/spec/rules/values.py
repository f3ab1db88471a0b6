"""Whether a value fits a schema, as far as type, enum, const and unions go.  Patterns are never executed."""

from __future__ import annotations

from typing import Any

from generator.narrow import Data
from generator.spec.rules.base import Context, Tokens, is_number

_BUDGET = 200
"""Schemas looked at for one value; beyond that the value is taken to fit."""


def has_type(value: Data, kinds: Data) -> bool:
    """Whether a JSON value is of a type, or of one of a list; unknown type names fit everything."""
    if isinstance(kinds, list):
        return any(has_type(value, kind) for kind in kinds) or not kinds
    match kinds:
        case "null":
            return value is None
        case "boolean":
            return isinstance(value, bool)
        case "object":
            return isinstance(value, dict)
        case "array":
            return isinstance(value, list)
        case "string":
            return isinstance(value, str)
        case "number":
            return is_number(value)
        case "integer":
            return (isinstance(value, int) and not isinstance(value, bool)) or _is_whole(value)
        case _:
            return True


def _is_whole(value: object) -> bool:
    return isinstance(value, float) and value.is_integer()


class Fitting:
    """One comparison; it follows references and gives up, in favour of the value, when it takes too long."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.left = _BUDGET

    def misfit(self, value: Any, schema: Data, tokens: Tokens) -> str:
        """Why the value does not fit; "" when it does, or when nobody can tell."""
        self.left -= 1
        if self.left < 0 or not isinstance(schema, dict):
            return "" if schema is not False else "no value is allowed here"
        if "$ref" in schema:
            target: Data = self.context.resolved(schema, tokens)
            if isinstance(target, dict) and (reason := self.misfit(value, target, tokens)):
                return reason
        return self._own(value, schema) or self._composed(value, schema, tokens)

    def _own(self, value: Any, schema: dict[str, Any]) -> str:
        kinds = schema.get("type")
        if kinds is not None and not has_type(value, kinds):
            return f"is not of type {kinds if isinstance(kinds, str) else ' or '.join(map(str, kinds))}"
        values: Data = schema.get("enum")
        if isinstance(values, list) and values and not any(_same(value, other) for other in values):
            return "is not among the values of `enum`"
        if "const" in schema and not _same(value, schema["const"]):
            return "is not the value of `const`"
        return ""

    def _composed(self, value: Any, schema: dict[str, Any], tokens: Tokens) -> str:
        for branch in _branches(schema, "allOf"):
            if reason := self.misfit(value, branch, tokens):
                return reason
        for union in ("anyOf", "oneOf"):
            branches = _branches(schema, union)
            if branches and all(self.misfit(value, branch, tokens) for branch in branches):
                return f"fits no branch of `{union}`"
        return ""


def _branches(schema: dict[str, Any], key: str) -> list[Any]:
    branches: Data = schema.get(key)
    return branches if isinstance(branches, list) else []


def _same(one: object, other: object) -> bool:
    """Equality of JSON: true is not 1."""
    return isinstance(one, bool) == isinstance(other, bool) and one == other
