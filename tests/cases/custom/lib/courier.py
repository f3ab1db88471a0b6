"""Who brings the orders."""

from __future__ import annotations

__all__ = ["Courier"]


class Courier:
    """Somebody with a bag."""

    def __init__(self, name: str) -> None:
        self.name = name
