"""An async HTTP client that sends through aiohttp; needs that library, and loads it when a client is made.

The library is loaded by name: a static import, even one that never runs, makes type checkers read its eighty modules for
every program that uses this package (a tenth of what mypy does for a short one).
"""

from __future__ import annotations

import contextlib
import ssl
from collections.abc import AsyncIterator, Generator
from importlib import import_module
from importlib.util import find_spec
from typing import Any
from weakref import WeakKeyDictionary

import httpx2
from typing_extensions import override

from .http_defaults import with_defaults
from .waiting import current_loop

__all__ = ["AiohttpTransport", "DefaultAioHttpClient"]

_AUTOMATIC = ("Accept", "Accept-Encoding", "Content-Type", "User-Agent")
"""Headers that aiohttp would add by itself."""


@contextlib.contextmanager
def _translated(request: httpx2.Request) -> Generator[None, None, None]:
    """Turn failures of aiohttp into those that the callers of an HTTP client know."""
    aiohttp: Any = import_module("aiohttp")

    try:
        yield
    except aiohttp.ConnectionTimeoutError as error:
        raise httpx2.ConnectTimeout(str(error), request=request) from error
    except (TimeoutError, aiohttp.ServerTimeoutError) as error:
        raise httpx2.ReadTimeout(str(error), request=request) from error
    except (aiohttp.ClientConnectorError, aiohttp.ClientSSLError) as error:
        raise httpx2.ConnectError(str(error), request=request) from error
    except (aiohttp.ServerDisconnectedError, aiohttp.ClientPayloadError) as error:
        raise httpx2.RemoteProtocolError(str(error), request=request) from error
    except aiohttp.InvalidURL as error:
        raise httpx2.UnsupportedProtocol(str(error), request=request) from error
    except aiohttp.ClientError as error:
        raise httpx2.ReadError(str(error), request=request) from error


class _Body(httpx2.AsyncByteStream):
    """The body of a response, as it arrives."""

    def __init__(self, response: Any, request: httpx2.Request) -> None:
        self._response = response
        self._request = request

    @override
    async def __aiter__(self) -> AsyncIterator[bytes]:
        with _translated(self._request):
            async for chunk in self._response.content.iter_any():
                yield chunk

    @override
    async def aclose(self) -> None:
        """Give the connection back when everything was read, else drop it."""
        if self._response.content.at_eof():
            self._response.release()
        else:
            self._response.close()


class AiohttpTransport(httpx2.AsyncBaseTransport):
    """Sends requests through aiohttp sessions, one for each event loop.

    Redirects, cookies and decompression stay with the client above.  Raises ImportError when aiohttp is missing.
    """

    def __init__(
        self,
        *,
        limits: httpx2.Limits | None = None,
        verify: ssl.SSLContext | bool = True,
        trust_env: bool = True,
        proxy: str | None = None,
    ) -> None:
        if find_spec("aiohttp") is None:
            raise ImportError("DefaultAioHttpClient needs the library aiohttp, which is not installed")
        self._limits = limits or httpx2.Limits(max_connections=100)
        self._verify = verify
        self._trust_env = trust_env
        self._proxy = proxy
        self._sessions: WeakKeyDictionary[object, Any] = WeakKeyDictionary()

    def _session(self) -> Any:
        """The session of the running event loop."""
        aiohttp: Any = import_module("aiohttp")

        loop = current_loop()
        session = self._sessions.get(loop)
        if session is None or session.closed:
            expiry = self._limits.keepalive_expiry
            connector = aiohttp.TCPConnector(
                limit=self._limits.max_connections or 0,
                keepalive_timeout=15.0 if expiry is None else expiry,
                ssl=self._verify,
            )
            session = self._sessions[loop] = aiohttp.ClientSession(
                connector=connector,
                cookie_jar=aiohttp.DummyCookieJar(),
                auto_decompress=False,
                trust_env=self._trust_env,
            )
        return session

    @override
    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send one request.  Raises the HTTP library's own exceptions."""
        yarl: Any = import_module("yarl")

        with _translated(request):
            response = await self._session().request(
                request.method,
                yarl.URL(str(request.url), encoded=True),
                headers=[
                    (k, v) for k, v in request.headers.multi_items() if k.lower() != "transfer-encoding"
                ],
                data=_content(request),
                allow_redirects=False,
                skip_auto_headers=_AUTOMATIC,
                timeout=_timeout(request),
                proxy=self._proxy,
                server_hostname=request.extensions.get("sni_hostname"),
            )
        version = response.version
        return httpx2.Response(
            response.status,
            headers=list(response.raw_headers),
            stream=_Body(response, request),
            request=request,
            extensions={
                "http_version": (
                    b"HTTP/1.1" if version is None else b"HTTP/%d.%d" % (version.major, version.minor)
                ),
                "reason_phrase": (response.reason or "").encode("ascii", "replace"),
            },
        )

    @override
    async def aclose(self) -> None:
        """Close the connections of the running event loop."""
        session = self._sessions.pop(current_loop(), None)
        if session is not None:
            await session.close()


def _content(request: httpx2.Request) -> Any:
    """The content as aiohttp takes it: bytes, chunks, or None for none at all."""
    try:
        return request.content or None
    except httpx2.RequestNotRead:
        return request.stream


def _timeout(request: httpx2.Request) -> Any:
    aiohttp: Any = import_module("aiohttp")

    limits: dict[str, float | None] = request.extensions.get("timeout", {})
    return aiohttp.ClientTimeout(
        total=None,
        connect=limits.get("pool"),
        sock_connect=limits.get("connect"),
        sock_read=limits.get("read"),
    )


class DefaultAioHttpClient(httpx2.AsyncClient):
    """An async client on aiohttp, with the timeout, limits and redirects of this runtime unless told otherwise."""

    def __init__(self, **options: Any) -> None:
        settings = with_defaults(options)
        if settings.get("transport") is None:
            proxy = settings.pop("proxy", None)
            settings["transport"] = AiohttpTransport(
                limits=settings["limits"],
                verify=settings.pop("verify", True),
                trust_env=settings.get("trust_env", True),
                proxy=None if proxy is None else str(proxy),
            )
        # Proxies of the environment are aiohttp's business here; the library's own would bypass it.
        settings["trust_env"] = False
        super().__init__(**settings)
