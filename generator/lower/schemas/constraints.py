"""Bounds of values (JSON Schema 2020-12 Validation, section 6) as :class:`Constraints`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from generator.codes import lowering as codes
from generator.ir.types import Constraints
from generator.lower.context import Context
from generator.spec.document import Node

_NUMBERS: Final[Mapping[str, str]] = {
    "minimum": "minimum",
    "maximum": "maximum",
    "exclusiveMinimum": "exclusive_minimum",
    "exclusiveMaximum": "exclusive_maximum",
    "multipleOf": "multiple_of",
}
_COUNTS: Final[Mapping[str, str]] = {
    "minLength": "min_length",
    "maxLength": "max_length",
    "minItems": "min_items",
    "maxItems": "max_items",
}
BOUND_KEYS: Final = frozenset({*_NUMBERS, *_COUNTS, "pattern", "uniqueItems"})
"""Keywords that bound values."""


def constraints_of(ctx: Context, node: Node, value: Mapping[str, object]) -> Constraints | None:
    """The bounds of a schema, None when it states none.  Bounds of the wrong kind are reported and left out."""
    if BOUND_KEYS.isdisjoint(value):
        return None
    found: dict[str, object] = {}
    for key in (key for key in value if key in BOUND_KEYS):
        bound = value[key]
        if not _fits(key, bound):
            ctx.diagnostics.warning(codes.BAD_KEYWORD, f"{key} cannot be {bound!r:.80}", node.origin)
        elif key in _NUMBERS:
            found[_NUMBERS[key]] = bound
        elif key in _COUNTS:
            found[_COUNTS[key]] = int(bound) if isinstance(bound, float) else bound
        elif bound is not False:
            found["unique_items" if key == "uniqueItems" else key] = bound
    return Constraints(**found) if found else None  # type: ignore[arg-type]


def _fits(key: str, bound: object) -> bool:
    """Whether a bound has the kind of value that its keyword needs."""
    if key == "pattern":
        return isinstance(bound, str)
    if key == "uniqueItems":
        return isinstance(bound, bool)
    if isinstance(bound, bool) or not isinstance(bound, int | float):
        return False
    return key in _NUMBERS or (bound >= 0 and float(bound).is_integer())
