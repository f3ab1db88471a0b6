"""JSON bodies."""

from __future__ import annotations

from typing import Any

from ..body import dump_json

__all__ = ["openapi_dumps"]


def openapi_dumps(value: Any) -> bytes:
    """`value` as compact UTF-8 JSON: dates in ISO 8601, models by their set fields under wire names.

    Raises TypeError for objects that have no JSON form, ValueError for NaN and infinities.
    """
    return dump_json(value)
