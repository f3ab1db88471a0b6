"""A download of this target."""

from __future__ import annotations

from .._runtime.binary import BinaryResponse


class MapFile(BinaryResponse):
    """The bytes of a map."""
