"""What answers can do beyond holding data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

__all__ = ["ResponseHelpers"]


class _HasOutput(Protocol):
    @property
    def output(self) -> Sequence[Any] | None: ...


class ResponseHelpers:
    """For responses."""

    @property
    def output_text(self: _HasOutput) -> str:
        """All text that the model wrote, in order; "" when there is none."""
        return "".join(_texts(self.output or ()))


def _texts(items: Sequence[Any]) -> Iterator[str]:
    for item in items:
        if getattr(item, "type", None) == "message":
            for part in getattr(item, "content", None) or ():
                if getattr(part, "type", None) == "output_text" and getattr(part, "text", None):
                    yield part.text
