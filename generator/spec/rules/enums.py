"""Enumerations list at least one value, each of the schema's type (JSON Schema 2020-12 validation, section 6.1.2)."""

from __future__ import annotations

import json

from generator.diagnostics import Severity
from generator.narrow import Data
from generator.spec.rules.base import Context, Rule, shown
from generator.spec.rules.values import has_type
from generator.spec.structure import Site


def check(site: Site, context: Context) -> None:
    """Shape, repetition and type of the values of one ``enum``."""
    if "enum" not in site.mapping:
        return
    values: Data = site.mapping["enum"]
    place = (*site.tokens, "enum")
    if not isinstance(values, list):
        context.report(
            "SDK241", context.grave, "`enum` must be a list", place, "list the values: `enum: [a, b]`"
        )
        return
    if not values:
        context.report("SDK241", Severity.ERROR, "`enum` is empty, which allows nothing", place)
    seen: set[str] = set()
    for number, value in enumerate(values):
        key = json.dumps(value, sort_keys=True)
        if key in seen:
            context.report(
                "SDK241", Severity.NOTE, f"the value {shown(value)} is repeated", (*place, str(number))
            )
        seen.add(key)
        if value is not None and not has_type(value, site.mapping.get("type")):
            message = f"the value {shown(value)} is not of type {shown(site.mapping.get('type'))}"
            context.report("SDK241", Severity.WARNING, message, (*place, str(number)))


RULE = Rule(frozenset({"schema"}), check)
