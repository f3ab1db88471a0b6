"""OAuth 2.0 client credentials (RFC 6749 section 4.4): tokens that a client asks for, keeps and renews by itself.

The steps are a generator that yields requests and is sent responses; the sync and the async client drive it.
"""

from __future__ import annotations

import asyncio
import base64
import threading
import time
from collections.abc import Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import quote_plus, urlencode, urljoin
from weakref import WeakKeyDictionary

from .definition import Scheme
from .errors import SDKError
from .logs import hide
from .narrow import is_mapping
from .outcome import error_body, transport_error
from .retry import retry_delay, should_retry
from .waiting import current_loop

if TYPE_CHECKING:
    import httpx2

    from .async_client import AsyncClient
    from .client import SyncClient

__all__ = ["TokenError", "atoken", "can_ask", "forget", "token"]

Key: TypeAlias = tuple[str, ...]
Flow: TypeAlias = "Generator[httpx2.Request, httpx2.Response, Token]"

_MARGIN = 60.0
"""Seconds before its end at which a token counts as expired; a tenth of its life where that is less."""


class TokenError(SDKError):
    """The authorization server gave no token.  The message has its words, never the secret."""


@dataclass(frozen=True, slots=True)
class Token:
    """An access token and the moment (of `time.monotonic`) from which another is asked for."""

    value: str
    until: float


class _Store:
    """Tokens of all copies of one client, and what keeps two calls from asking at the same time."""

    def __init__(self) -> None:
        self.tokens: dict[Key, Token] = {}
        self.lock = threading.Lock()
        self.loops: WeakKeyDictionary[object, asyncio.Lock] = WeakKeyDictionary()

    def valid(self, key: Key) -> str | None:
        """The stored token while it lasts."""
        known = self.tokens.get(key)
        return known.value if known is not None and time.monotonic() < known.until else None


_STORES: WeakKeyDictionary[object, _Store] = WeakKeyDictionary()
_MAKING = threading.Lock()


def _store(client: SyncClient | AsyncClient) -> _Store:
    with _MAKING:
        return _STORES.setdefault(client._pool, _Store())


def _text(client: SyncClient | AsyncClient, attribute: str | None) -> str:
    value = getattr(client, attribute, None) if attribute else None
    return value if isinstance(value, str) else ""


def can_ask(attributes: dict[str, Any], scheme: Scheme) -> bool:
    """Whether a client with these attributes has what it takes to ask for a token of the scheme."""
    known = scheme.token_url or scheme.discovery_url
    return bool(known and scheme.client_id and scheme.client_secret) and all(
        attributes.get(str(name)) for name in (scheme.client_id, scheme.client_secret)
    )


def _key(client: SyncClient | AsyncClient, scheme: Scheme) -> Key:
    names = (scheme.client_id, scheme.client_secret, scheme.scopes_argument)
    return (scheme.name, str(client.base_url), *(_text(client, name) for name in names))


def token(client: SyncClient, scheme: Scheme) -> str:
    """A valid access token of the scheme.  Raises TokenError, and the package's connection errors."""
    store, key = _store(client), _key(client, scheme)
    with store.lock:
        if (known := store.valid(key)) is not None:
            return known
        flow = _flow(client, scheme)
        request = next(flow)
        while True:
            try:
                request = flow.send(_sent(client, request))
            except StopIteration as done:
                store.tokens[key] = done.value
                value: str = done.value.value
                return value


def _sent(client: SyncClient, request: httpx2.Request) -> httpx2.Response:
    attempt = 0
    while True:
        failure: Exception | None = None
        response: httpx2.Response | None = None
        try:
            response = client._pool.get().send(request, follow_redirects=False)
        except Exception as error:
            failure = transport_error(error, request, None)
            if failure is None:
                raise
        delay = _pause(client, attempt, response)
        if delay is None:
            break
        client._sleep(delay)
        attempt += 1
    if response is None:
        assert failure is not None
        raise failure
    return response


async def atoken(client: AsyncClient, scheme: Scheme) -> str:
    """The same for async clients."""
    store, key = _store(client), _key(client, scheme)
    if (known := store.valid(key)) is not None:
        return known
    loop = current_loop()
    if not isinstance(loop, asyncio.AbstractEventLoop):
        return await _asked(client, scheme, store, key)  # Locks of asyncio mean nothing to trio.
    async with store.loops.setdefault(loop, asyncio.Lock()):
        return store.valid(key) or await _asked(client, scheme, store, key)


async def _asked(client: AsyncClient, scheme: Scheme, store: _Store, key: Key) -> str:
    flow = _flow(client, scheme)
    request = next(flow)
    while True:
        try:
            request = flow.send(await _asent(client, request))
        except StopIteration as done:
            store.tokens[key] = done.value
            value: str = done.value.value
            return value


async def _asent(client: AsyncClient, request: httpx2.Request) -> httpx2.Response:
    attempt = 0
    while True:
        failure: Exception | None = None
        response: httpx2.Response | None = None
        try:
            response = await client._pool.get().send(request, follow_redirects=False)
        except Exception as error:
            failure = transport_error(error, request, None)
            if failure is None:
                raise
        delay = _pause(client, attempt, response)
        if delay is None:
            break
        await client._sleep(delay)
        attempt += 1
    if response is None:
        assert failure is not None
        raise failure
    return response


def _pause(client: SyncClient | AsyncClient, attempt: int, response: httpx2.Response | None) -> float | None:
    """Seconds to wait before asking again; None when the answer stands, or the client has tried often enough."""
    if attempt >= client.max_retries:
        return None
    if response is not None and not should_retry(response.status_code, response.headers):
        return None
    return retry_delay(attempt, None if response is None else response.headers)


def forget(client: SyncClient | AsyncClient, scheme: Scheme, value: str) -> bool:
    """Drop a token that the server did not take; False when it was not one that the client had asked for."""
    store, key = _store(client), _key(client, scheme)
    known = store.tokens.get(key)
    if known is None or known.value != value:
        return False
    del store.tokens[key]
    return True


def _flow(client: SyncClient | AsyncClient, scheme: Scheme) -> Flow:
    """Ask for a token: the secret goes in the Authorization header, as every server has to understand, and in the
    body for those that refuse it there (RFC 6749 section 2.3.1).
    """
    address = scheme.token_url
    if not address:
        found = yield _request(client, "GET", scheme.discovery_url or "", {})
        body = error_body(found.content)
        address = str(body.get("token_endpoint") or "") if is_mapping(body) else ""
        if not address:
            raise TokenError(f"{scheme.discovery_url} names no token endpoint (status {found.status_code}).")
    id, secret = _text(client, scheme.client_id), _text(client, scheme.client_secret)
    form = {"grant_type": "client_credentials"}
    scopes = _text(client, scheme.scopes_argument) or " ".join(scheme.scopes)
    if scopes:
        form["scope"] = scopes
    response = yield _request(client, "POST", address, form, _basic(id, secret))
    if response.status_code in (400, 401):
        again = yield _request(client, "POST", address, {**form, "client_id": id, "client_secret": secret})
        response = again if again.is_success or response.status_code == 401 else response
    return _granted(response, [secret])


def _basic(id: str, secret: str) -> str:
    pair = f"{quote_plus(id)}:{quote_plus(secret)}"
    return "Basic " + base64.b64encode(pair.encode()).decode("ascii")


def _request(
    client: SyncClient | AsyncClient, method: str, address: str, form: dict[str, str], authorization: str = ""
) -> httpx2.Request:
    url = urljoin(str(client.base_url), address)
    headers = [
        (b"Accept", b"application/json"),
        (b"User-Agent", client.user_agent.encode("ascii", "replace")),
    ]
    if form:
        headers.append((b"Content-Type", b"application/x-www-form-urlencoded"))
    if authorization:
        headers.append((b"Authorization", authorization.encode("ascii")))
    content = urlencode(form).encode("ascii") if form else None
    return client._pool.build(method, url, headers, content, client._default_extension())


def _granted(response: httpx2.Response, secrets: list[str]) -> Token:
    body = error_body(response.content)
    value = body.get("access_token") if is_mapping(body) else None
    if not response.is_success or not is_mapping(body) or not isinstance(value, str) or not value:
        words = [body.get("error"), body.get("error_description")] if is_mapping(body) else [body]
        said = ": ".join(str(word)[:300] for word in words if word)
        raise TokenError(hide(f"No access token (status {response.status_code}): {said}", secrets))
    try:
        life = float(str(body.get("expires_in")))
    except ValueError:
        life = float("inf")
    return Token(value, time.monotonic() + life - min(_MARGIN, life / 10))
