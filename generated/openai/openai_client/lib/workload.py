"""Keys of workloads: a token that the platform gives (Kubernetes, Azure, Google Cloud) is exchanged for an access token.

The exchange follows RFC 8693.  Clients take the identity as `workload_identity`.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NotRequired

from typing_extensions import TypedDict

from .._runtime.errors import AuthenticationError, SDKError
from .._runtime.narrow import is_object
from .._runtime.waiting import in_thread

if TYPE_CHECKING:
    import httpx2

__all__ = [
    "OAuthError",
    "SubjectTokenProvider",
    "SubjectTokenProviderError",
    "SubjectTokenWorkloadIdentity",
    "WorkloadIdentity",
    "WorkloadIdentityAuth",
    "azure_managed_identity_token_provider",
    "gcp_id_token_provider",
    "k8s_service_account_token_provider",
]

TOKEN_URL = "https://auth.openai.com/oauth/token"
GRANT = "urn:ietf:params:oauth:grant-type:token-exchange"
TOKEN_TYPES = {
    "jwt": "urn:ietf:params:oauth:token-type:jwt",
    "id": "urn:ietf:params:oauth:token-type:id_token",
}
REFRESH_BUFFER = 300.0
"""Seconds before its end at which an access token is renewed."""


class OAuthError(AuthenticationError):
    """The exchange of tokens was refused; `error` is the code of RFC 6749 section 5.2."""

    error: str | None

    def __init__(self, *, response: httpx2.Response, body: object | None) -> None:
        data: dict[str, Any] = body if is_object(body) else {}
        described = data.get("error_description") or data.get("error")
        super().__init__(str(described or "The token exchange failed."), response=response, body=body)
        self.error = data.get("error")


class SubjectTokenProviderError(SDKError):
    """The platform did not give a token."""

    def __init__(self, message: str, *, response: httpx2.Response | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.response = response


class SubjectTokenProvider(TypedDict):
    """Where a workload's own token comes from; `get_token` is called for every exchange."""

    token_type: Literal["jwt", "id"]
    get_token: Callable[[], str]


class WorkloadIdentity(TypedDict):
    """Who a workload is, and the token that proves it."""

    identity_provider_id: str
    service_account_id: str
    provider: SubjectTokenProvider
    refresh_buffer_seconds: NotRequired[float]


SubjectTokenWorkloadIdentity = WorkloadIdentity


class WorkloadIdentityAuth:
    """Access tokens for a workload, kept until shortly before their end.  Threads may share one."""

    def __init__(self, *, workload_identity: WorkloadIdentity, token_exchange_url: str = TOKEN_URL) -> None:
        self.workload_identity = workload_identity
        self.token_exchange_url = token_exchange_url
        self._lock = threading.Lock()
        self._token = ""
        self._renew_at = 0.0

    def get_token(self) -> str:
        """The access token, exchanged anew when it nears its end.

        Raises OAuthError when the exchange is refused, SubjectTokenProviderError when there is nothing to exchange.
        """
        with self._lock:
            if not self._token or time.monotonic() >= self._renew_at:
                self._exchange()
            return self._token

    async def get_token_async(self) -> str:
        """The same off the event loop."""
        return await in_thread(self.get_token)

    def token_for(self, client: object) -> str:
        """The access token, whichever client asks."""
        del client
        return self.get_token()

    async def async_token_for(self, client: object) -> str:
        """The same off the event loop."""
        del client
        return await self.get_token_async()

    def invalidate_token(self, token: str | None = None) -> None:
        """Forget the access token (only `token`, where that is given): the next call exchanges anew."""
        with self._lock:
            if token is None or token == self._token:
                self._token = ""

    def _exchange(self) -> None:
        import httpx2

        identity = self.workload_identity
        provider = identity["provider"]
        subject_token = provider["get_token"]()
        if not subject_token:
            raise SubjectTokenProviderError("The provider gave an empty token.")
        request = {
            "grant_type": GRANT,
            "subject_token": subject_token,
            "subject_token_type": TOKEN_TYPES[provider["token_type"]],
            "identity_provider_id": identity["identity_provider_id"],
            "service_account_id": identity["service_account_id"],
        }
        with httpx2.Client(follow_redirects=False) as client:
            response = client.post(self.token_exchange_url, json=request)
        self._store(response)

    def _store(self, response: httpx2.Response) -> None:
        try:
            data: Any = response.json()
        except ValueError:
            data = None
        token = data.get("access_token") if is_object(data) else None
        if not response.is_success or not isinstance(token, str) or not token:
            raise OAuthError(response=response, body=data)
        lifetime = data.get("expires_in")
        seconds = float(lifetime) if isinstance(lifetime, (int, float)) and lifetime > 0 else REFRESH_BUFFER
        buffer = self.workload_identity.get("refresh_buffer_seconds", REFRESH_BUFFER)
        self._token = token
        self._renew_at = time.monotonic() + max(seconds - buffer, seconds / 2)


def k8s_service_account_token_provider(
    token_file_path: str | Path = "/var/run/secrets/kubernetes.io/serviceaccount/token",
) -> SubjectTokenProvider:
    """The token that Kubernetes mounts into a pod; read again for every exchange, because it is rotated."""

    def get_token() -> str:
        try:
            token = Path(token_file_path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise SubjectTokenProviderError(f"The token file {token_file_path} cannot be read.") from error
        if not token:
            raise SubjectTokenProviderError(f"The token file {token_file_path} is empty.")
        return token

    return {"token_type": "jwt", "get_token": get_token}


def azure_managed_identity_token_provider(
    resource: str = "https://management.azure.com/",
    *,
    object_id: str | None = None,
    client_id: str | None = None,
    msi_res_id: str | None = None,
    api_version: str = "2018-02-01",
    timeout: float = 10.0,
    http_client: httpx2.Client | None = None,
) -> SubjectTokenProvider:
    """The token of the managed identity of an Azure machine, from its metadata service.  `timeout` in seconds."""
    chosen = {"object_id": object_id, "client_id": client_id, "msi_res_id": msi_res_id}
    params = {"api-version": api_version, "resource": resource}
    params.update({name: value for name, value in chosen.items() if value is not None})
    url = "http://169.254.169.254/metadata/identity/oauth2/token"

    def get_token() -> str:
        response = _metadata(url, params, {"Metadata": "true"}, timeout, http_client)
        try:
            data: Any = response.json()
        except ValueError:
            data = None
        token = data.get("access_token") if is_object(data) else None
        if not isinstance(token, str) or not token:
            raise SubjectTokenProviderError("The metadata service gave no token.", response=response)
        return token

    return {"token_type": "jwt", "get_token": get_token}


def gcp_id_token_provider(
    audience: str = "https://api.openai.com/v1",
    *,
    timeout: float = 10.0,
    http_client: httpx2.Client | None = None,
) -> SubjectTokenProvider:
    """The identity token of a Google Cloud machine, from its metadata service.  `timeout` in seconds."""
    url = "http://metadata.google.internal/computeMetadata/v1/instance/service-accounts/default/identity"

    def get_token() -> str:
        response = _metadata(url, {"audience": audience}, {"Metadata-Flavor": "Google"}, timeout, http_client)
        token = response.text.strip()
        if not token:
            raise SubjectTokenProviderError("The metadata service gave no token.", response=response)
        return token

    return {"token_type": "id", "get_token": get_token}


def _metadata(
    url: str, params: dict[str, str], headers: dict[str, str], timeout: float, custom: httpx2.Client | None
) -> httpx2.Response:
    """Ask a metadata service of the platform.  Raises SubjectTokenProviderError."""
    import httpx2

    client = custom or httpx2.Client(trust_env=False)
    try:
        response = client.get(url, params=params, headers=headers, timeout=timeout)
    except httpx2.HTTPError as error:
        raise SubjectTokenProviderError("The metadata service cannot be reached.") from error
    finally:
        if custom is None:
            client.close()
    if not response.is_success:
        raise SubjectTokenProviderError(
            f"The metadata service answered with status {response.status_code}.", response=response
        )
    return response
