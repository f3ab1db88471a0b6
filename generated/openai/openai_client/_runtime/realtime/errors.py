"""Exceptions of connections.  None shows a credential, or what a frame held, in its text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from ..errors import SDKError

if TYPE_CHECKING:
    from .state import ConnectionState

__all__ = ["FrameFault", "WebSocketConnectionClosedError", "WebSocketFrameError", "WebSocketQueueFullError"]

FrameFault = Literal["json", "encoding", "size", "shape", "mismatch"]
"""What is wrong with a frame: no JSON (or nested too deeply), no UTF-8, too large, no object, or not of the type."""


class WebSocketConnectionClosedError(SDKError):
    """The connection is closed, or broke off.

    `unsent_messages`: frames that never went out, oldest first.  `close_code` and `close_reason`: the peer's (RFC 6455
    section 7.4), 1006 when the socket broke without a closing handshake.  `state`: what a new connection needs to know,
    None where nobody listened to this one.
    """

    unsent_messages: list[str | bytes]
    close_code: int
    close_reason: str
    state: ConnectionState | None

    def __init__(
        self,
        message: str,
        *,
        unsent_messages: Sequence[str | bytes] = (),
        close_code: int = 1006,
        close_reason: str = "",
        state: ConnectionState | None = None,
    ) -> None:
        Exception.__init__(self, message)  # a subclass has a base with another constructor
        self.unsent_messages = list(unsent_messages)
        self.close_code = close_code
        self.close_reason = close_reason
        self.state = state


class WebSocketQueueFullError(SDKError):
    """The frames that wait for a connection would need more room than `max_queue_size` bytes."""


class WebSocketFrameError(SDKError):
    """What arrived is no event.  `data`: the frame, where it is known; `fault`: what is wrong with it.

    The connection stays usable for ``json``, ``shape`` and ``mismatch``; the others close it.
    """

    data: bytes
    fault: FrameFault

    def __init__(self, message: str, *, data: bytes = b"", fault: FrameFault) -> None:
        Exception.__init__(self, message)
        self.data = data
        self.fault = fault
