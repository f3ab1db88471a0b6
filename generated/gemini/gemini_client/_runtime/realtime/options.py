"""Options of the WebSocket library that callers may set; see the documentation of `websockets`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias

from typing_extensions import TypedDict

if TYPE_CHECKING:
    import ssl as ssl_module

    from websockets import Subprotocol
    from websockets.extensions import ClientExtensionFactory

__all__ = ["SyncWebSocketConnectionOptions", "WebSocketConnectionOptions", "WebsocketConnectionOptions"]


class SyncWebSocketConnectionOptions(TypedDict, total=False):
    """Options of sync connections.

    `compression`: ``deflate``, or None (the default without a `max_size`).  `max_size`: bytes of the largest frame taken, None for any.  `max_queue`: frames
    kept before reading from the network pauses.  `proxy`: True for the environment's, None for none.  `open_timeout`,
    `ping_interval`, `ping_timeout`, `close_timeout`: seconds, None for never.
    """

    extensions: Sequence[ClientExtensionFactory] | None
    subprotocols: Sequence[Subprotocol] | None
    compression: str | None
    max_size: int | None
    max_queue: int | tuple[int | None, int | None] | None
    proxy: str | Literal[True] | None
    ssl: ssl_module.SSLContext | None
    open_timeout: float | None
    ping_interval: float | None
    ping_timeout: float | None
    close_timeout: float | None


class WebSocketConnectionOptions(SyncWebSocketConnectionOptions, total=False):
    """Options of async connections: also `write_limit`, the bytes buffered before `send` waits."""

    write_limit: int | tuple[int, int | None]


WebsocketConnectionOptions: TypeAlias = WebSocketConnectionOptions
