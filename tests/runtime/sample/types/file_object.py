"""Files."""

from __future__ import annotations

from .._runtime.models import BaseModel, Field

__all__ = ["FileObject"]


class FileObject(BaseModel):
    """A file."""

    id: str
    display_name: str | None = Field(None, alias="displayName")
