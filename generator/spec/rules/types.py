"""Type names are those of JSON Schema 2020-12 (validation, section 6.1.1)."""

from __future__ import annotations

from generator.diagnostics import Severity
from generator.narrow import Data
from generator.spec.rules.base import Context, Rule, shown
from generator.spec.structure import Site

TYPES = ("null", "boolean", "object", "array", "number", "string", "integer")
_MEANT = {
    "file": "write `type: string` with `format: binary`",
    "any": "leave `type` out",
    "int": "write `integer`",
    "float": "write `number`",
    "double": "write `number`",
    "str": "write `string`",
    "date": "write `type: string` with `format: date`",
    "datetime": "write `type: string` with `format: date-time`",
    "bool": "write `boolean`",
    "list": "write `array`",
    "dict": "write `object`",
    "map": "write `object`",
    "None": "write `null`",
}


def check(site: Site, context: Context) -> None:
    """``type`` is a known name or a list of known names."""
    if "type" not in site.mapping:
        return
    kinds: Data = site.mapping["type"]
    place = (*site.tokens, "type")
    if isinstance(kinds, list) and not kinds:
        context.report("SDK240", Severity.ERROR, "`type` is an empty list, which allows nothing", place)
    for kind in kinds if isinstance(kinds, list) else [kinds]:
        if not isinstance(kind, str):
            hint = (
                "null is written in quotes: `type: 'null'`"
                if kind is None
                else f"known are {', '.join(TYPES)}"
            )
            context.report("SDK240", context.grave, f"`type` is {shown(kind)}, not a name", place, hint)
        elif kind not in TYPES:
            context.report(
                "SDK240", Severity.ERROR, f"unknown type {shown(kind)}", place, _MEANT.get(kind, "")
            )


RULE = Rule(frozenset({"schema"}), check)
