"""Errors of connections that have ended: of this package and of the WebSocket library at once.

Programs may catch either; the module needs that library, `errors` does not.
"""

from __future__ import annotations

from collections.abc import Sequence

from websockets.exceptions import ConnectionClosed, ConnectionClosedError, ConnectionClosedOK

from ..logs import hide
from .errors import WebSocketConnectionClosedError, WebSocketFrameError
from .state import ConnectionState

__all__ = ["ConnectionEnded", "ConnectionLost", "close_code", "ended"]

_FAULTS = {1007: "encoding", 1009: "size"}


class ConnectionLost(WebSocketConnectionClosedError, ConnectionClosedError):
    """The connection broke off, or was closed for a fault."""

    def __str__(self) -> str:
        return str(self.args[0])


class ConnectionEnded(WebSocketConnectionClosedError, ConnectionClosedOK):
    """The connection is over, with nothing wrong (codes 1000 and 1001)."""

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
) -> WebSocketConnectionClosedError | WebSocketFrameError:
    """The typed error for the end of a connection.

    `unsent`: frames that wait.  `secrets`: credentials, which a server may have repeated.
    """
    received, sent = getattr(error, "rcvd", None), getattr(error, "sent", None)
    fault = _FAULTS.get(getattr(sent, "code", 0)) if not getattr(error, "rcvd_then_sent", False) else None
    if fault == "encoding":
        return WebSocketFrameError(
            "The server sent text that is no UTF-8; the connection is closed.", fault="encoding"
        )
    if fault == "size":
        return WebSocketFrameError(
            "The server sent a frame above `max_size`; the connection is closed.", fault="size"
        )
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
    if isinstance(error, ConnectionClosed):
        typed.rcvd, typed.sent, typed.rcvd_then_sent = error.rcvd, error.sent, error.rcvd_then_sent
    else:
        typed.rcvd, typed.sent, typed.rcvd_then_sent = None, None, None
    return typed
