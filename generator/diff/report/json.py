"""For programs."""

from __future__ import annotations

import json
from collections.abc import Sequence

from generator.diff.model import Change, Comparison, Level, Place

FORMAT = 1
"""Version of the layout."""


def as_json(comparisons: Sequence[Comparison]) -> str:
    """JSON text; one comparison is an object of its own, several stand in a list under ``comparisons``."""
    data = [as_data(comparison) for comparison in comparisons]
    whole: object = data[0] if len(data) == 1 else {"format": FORMAT, "comparisons": data}
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def as_data(comparison: Comparison) -> dict[str, object]:
    """One comparison as plain data."""
    level = comparison.level
    return {
        "format": FORMAT,
        "old": comparison.old,
        "new": comparison.new,
        "severity": level.label if level is not None else None,
        "summary": {level.label: count for level, count in comparison.counts().items()},
        "changes": [change_data(change) for change in comparison.changes],
        "moved": [
            {"old": moved.old, "new": moved.new, "at": moved.place.pointer} for moved in comparison.moved
        ],
    }


def change_data(change: Change) -> dict[str, object]:
    """One change as plain data; null: it has no effect in that direction."""
    return {
        "id": change.id,
        "names": list(change.names),
        "severity": change.level.label,
        "request": _label(change.request),
        "response": _label(change.response),
        "subject": change.subject,
        "text": change.text,
        "pointer": (change.new or change.old or Place("", "")).pointer,
        "old": _place(change.old),
        "new": _place(change.new),
        "before": change.before,
        "after": change.after,
        "operations": list(change.operations),
    }


def _label(level: Level | None) -> str | None:
    return None if level is None else level.label


def _place(place: Place | None) -> dict[str, str] | None:
    return None if place is None else {"file": place.file, "pointer": place.pointer}
