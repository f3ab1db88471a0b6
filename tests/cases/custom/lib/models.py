"""What answers of the shop can do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class _HasLines(Protocol):
    @property
    def lines(self) -> Sequence[str] | None: ...


class OrderHelpers:
    """For orders."""

    @property
    def text(self: _HasLines) -> str:
        """All lines."""
        return "\n".join(self.lines or ())
