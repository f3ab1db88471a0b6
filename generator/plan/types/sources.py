"""Where in the document each module of types comes from: tools that compare versions explain a change by it."""

from __future__ import annotations

from collections.abc import Mapping

from generator.ir.types import Ref
from generator.plan.types.units import Names, Unit


def sources_of(names: Names) -> Mapping[str, str]:
    """Dotted module to the pointer of its definition, or ``operation <id>`` for what an operation takes."""
    found: dict[str, str] = {}
    for module, unit in names.units.items():
        source = _source(unit)
        if source:
            found[".".join(module)] = source
    return dict(sorted(found.items()))


def _source(unit: Unit) -> str:
    if unit.root is not None:
        return str(unit.root).partition("#")[2]
    if unit.operation:
        return f"operation {unit.operation}"
    if isinstance(unit.alias, Ref):
        return str(unit.alias.id).partition("#")[2]
    return ""
