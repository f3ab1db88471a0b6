"""Base classes of generated resources."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .async_client import AsyncClient
    from .client import SyncClient

__all__ = ["AsyncResource", "SyncResource"]


class SyncResource:
    """A node of the sync resource tree; holds nothing but its client."""

    _client: SyncClient

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def _sleep(self, seconds: float) -> None:
        """Wait, for helpers that poll."""
        time.sleep(seconds)


class AsyncResource:
    """A node of the async resource tree; holds nothing but its client."""

    _client: AsyncClient

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def _sleep(self, seconds: float) -> None:
        """Wait, for helpers that poll; under asyncio or trio."""
        from .waiting import async_sleep

        await async_sleep(seconds)
