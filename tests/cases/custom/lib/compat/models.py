"""Names that old programs import."""

from __future__ import annotations

from ..._runtime.sentinels import NotGiven as Missing

__all__ = ["Missing", "construct"]


def construct() -> str:
    """Something."""
    return "constructed"
