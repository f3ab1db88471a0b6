"""The class of downloads, under the name by which users of the provider's own package know it."""

from __future__ import annotations

from .._runtime.binary import BinaryResponse

__all__ = ["HttpxBinaryResponseContent"]


class HttpxBinaryResponseContent(BinaryResponse):
    """The bytes of a download."""
