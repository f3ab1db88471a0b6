"""Findings about finished types."""

from __future__ import annotations

from collections.abc import Iterable

from generator.codes import lowering as codes
from generator.diagnostics import Diagnostics
from generator.ir.api import Operation
from generator.ir.types import ObjectDef, Scalar, ScalarKind, TypeTable
from generator.ir.walk import parts_of, reachable


def note_binary_in_json(operations: Iterable[Operation], types: TypeTable, diagnostics: Diagnostics) -> None:
    """Mention raw bytes that stand in JSON bodies."""
    bodies = [
        content.type
        for operation in operations
        for content in (operation.body.contents if operation.body is not None else ())
        if content.kind == "json"
    ]
    results = [
        content.type
        for operation in operations
        for response in operation.responses
        for content in response.contents
        if content.kind in ("json", "stream") and content.type is not None
    ]
    inside = reachable(types.defs, [*bodies, *results])
    for definition in types.defs.values():
        if definition.id not in inside or not isinstance(definition, ObjectDef):
            continue
        for field in definition.fields:
            if any(isinstance(p, Scalar) and p.kind is ScalarKind.BINARY for p in parts_of(field.type)):
                diagnostics.note(codes.BINARY_IN_JSON, f"property {field.name!r:.80}", field.origin)
