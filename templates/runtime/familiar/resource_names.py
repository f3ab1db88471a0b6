"""The bases of resources under further names."""

from __future__ import annotations

from ..resource import AsyncResource as AsyncAPIResource
from ..resource import SyncResource as SyncAPIResource

__all__ = ["AsyncAPIResource", "SyncAPIResource"]
