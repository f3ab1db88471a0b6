"""Chunks of a streamed chat."""

from __future__ import annotations

from .._runtime.models import BaseModel

__all__ = ["ChatChunk"]


class ChatChunk(BaseModel):
    """A piece of a chat."""

    id: str
    delta: str | None = None
    sequence_number: int | None = None
