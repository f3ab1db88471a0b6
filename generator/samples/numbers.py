"""Numbers inside the bounds of a schema."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, Final

from generator.samples.flat import Flat

MOMENT: Final = 1767323045
"""2 January 2026, 03:04:05 UTC, in seconds: the time of everything that a sample tells the time of."""

_TIMES: Final = ("created", "expires", "updated", "timestamp")


def number(flat: Flat, name: str) -> int | float:
    """A number that all schemas admit, when one is found; `name`: the property that holds it."""
    whole = "number" not in flat.types
    candidates = list(_candidates(flat, name, whole=whole))
    value = next((each for each in candidates if _admitted(flat, each)), candidates[-1])
    return int(value) if value == int(value) else value


def _candidates(flat: Flat, name: str, *, whole: bool) -> Iterator[float]:
    """Numbers to try, the nicest first; integers only where `whole`."""
    if whole and (name.endswith("_at") or name.lower().startswith(_TIMES)):
        yield MOMENT
    if whole and name.endswith("index"):
        yield 0
    lows = _numbers(flat, "minimum") + _numbers(flat, "exclusiveMinimum")
    highs = _numbers(flat, "maximum") + _numbers(flat, "exclusiveMaximum")
    low, high = max(lows, default=None), min(highs, default=None)
    tries: list[float] = [1, 0] if whole else [0.5, 1, 0]
    if low is not None:
        tries += [low, math.floor(low) + 1, low + 0.5]
    if high is not None:
        tries += [high, math.ceil(high) - 1]
    if low is not None and high is not None:
        tries.append((low + high) / 2)
    for step in _numbers(flat, "multipleOf"):
        if step > 0:
            start = low if low is not None else high if high is not None else 1
            tries += [step, math.ceil(start / step) * step, (math.floor(start / step) + 1) * step]
            tries += [math.floor(start / step) * step, (math.ceil(start / step) - 1) * step]
    yield from (each for each in tries if not whole or each == int(each))


def _admitted(flat: Flat, value: float) -> bool:
    return (
        all(value >= bound for bound in _numbers(flat, "minimum"))
        and all(value > bound for bound in _numbers(flat, "exclusiveMinimum"))
        and all(value <= bound for bound in _numbers(flat, "maximum"))
        and all(value < bound for bound in _numbers(flat, "exclusiveMaximum"))
        and all(step <= 0 or _is_multiple(value, step) for step in _numbers(flat, "multipleOf"))
    )


def _is_multiple(value: float, step: float) -> bool:
    parts = value / step
    return math.isclose(parts, round(parts), rel_tol=1e-9, abs_tol=1e-9)


def _numbers(flat: Flat, keyword: str) -> list[Any]:
    return [
        value
        for value in flat.all(keyword)
        if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    ]
