"""Keys of workloads that prove themselves by the certificate of their TLS connection (RFC 8705 section 2).

The token is asked for over the client's own connections, because they show the certificate.  The steps are a generator
that yields requests and is sent responses or failures; the sync and the async client drive it.
"""

from __future__ import annotations

import json
import math
import re
import threading
import time
from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, Literal, NotRequired, Protocol, TypeAlias
from urllib.parse import urlsplit

from typing_extensions import TypedDict

from .._runtime.errors import SDKError
from .._runtime.narrow import is_object
from .._runtime.outcome import transport_error
from .._runtime.retry import retry_delay, should_retry
from .._runtime.transport import timeout_extension
from .._runtime.urls import origin_of
from .._runtime.waiting import current_loop
from .workload import GRANT, REFRESH_BUFFER, OAuthError

if TYPE_CHECKING:
    import asyncio

    import httpx2

    from .._runtime.async_client import AsyncClient
    from .._runtime.call import Call
    from .._runtime.client import SyncClient

__all__ = [
    "X509WorkloadIdentity",
    "X509WorkloadIdentityAuth",
    "guard",
    "is_x509_workload_identity",
    "x509_workload_identity",
]

TOKEN_URL = "https://mtls.auth.openai.com/oauth/token"
TOKEN_TYPE = "urn:openai:params:oauth:token-type:x509"
_MEMBERS = frozenset({"type", "identity_provider_id", "service_account_id", "refresh_buffer_seconds"})
_BEARER = re.compile(r"[A-Za-z0-9\-._~+/]+=*")
"""What a bearer token may consist of (RFC 6750 section 2.1)."""
_CREDENTIALS = frozenset({b"api-key", b"x-api-key", b"proxy-authorization"})
"""Headers, with hyphens and in lower case, that carry other credentials."""
_MAX_RETRIES = 2

Step: TypeAlias = "httpx2.Response | Exception"
Flow: TypeAlias = "Generator[float | httpx2.Request, Step | None, None]"


class X509WorkloadIdentity(TypedDict):
    """Who a workload is; the certificate that proves it belongs to the HTTP client."""

    type: Literal["x509"]
    identity_provider_id: str
    service_account_id: str
    refresh_buffer_seconds: NotRequired[float]


class _Sender(Protocol):
    """What the exchange needs of a client."""

    max_retries: int
    timeout: Any
    _pool: Any


def x509_workload_identity(
    *, identity_provider_id: str, service_account_id: str, refresh_buffer_seconds: float | None = None
) -> X509WorkloadIdentity:
    """The identity of a workload with a certificate.  `refresh_buffer_seconds`: how early a token is renewed."""
    identity: X509WorkloadIdentity = {
        "type": "x509",
        "identity_provider_id": identity_provider_id,
        "service_account_id": service_account_id,
    }
    if refresh_buffer_seconds is not None:
        identity["refresh_buffer_seconds"] = refresh_buffer_seconds
    return identity


def is_x509_workload_identity(identity: object) -> bool:
    """Whether an identity is one of a certificate."""
    return is_object(identity) and identity.get("type") == "x509"


def guard(call: Call, base_url: str) -> None:
    """Keep a call to where its token belongs.  Raises SDKError for another server or host, or an insecure one."""
    url = str(call.url)
    if not url.lower().startswith("https://"):
        raise SDKError("The credentials of a certificate are sent over HTTPS only")
    parts = urlsplit(url)
    if origin_of(url) != origin_of(base_url) or parts.username is not None or "\\" in url:
        raise SDKError(
            "The credentials of a certificate are not sent to another origin than that of the base URL"
        )
    port = parts.port or 443
    for name, value in call.headers:
        if name.lower().replace(b"_", b"-") in _CREDENTIALS:
            raise SDKError("A certificate's identity is not mixed with other credentials in the headers")
        host = value.decode("latin-1").strip().lower()
        if name.lower() == b"host" and host not in (parts.hostname, f"{parts.hostname}:{port}"):
            raise SDKError("The Host header names another authority than the base URL")
    call.follow_redirects = False


class X509WorkloadIdentityAuth:
    """Access tokens for one identity, kept until shortly before their end.  Threads and tasks may share one."""

    def __init__(self, *, workload_identity: X509WorkloadIdentity) -> None:
        self.workload_identity: Mapping[str, Any] = _checked(workload_identity)
        self._lock = threading.Lock()
        self._loops: dict[object, asyncio.Lock] = {}
        self._cached_token: str | None = None
        self._cached_token_expires_at_monotonic: float | None = None
        self._cached_token_refresh_at_monotonic: float | None = None

    def invalidate_token(self, token: str | None = None) -> None:
        """Forget the access token (only `token`, where that is given): the next call exchanges anew."""
        if token is None or token == self._cached_token:
            self._cached_token = None

    def token_for(self, client: SyncClient) -> str:
        """The access token, exchanged over the connections of `client` when it nears its end.

        Raises OAuthError when the exchange is refused, SDKError when its answer makes no sense, and the package's
        connection errors.
        """
        with self._lock:
            flow = self._exchange(client) if self._valid() is None else None
            step: Step | None = None
            while flow is not None:
                try:
                    request = flow.send(step)
                except StopIteration:
                    break
                step = None
                if isinstance(request, (float, int)):
                    time.sleep(request)
                    continue
                try:
                    step = client._pool.get().send(request, follow_redirects=False, auth=None)
                except Exception as error:
                    step = error
            return self._valid() or ""

    async def async_token_for(self, client: AsyncClient) -> str:
        """The same for async clients, without a thread."""
        import asyncio

        loop = current_loop()
        if not isinstance(loop, asyncio.AbstractEventLoop):
            return await self._renewed(client)  # Locks of asyncio mean nothing to trio.
        async with self._loops.setdefault(loop, asyncio.Lock()):
            return await self._renewed(client)

    async def _renewed(self, client: AsyncClient) -> str:
        flow = self._exchange(client) if self._valid() is None else None
        step: Step | None = None
        while flow is not None:
            try:
                request = flow.send(step)
            except StopIteration:
                break
            step = None
            if isinstance(request, (float, int)):
                await client._sleep(request)
                continue
            try:
                step = await client._pool.get().send(request, follow_redirects=False, auth=None)
            except Exception as error:
                step = error
        return self._valid() or ""

    def _valid(self) -> str | None:
        """The stored token while it lasts."""
        now = time.monotonic()
        ends = (self._cached_token_refresh_at_monotonic, self._cached_token_expires_at_monotonic)
        return self._cached_token if all(end is not None and now < end for end in ends) else None

    def _exchange(self, client: SyncClient | AsyncClient) -> Flow:
        """Ask for a token, at most twice more when the server is busy or out of reach."""
        retries = min(client.max_retries, _MAX_RETRIES)
        for attempt in range(retries + 1):
            request = self._request(client)
            step = yield request
            headers: Mapping[str, str] | None = None
            if isinstance(step, Exception):
                failure = transport_error(step, request, None)
                if failure is None:
                    raise step
                if attempt == retries:
                    raise failure
            elif step is not None:
                headers = step.headers
                if step.is_success or attempt == retries or not should_retry(step.status_code, headers):
                    self._store(step)
                    return
            yield retry_delay(attempt, headers)

    def _request(self, client: _Sender) -> httpx2.Request:
        identity = self.workload_identity
        body = {
            "grant_type": GRANT,
            "subject_token_type": TOKEN_TYPE,
            "identity_provider_id": identity["identity_provider_id"],
            "service_account_id": identity["service_account_id"],
        }
        headers = [(b"Accept", b"application/json"), (b"Content-Type", b"application/json")]
        content = json.dumps(body).encode()
        request: httpx2.Request = client._pool.build(
            "POST", TOKEN_URL, headers, content, timeout_extension(client.timeout)
        )
        # Nothing that the HTTP client adds to requests of the API belongs here.
        for name in ("authorization", "cookie"):
            if name in request.headers:
                del request.headers[name]
        return request

    def _store(self, response: httpx2.Response) -> None:
        """Keep the token of an answer.  Messages never repeat what the server wrote but for the code of an error."""
        try:
            data: Any = response.json()
        except ValueError:
            data = None
        known: dict[str, Any] = data if is_object(data) else {}
        if response.status_code in (400, 401, 403):
            code = known.get("error")
            raise OAuthError(response=response, body={"error": code} if isinstance(code, str) else None)
        if not response.is_success:
            raise SDKError(f"The token exchange failed with status {response.status_code}")
        token, kind, lifetime = (
            known.get("access_token"),
            known.get("token_type", "Bearer"),
            known.get("expires_in"),
        )
        if not isinstance(kind, str) or kind.lower() != "bearer":
            raise SDKError("The token exchange did not answer with the Bearer token type")
        if not isinstance(token, str) or not _BEARER.fullmatch(token):
            raise SDKError("The token exchange did not answer with a valid Bearer access_token")
        seconds = _finite(lifetime)
        if seconds is None or seconds <= 0:
            raise SDKError("The token exchange did not answer with a positive number in expires_in")
        buffer = min(self.workload_identity.get("refresh_buffer_seconds", REFRESH_BUFFER), seconds / 2)
        now = time.monotonic()
        self._cached_token = token
        self._cached_token_expires_at_monotonic = now + seconds
        self._cached_token_refresh_at_monotonic = now + seconds - buffer


def _checked(identity: Mapping[str, Any]) -> dict[str, Any]:
    """A copy of an identity.  Raises SDKError for members that do not belong there; their values are not shown."""
    if "provider" in identity or "client_id" in identity:
        raise SDKError("An X.509 workload identity does not accept a subject-token provider or client ID")
    if not _MEMBERS.issuperset(identity):
        raise SDKError("An X.509 workload identity takes only identity IDs and an optional refresh buffer")
    for name in ("identity_provider_id", "service_account_id"):
        value = identity.get(name)
        if not isinstance(value, str) or not value.strip():
            raise SDKError(f"An X.509 workload identity needs a non-empty `{name}`")
    if "refresh_buffer_seconds" in identity:
        buffer = _finite(identity["refresh_buffer_seconds"])
        if buffer is None or buffer < 0:
            raise SDKError(
                "An X.509 workload identity needs a finite, non-negative refresh buffer in seconds"
            )
    return dict(identity)


def _finite(value: object) -> float | None:
    """A number of seconds; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    try:
        seconds = float(value)
    except OverflowError:
        return None
    return seconds if math.isfinite(seconds) else None
