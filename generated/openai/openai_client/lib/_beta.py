"""`client.beta.chat`: where chat completions were parsed and streamed before `client.chat` could."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from .._runtime.resource import AsyncResource, SyncResource

if TYPE_CHECKING:
    from ..resources.chat.chat import AsyncChat, Chat

__all__ = ["AsyncBetaHelpers", "BetaHelpers"]


class BetaHelpers(SyncResource):
    """For the sync resource."""

    @cached_property
    def chat(self) -> Chat:
        """The same as `client.chat`."""
        from ..resources.chat.chat import Chat

        return Chat(self._client)


class AsyncBetaHelpers(AsyncResource):
    """For the async resource."""

    @cached_property
    def chat(self) -> AsyncChat:
        """The same as `client.chat`."""
        from ..resources.chat.chat import AsyncChat

        return AsyncChat(self._client)
