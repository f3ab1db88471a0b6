"""Errors of connections that have ended: of this package and of the WebSocket library at once.

Programs may catch either; the module needs that library, `errors` does not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from websockets.exceptions import ConnectionClosed, ConnectionClosedError, ConnectionClosedOK

from ..logs import hide
from .errors import FrameFault, WebSocketConnectionClosedError, WebSocketFrameError
from .state import ConnectionState

__all__ = ["ConnectionEnded", "ConnectionLost", "FrameRefused", "close_code", "ended"]

E = TypeVar("E", bound=ConnectionClosed)

_FAULTS: Mapping[int, tuple[FrameFault, str]] = {
    1007: ("encoding", "text that is no UTF-8"),
    1009: ("size", "a frame above `max_size`"),
}
"""Codes that this side closes with."""


class ConnectionLost(WebSocketConnectionClosedError, ConnectionClosedError):
    """The connection broke off, or was closed for a fault."""

    def __str__(self) -> str:
        return str(self.args[0])


class ConnectionEnded(WebSocketConnectionClosedError, ConnectionClosedOK):
    """The connection is over, with nothing wrong (codes 1000 and 1001)."""

    def __str__(self) -> str:
        return str(self.args[0])


class FrameRefused(WebSocketFrameError, ConnectionClosedError):
    """A frame made this side close the connection: too large, or text that is no UTF-8."""

    def __str__(self) -> str:
        return str(self.args[0])


def close_code(error: BaseException) -> int:
    """The code that the peer closed with; 1006 when it did not (RFC 6455 section 7.1.5)."""
    received = getattr(error, "rcvd", None)
    code = getattr(received, "code", None)
    return code if isinstance(code, int) else 1006


def ended(
    error: BaseException,
    state: ConnectionState,
    unsent: Sequence[str | bytes] = (),
    secrets: Sequence[str] = (),
) -> ConnectionLost | ConnectionEnded | FrameRefused:
    """The typed error for the end of a connection.

    `unsent`: frames that wait.  `secrets`: credentials, which a server may have repeated.
    """
    received, sent = getattr(error, "rcvd", None), getattr(error, "sent", None)
    if not getattr(error, "rcvd_then_sent", False) and getattr(sent, "code", 0) in _FAULTS:
        fault, words = _FAULTS[getattr(sent, "code", 0)]
        refused = FrameRefused(f"The server sent {words}; the connection is closed.", fault=fault)
        return _with_frames(refused, error)
    code = close_code(error)
    reason = hide(str(getattr(received, "reason", "") or ""), secrets)
    is_ok = isinstance(error, ConnectionClosedOK)
    words = f"The connection is closed (code {code}{': ' + reason if reason else ''})."
    if received is None:
        words = "The connection broke off without a closing handshake."
    if unsent:
        words = f"{words} {len(unsent)} frames were not sent."
    kind = ConnectionEnded if is_ok else ConnectionLost
    typed = kind(words, unsent_messages=unsent, close_code=code, close_reason=reason, state=state)
    return _with_frames(typed, error)


def _with_frames(typed: E, error: BaseException) -> E:
    """The closing frames, where the WebSocket library keeps them."""
    if isinstance(error, ConnectionClosed):
        typed.rcvd, typed.sent, typed.rcvd_then_sent = error.rcvd, error.sent, error.rcvd_then_sent
    else:
        typed.rcvd = typed.sent = typed.rcvd_then_sent = None
    return typed
