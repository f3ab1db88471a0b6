"""Limits of values: lengths, counts, numbers, patterns."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from generator.diff.view import View

_NAMES: Final[Mapping[str, str]] = {
    "maxLength": "max-length",
    "minLength": "min-length",
    "maxItems": "max-items",
    "minItems": "min-items",
    "maxProperties": "max-properties",
    "minProperties": "min-properties",
    "maximum": "max",
    "minimum": "min",
    "exclusiveMaximum": "max",
    "exclusiveMinimum": "min",
}
"""Keyword to the beginning of its concepts."""


def compare(old: View, new: View, add: partial[None]) -> None:
    """Report each limit that moved, appeared or went."""
    for keyword, name in _NAMES.items():
        before, after = old.bounds.get(keyword), new.bounds.get(keyword)
        if before == after:
            continue
        if before is None:
            what = "set"
        elif after is None:
            what = "unset"
        else:
            what = "increased" if after > before else "decreased"
        shown = _shown(before), _shown(after)
        add(f"{name}-{what}", f"{keyword} {shown[0]} became {shown[1]}", *shown)
    _patterns(old.patterns, new.patterns, add)


def _shown(value: float | None) -> str:
    return "none" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _patterns(old: frozenset[str], new: frozenset[str], add: partial[None]) -> None:
    if old == new:
        return
    before, after = " and ".join(sorted(old)), " and ".join(sorted(new))
    kind = "added" if not old else "removed" if not new else "changed"
    add(f"pattern-{kind}", f"pattern {before or 'none'} became {after or 'none'}", before, after)
