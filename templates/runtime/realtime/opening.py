"""From a client and an operation to the opening handshake of a WebSocket (RFC 6455 section 4.1).

The handshake is a GET request, so it is built as all requests are: default headers and query, credentials, hooks of
subclasses.  Credentials stay in the headers.  Only what HTTP alone needs is taken away again.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar, cast
from urllib.parse import parse_qsl, urlencode

from ..errors import APIConnectionError, APITimeoutError, SDKError
from ..logs import logged_url, logger
from ..outcome import status_error
from ..sentinels import is_given

if TYPE_CHECKING:
    import httpx2

    from ..async_client import AsyncClient
    from ..call import Call
    from ..client import SyncClient

__all__ = ["Handshake", "opening_error", "require_websockets", "routed"]

C = TypeVar("C", bound="SyncClient | AsyncClient")

_HTTP_ONLY = frozenset(
    {"accept", "accept-encoding", "connection", "content-length", "content-type", "host", "user-agent"}
)
_MAX_SIZE = 64 * 1024 * 1024
"""Bytes of the largest frame taken, unless told otherwise: whole responses with images arrive in one frame."""

_quiet = logging.Logger("websocket", logging.CRITICAL)
"""Logger of the WebSocket library, which would print the headers of the handshake."""
_quiet.addHandler(logging.NullHandler())


def require_websockets(distribution: str) -> None:
    """Raises SDKError, naming the extra to install, where the WebSocket library is missing."""
    try:
        import_module("websockets")
    except ImportError as error:
        raise SDKError(
            f"Connections need the `websockets` library: pip install '{distribution}[realtime]'"
        ) from error


def routed(client: C, named: Collection[str]) -> C:
    """The client, or a copy for its option `websocket_base_url` (``ws`` and ``http`` mean the same there).

    Parameters of the base URL win over the client's default ones, and those of the connection (`named`) over both.
    """
    own: object = client.__dict__.get("websocket_base_url")
    url = client._template if own is None or not is_given(own) else str(own)
    base, _, query = url.partition("#")[0].partition("?")
    if url == client._template and not query:
        return client
    scheme, separator, rest = base.partition("://")
    swapped = {"ws": "http", "wss": "https"}.get(scheme.lower(), scheme)
    names = {_stem(name) for name in named}
    kept = [pair for pair in parse_qsl(query, keep_blank_values=True) if _stem(pair[0]) not in names]
    away = {_stem(name) for name, _ in kept}
    changed: Any = object.__new__(type(client))  # Shares everything but what is set here.
    changed.__dict__.update(client.__dict__)
    changed._set_base_url(f"{swapped}{separator}{rest}?{urlencode(kept)}".rstrip("?"))
    changed._custom_query = {k: v for k, v in client._custom_query.items() if _stem(k) not in away}
    changed._plans, changed._plan_state = {}, ()
    return cast("C", changed)


def _stem(name: str) -> str:
    """The parameter that a member of an object (`filter[old]`) belongs to."""
    return name.partition("[")[0]


class Handshake:
    """One opening handshake: `url` with the scheme ``ws`` or ``wss``, `headers`, and the call that they come from."""

    __slots__ = ("call", "headers", "origin", "request", "url")

    def __init__(self, call: Call, request: httpx2.Request) -> None:
        self.call = call
        self.request = request
        scheme = "wss" if request.url.scheme == "https" else "ws"
        self.url = str(request.url.copy_with(scheme=scheme))
        self.origin = _origin(self.url)
        self.headers = [(k, v) for k, v in request.headers.multi_items() if k.lower() not in _HTTP_ONLY]
        logger.debug("Opening WebSocket: %s", logged_url(self.url))

    def options(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Keyword arguments of the library's `connect`.

        Nothing is compressed unless the caller says so, or limits what a frame may unpack to.
        """
        return {
            **({} if given.get("max_size") else {"compression": None}),
            "max_size": _MAX_SIZE,
            "user_agent_header": self.request.headers.get("user-agent"),
            "logger": _quiet,
            **{key: value for key, value in given.items() if is_given(value)},
            "additional_headers": self.headers,
        }

    def refusal(self, url: str) -> SDKError | None:
        """The error for a redirect that would take the credentials to another origin (RFC 6454 section 5)."""
        if _origin(url) == self.origin:
            return None
        return SDKError("The server redirected the connection to another origin, which gets no credentials.")


def _origin(url: str) -> tuple[bool, str, int]:
    from websockets.uri import parse_uri

    uri = parse_uri(url)
    return uri.secure, uri.host.lower(), uri.port


def opening_error(error: BaseException, handshake: Handshake, request_id_header: str) -> Exception | None:
    """The typed error for a handshake that failed; None when `error` is something else."""
    from websockets.exceptions import InvalidHandshake, InvalidStatus

    if isinstance(error, InvalidStatus):
        return status_error(
            _as_response(error.response, handshake.request), handshake.call, request_id_header
        )
    if isinstance(error, TimeoutError):
        return APITimeoutError(handshake.request)
    if isinstance(error, (OSError, EOFError, InvalidHandshake)):
        reason = type(error).__name__
        return APIConnectionError(message=f"Connection error ({reason}).", request=handshake.request)
    return None


def _as_response(answer: Any, request: httpx2.Request) -> httpx2.Response:
    import httpx2

    headers = [
        (name, value)
        for name, value in answer.headers.raw_items()
        if name.lower() not in ("content-encoding", "content-length", "transfer-encoding")
    ]
    return httpx2.Response(
        answer.status_code, headers=headers, content=bytes(answer.body or b""), request=request
    )
