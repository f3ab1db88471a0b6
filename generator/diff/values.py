"""Plain values in one spelling, and short."""

from __future__ import annotations

import json
from typing import Any

from generator.narrow import Data, is_list, is_object

SHORT = 120
"""Characters of a value that a report shows."""


def canonical(value: Data) -> str:
    """JSON text that is equal for equal values: order of keys aside, and 1.0 is 1 (JSON Schema section 4.2.2)."""
    return json.dumps(_plain(value), sort_keys=True, ensure_ascii=False)


def short(value: Data) -> str:
    """A value as JSON, cut to what a line can hold."""
    return cut(json.dumps(value, ensure_ascii=False, default=str))


def cut(text: str) -> str:
    """At most `SHORT` characters."""
    return text if len(text) <= SHORT else text[: SHORT - 1] + "…"


def _plain(value: object) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if is_object(value):
        return {str(key): _plain(member) for key, member in value.items()}
    if is_list(value):
        return [_plain(member) for member in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)
