"""The only module that imports the HTTP library: connection pools, request objects, and what its failures mean."""

from __future__ import annotations

import os
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal, cast
from weakref import WeakKeyDictionary

from .definition import ClientDefinition
from .files import Source
from .logs import hide, is_secret_header
from .urls import origin_of
from .waiting import current_loop

if TYPE_CHECKING:
    import httpx2

__all__ = [
    "AsyncPool",
    "Pool",
    "SyncPool",
    "clean_cause",
    "failure_kind",
    "next_hop",
    "timeout_extension",
]

HeaderPairs = list[tuple[bytes, bytes]]


_BROKEN_STREAMS = ("BrokenResourceError", "ClosedResourceError", "EndOfStream")
"""What async connections raise when the other side is gone."""


_NETWORK = frozenset({"gaierror", "SSLError", "ConnectionError", "TimeoutError"})
"""Errors of the operating system that are about the network; others, as of a file to send, are the caller's."""


class _Chunks:
    """Lets the HTTP library iterate over a source as often as it needs."""

    __slots__ = ("_source",)

    def __init__(self, source: Source) -> None:
        self._source = source

    def __iter__(self) -> Iterator[bytes]:
        return self._source.chunks()


class _AsyncChunks:
    """The same for async clients."""

    __slots__ = ("_source",)

    def __init__(self, source: Source) -> None:
        self._source = source

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self._source.achunks()


def _limits(definition: ClientDefinition) -> httpx2.Limits:
    import httpx2

    return httpx2.Limits(
        max_connections=definition.max_connections,
        max_keepalive_connections=definition.max_keepalive_connections,
    )


class Pool:
    """What both kinds of pool share: the making of request objects."""

    custom: Any
    verify: Callable[[], Any] | None = None
    """Gives the TLS context of a client with a certificate of its own, True for the usual one."""
    _chunks: type[_Chunks] | type[_AsyncChunks]
    _accept: tuple[object, bytes] = (None, b"")

    def get(self) -> Any:
        """The HTTP client to send with."""
        raise NotImplementedError

    def build(
        self,
        method: str,
        url: httpx2.URL | str,
        headers: HeaderPairs,
        content: bytes | Source | None,
        extensions: dict[str, Any],
    ) -> httpx2.Request:
        """A request object.

        A client of the caller's own adds its headers, cookies and parameters; for ours the headers are complete but
        for Host, Accept-Encoding and Content-Length, and the object is put together without the library's look-ups.
        """
        client = self.get()
        body: Any = content
        if isinstance(content, Source):
            if content.size is not None:
                headers = [*headers, (b"Content-Length", b"%d" % content.size)]
            body = self._chunks(content)
        if self.custom is not None:
            # As text: the client may be one of the library's older sister, whose URLs are a class of their own.
            request: httpx2.Request = client.build_request(
                method, str(url), headers=headers, content=body, extensions=extensions
            )
            return request
        import httpx2

        parsed = httpx2.URL(url) if isinstance(url, str) else url
        if self._accept[0] is not client:
            self._accept = (client, client.headers.get("accept-encoding", "identity").encode("ascii"))
        headers = [(b"Host", parsed.netloc), (b"Accept-Encoding", self._accept[1]), *headers]
        if isinstance(content, Source):
            return httpx2.Request(method, parsed, headers=headers, content=body, extensions=extensions)
        if content is not None or method in ("POST", "PUT", "PATCH"):
            headers.append((b"Content-Length", b"%d" % len(content or b"")))
        stream = httpx2.ByteStream(content or b"")
        request = httpx2.Request(method, parsed, headers=headers, stream=stream, extensions=extensions)
        request.read()
        return request


class SyncPool(Pool):
    """The connections of a sync client and its copies: the caller's HTTP client, or one made at the first request.

    After a fork the child makes its own: two processes must not share sockets.
    """

    _chunks = _Chunks

    def __init__(self, definition: ClientDefinition, custom: httpx2.Client | None = None) -> None:
        self._definition = definition
        self.custom = custom
        self._own: httpx2.Client | None = None
        self._pid = 0
        self._closed = False
        self._lock = threading.Lock()

    @property
    def is_closed(self) -> bool:
        """Whether `close` was called."""
        return self._closed if self.custom is None else self.custom.is_closed

    def get(self) -> httpx2.Client:
        """The HTTP client to send with."""
        if self.custom is not None:
            return cast("httpx2.Client", self.custom)
        own = self._own
        if own is not None and self._pid == os.getpid():
            return own
        with self._lock:
            if self._own is None or self._pid != os.getpid():
                import httpx2

                self._own = httpx2.Client(
                    limits=_limits(self._definition),
                    timeout=None,
                    follow_redirects=True,
                    cookies=None,
                    verify=self.verify() if self.verify is not None else True,
                )
                self._pid = os.getpid()
                if self._closed:
                    self._own.close()
            return self._own

    def close(self) -> None:
        """Close every connection; further requests fail."""
        self._closed = True
        client = self.custom or self._own
        if client is not None and (self.custom is not None or self._pid == os.getpid()):
            client.close()


class AsyncPool(Pool):
    """The connections of an async client: one pool for each event loop and process, unless the caller brings one."""

    _chunks = _AsyncChunks

    def __init__(self, definition: ClientDefinition, custom: httpx2.AsyncClient | None = None) -> None:
        self._definition = definition
        self.custom = custom
        self._pools: WeakKeyDictionary[object, httpx2.AsyncClient] = WeakKeyDictionary()
        self._pid = os.getpid()
        self._closed = False

    @property
    def is_closed(self) -> bool:
        """Whether `close` was called."""
        return self._closed if self.custom is None else self.custom.is_closed

    def get(self) -> httpx2.AsyncClient:
        """The HTTP client for the running event loop."""
        if self.custom is not None:
            return cast("httpx2.AsyncClient", self.custom)
        if self._pid != os.getpid():
            self._pools = WeakKeyDictionary()
            self._pid = os.getpid()
        try:
            loop = current_loop()
        except RuntimeError:
            # Asked for outside of any event loop, to be looked at.
            loop = self
        client = self._pools.get(loop)
        if client is None:
            import httpx2

            client = httpx2.AsyncClient(
                limits=_limits(self._definition),
                timeout=None,
                follow_redirects=True,
                verify=self.verify() if self.verify is not None else True,
            )
            self._pools[loop] = client
            if self._closed:
                raise RuntimeError("Cannot send a request, as the client has been closed.")
        return client

    async def close(self) -> None:
        """Close the connections of the running event loop; those of other loops ended with their loop."""
        self._closed = True
        if self.custom is not None:
            await self.custom.aclose()
            return
        client = self._pools.get(current_loop())
        if client is not None:
            await client.aclose()


def timeout_extension(timeout: Any) -> dict[str, Any]:
    """The request extension for a timeout in seconds, a `Timeout` object, or None for no limit."""
    if timeout is None or isinstance(timeout, (int, float)):
        return {"timeout": {"connect": timeout, "read": timeout, "write": timeout, "pool": timeout}}
    as_dict = getattr(timeout, "as_dict", None)
    if as_dict is None:
        import httpx2

        as_dict = httpx2.Timeout(timeout).as_dict
    return {"timeout": as_dict()}


def parse_url(url: str) -> httpx2.URL:
    """A parsed URL, worth keeping: parsing is the larger part of making a request object."""
    import httpx2

    return httpx2.URL(url)


def next_hop(response: Any, secret_headers: frozenset[str]) -> httpx2.Request | None:
    """The request that a redirect asks for, without credentials when it leads to another origin; None for no redirect.

    The library itself drops only ``Authorization``; keys in headers of their own would travel on.
    """
    request: httpx2.Request | None = response.next_request
    if request is None:
        return None
    before, after = origin_of(str(response.request.url)), origin_of(str(request.url))
    upgraded = before.replace("http://", "https://", 1) == after
    if before != after and not upgraded:
        if request.url.userinfo:
            # A server does not choose the credentials that another one is shown.
            request.url = request.url.copy_with(userinfo=b"")
        for name in list(request.headers.keys()):
            if name.lower() in secret_headers or is_secret_header(name):
                del request.headers[name]
    return request


def failure_kind(error: BaseException) -> Literal["timeout", "connection"] | None:
    """What an exception out of the HTTP library means; None when it is not one of its own.

    Told by class names, so that a client of the older ``httpx`` family serves as well.
    """
    for cls in type(error).__mro__:
        module = cls.__module__
        if module in ("builtins", "socket", "ssl") and cls.__name__ in _NETWORK:
            return "connection"
        if module.startswith("anyio") and cls.__name__ in _BROKEN_STREAMS:
            return "connection"
        if module.startswith(("httpx", "httpcore")):
            if cls.__name__ == "TimeoutException":
                return "timeout"
            if cls.__name__ in ("RequestError", "TransportError", "StreamError", "InvalidURL", "HTTPError"):
                return "connection"
    return None


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An exception and what led to it; exceptions that were raised again may lead in a circle."""
    seen: set[int] = set()
    following: BaseException | None = error
    while following is not None and id(following) not in seen:
        seen.add(id(following))
        yield following
        following = following.__cause__ or following.__context__


def clean_cause(error: BaseException, secrets: list[str]) -> BaseException:
    """The exception itself when no credential is to be read in it or in what led to it, else a copy that is clean.

    Either way without the request that the library hangs on it, with its headers.
    """
    if all(hide(str(one), secrets) == str(one) for one in _chain(error)):
        if getattr(error, "_request", None) is not None:
            cast("Any", error)._request = None
        return error
    text = hide(str(error), secrets)
    try:
        return type(error)(text)
    except Exception:
        return ConnectionError(f"{type(error).__name__}: {text}")


def merge_params(url: str, query: str) -> str:
    """`url` with a query string added to whatever it already has."""
    if not query:
        return url
    return f"{url}{'&' if '?' in url else '?'}{query}"


def header_pairs(headers: Mapping[str, str]) -> HeaderPairs:
    """Headers as bytes.  Raises ValueError, without the value, for text that cannot stand in a header."""
    pairs: HeaderPairs = []
    for name, value in headers.items():
        if "\n" in value or "\r" in value or "\0" in value:
            raise ValueError(f"The value of header {name!r} contains a line break or a null character")
        pairs.append((name.encode("ascii", "replace"), value.encode("utf-8")))
    return pairs
