"""What both clients of the shop can do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.async_client import AsyncClient
from .._runtime.client import SyncClient

if TYPE_CHECKING:
    from .courier import Courier


class ClientHelpers(SyncClient):
    """For the sync client."""

    def courier(self) -> Courier:
        """The courier of this client's server."""
        from .courier import Courier

        return Courier(self.base_url.host)


class AsyncClientHelpers(AsyncClient):
    """For the async client."""

    async def courier(self) -> Courier:
        """The courier of this client's server."""
        from .courier import Courier

        return Courier(self.base_url.host)
