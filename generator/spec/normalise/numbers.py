"""``exclusiveMinimum: true`` of OpenAPI 3.0 (JSON Schema draft 4) as the number that 3.1 wants."""

from __future__ import annotations

from typing import Any

_PAIRS = (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum"))
KEYWORDS = frozenset(word for word, _ in _PAIRS)


def exclusive_bounds(schema: dict[str, Any]) -> list[str]:
    """Rewrite boolean bounds in place.  Returns the keywords that had to be dropped for lack of a bound."""
    dropped: list[str] = []
    for exclusive, bound in _PAIRS:
        value = schema.get(exclusive)
        if not isinstance(value, bool):
            continue
        limit = schema.get(bound)
        if value and _is_number(limit):
            schema[exclusive] = limit
            del schema[bound]
            continue
        del schema[exclusive]
        if value:
            dropped.append(exclusive)
    return dropped


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
