"""Bounds are numbers, lengths are counts, and no lower bound lies above the upper one."""

from __future__ import annotations

from typing import Any

from generator.diagnostics import Severity
from generator.spec.rules.base import Context, Rule, is_number, shown
from generator.spec.structure import Site

_COUNTS = ("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties")
_NUMBERS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")
_PAIRS = (
    ("minLength", "maxLength"),
    ("minItems", "maxItems"),
    ("minProperties", "maxProperties"),
    ("minimum", "maximum"),
)
_ALL = frozenset(_COUNTS) | frozenset(_NUMBERS)


def check(site: Site, context: Context) -> None:
    """All bounds of one schema."""
    schema = site.mapping
    if _ALL.isdisjoint(schema):
        return
    for word in _COUNTS:
        if word in schema and not _is_count(schema[word]):
            message = f"`{word}` is {shown(schema[word])}; it must be a whole number, zero or more"
            context.report("SDK245", Severity.WARNING, message, (*site.tokens, word))
    for word in _NUMBERS:
        if word in schema and not is_number(schema[word]):
            message = f"`{word}` is {shown(schema[word])}, not a number"
            context.report("SDK245", Severity.WARNING, message, (*site.tokens, word))
    factor: Any = schema.get("multipleOf")
    if is_number(factor) and factor <= 0:
        message = f"`multipleOf` is {shown(factor)}; it must be greater than zero"
        context.report("SDK245", Severity.WARNING, message, (*site.tokens, "multipleOf"))
    for low, high in _PAIRS:
        least: Any = schema.get(low)
        most: Any = schema.get(high)
        if is_number(least) and is_number(most) and least > most:
            message = f"`{low}` ({shown(least)}) is above `{high}` ({shown(most)}): no value fits"
            context.report("SDK245", Severity.WARNING, message, (*site.tokens, low))


def _is_count(value: Any) -> bool:
    return is_number(value) and value >= 0 and value == int(value)


RULE = Rule(frozenset({"schema"}), check)
