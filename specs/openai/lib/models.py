"""What answers can do beyond holding data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

__all__ = ["MessageHelpers", "ResponseHelpers"]


class _HasOutput(Protocol):
    @property
    def output(self) -> Sequence[Any] | None: ...


class _HasContent(Protocol):
    @property
    def content(self) -> Sequence[Any] | None: ...


class MessageHelpers:
    """For messages."""

    @property
    def output_text(self: _HasContent) -> str:
        """All text that the model wrote in this message, in order; "" when there is none."""
        return "".join(_written(self))


class ResponseHelpers:
    """For responses."""

    @property
    def output_text(self: _HasOutput) -> str:
        """All text that the model wrote, in order; "" when there is none."""
        return "".join(_texts(self.output or ()))


def _texts(items: Sequence[Any]) -> Iterator[str]:
    for item in items:
        if getattr(item, "type", None) == "message":
            yield from _written(item)


def _written(message: Any) -> Iterator[str]:
    for part in getattr(message, "content", None) or ():
        if getattr(part, "type", None) == "output_text" and getattr(part, "text", None):
            yield part.text
