"""Clients of Azure OpenAI: deployments in the path, a version in the query, keys or Entra tokens in the headers."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, Self, TypeAlias, cast

from .._client import _DEFINITION, AsyncOpenAI, OpenAI
from .._runtime.async_client import AsyncClient
from .._runtime.base import BaseClient
from .._runtime.client import SyncClient
from .._runtime.errors import SDKError
from .._runtime.narrow import is_awaitable
from .._runtime.sentinels import NotGiven, not_given
from ._azure_auth import (
    API_KEY_SENTINEL,
    KEY,
    TOKEN,
    MutuallyExclusiveAuthError,
    azure_definition,
    chosen,
    only_one,
    refuse_workloads,
)
from ._azure_routes import DEPLOYMENT_PATHS, AzureRoutes, endpoint_url

if TYPE_CHECKING:
    import httpx2

    from .._runtime.aliases import TimeoutTypes, URLTypes
    from .._runtime.call import Call, Plan
    from .._runtime.definition import Scheme
    from .._runtime.operation import Operation

__all__ = [
    "API_KEY_SENTINEL",
    "AsyncAzureADTokenProvider",
    "AsyncAzureOpenAI",
    "AzureADTokenProvider",
    "AzureOpenAI",
    "MutuallyExclusiveAuthError",
    "_deployments_endpoints",
]

AzureADTokenProvider: TypeAlias = Callable[[], str]
"""Gives the current Entra token; asked before every attempt."""
AsyncAzureADTokenProvider: TypeAlias = Callable[[], str | Awaitable[str]]
"""Gives the current Entra token, or an awaitable of it; asked before every attempt."""

_deployments_endpoints = DEPLOYMENT_PATHS


_AZURE = azure_definition(_DEFINITION)


class _AzureClient(BaseClient):
    """What the sync and the async client have in common."""

    _api_version: str
    _azure_deployment: str | None
    _azure_endpoint: str | None
    _routes: AzureRoutes

    def _prepare(self, operation: Operation[Any, Any], **arguments: Any) -> Call:
        if operation.path == "/realtime":
            arguments = self._routes.realtime(arguments)
            if self.__dict__.get("websocket_base_url"):
                return super()._prepare(operation, **arguments)
        routed = self._routes.routed(operation, arguments.get("body"))
        if routed is not operation and arguments.get("plan") is not None:
            arguments["plan"] = self._make_plan(routed)
        call = super()._prepare(routed, **arguments)
        if not call.schemes and not any(name.lower() == b"api-key" for name, _ in call.headers):
            # A key has a header of its own: the caller's Authorization goes beside it.
            keys = [scheme for scheme in self._definition.schemes if scheme.name == KEY]
            call.schemes = tuple(scheme for scheme in keys if self._has_credential(scheme))
        return call

    def _schemes(self, operation: Operation[Any, Any], plan: Plan) -> tuple[Scheme, ...]:
        # Every operation takes the same credentials here; a key set by hand replaces them.
        if any(name.lower() == "api-key" for name in self._custom_headers):
            return ()
        for name in (TOKEN, KEY):
            scheme = next(scheme for scheme in self._definition.schemes if scheme.name == name)
            if self._has_credential(scheme):
                return (scheme,)
        return super()._schemes(operation, plan) if self._enforce_credentials else ()

    def _prepare_url(self, url: str) -> str:
        """Where a path leads that names no deployment."""
        return url if "://" in url else self._routes.root + "/" + url.lstrip("/")

    def _take_azure(
        self,
        base_url: object,
        endpoint: str | None,
        deployment: str | None,
        version: str | None,
        query: Mapping[str, object] | None,
    ) -> tuple[str, dict[str, object]]:
        """Base URL and query of every request.  Raises ValueError for what is missing or contradicts."""
        version = version or os.environ.get("OPENAI_API_VERSION")
        if not version:
            raise SDKError(
                "Azure needs an API version: pass `api_version`, or set the OPENAI_API_VERSION environment variable"
            )
        root, base = endpoint_url(base_url, endpoint, deployment)
        fixed = deployment if base != root else None
        self._api_version, self._azure_deployment, self._azure_endpoint = version, fixed, endpoint
        self._routes = AzureRoutes(root, fixed)
        return base, {"api-version": version, **(query or {})}

    def _azure_changes(
        self, base_url: object, version: str | None, default_query: Any, set_default_query: Any
    ) -> dict[str, Any]:
        """Arguments of a copy's constructor that only Azure has."""
        changed = base_url is not None and not isinstance(base_url, NotGiven)
        extra: dict[str, Any] = {"api_version": version or self._api_version}
        if changed:
            extra["base_url"] = base_url
        elif self._azure_deployment is not None:
            extra.update(base_url=self._routes.root, azure_deployment=self._azure_deployment, _is_root=True)
        if version is not None and set_default_query is None:
            query: dict[str, Any] = {**self._custom_query, **(default_query or {}), "api-version": version}
            extra["default_query"] = query
        return extra

    def _copied_arguments(
        self, credentials: Mapping[str, object], options: Mapping[str, object], **changes: Any
    ) -> dict[str, Any]:
        arguments = super()._copied_arguments(credentials, options, **changes)
        del arguments["data_residency"]
        if credentials:
            # Another kind of credential takes the place of the present one.
            arguments.update(dict.fromkeys(("api_key", "azure_ad_token")))
            names = {scheme.name: scheme.argument for scheme in self._definition.schemes}
            arguments.update({names[scheme]: value for scheme, value in credentials.items()})
        else:
            arguments["api_key"] = arguments["api_key"] or API_KEY_SENTINEL
        return arguments

    def _realtime_url(self, model: str) -> str:
        deployment = self._azure_deployment or model
        base = self._routes.root.replace("https://", "wss://", 1).replace("http://", "ws://", 1)
        return f"{base}/realtime?api-version={self._api_version}&deployment={deployment}"


class AzureOpenAI(_AzureClient, OpenAI):
    """Synchronous client of Azure OpenAI."""

    azure_ad_token: str | None

    def __init__(
        self,
        *,
        api_version: str | None = None,
        azure_endpoint: str | None = None,
        azure_deployment: str | None = None,
        api_key: str | Callable[[], str] | None = None,
        azure_ad_token: str | None = None,
        azure_ad_token_provider: AzureADTokenProvider | None = None,
        organization: str | None = None,
        project: str | None = None,
        webhook_secret: str | None = None,
        workload_identity: object = None,
        websocket_base_url: URLTypes | None = None,
        base_url: str | httpx2.URL | NotGiven | None = not_given,
        timeout: TimeoutTypes | NotGiven | None = not_given,
        max_retries: int = 2,
        default_headers: Mapping[str, str] | None = None,
        default_query: Mapping[str, object] | None = None,
        http_client: httpx2.Client | None = None,
        _strict_response_validation: bool = False,
        _enforce_credentials: bool = True,
        _is_root: bool = False,
    ) -> None:
        """Make a client.

        - `api_version`: the API's version; default: environment variable OPENAI_API_VERSION.
        - `azure_endpoint`: `https://NAME.openai.azure.com`; default: AZURE_OPENAI_ENDPOINT.
        - `azure_deployment`: deployment of all requests; without it the deployment is the `model` of each.
        - `api_key`: default: AZURE_OPENAI_API_KEY.
        - `azure_ad_token`: an Entra token; default: AZURE_OPENAI_AD_TOKEN.
        - `azure_ad_token_provider`: gives the current Entra token; asked before every attempt.
        - `base_url`: instead of an endpoint, the whole URL that paths are joined to.
        - `websocket_base_url`: the same for WebSockets; default: as for all requests.
        """
        refuse_workloads(workload_identity)
        base, query = self._take_azure(
            _rooted(base_url, azure_deployment, _is_root),
            azure_endpoint,
            azure_deployment,
            api_version,
            default_query,
        )
        SyncClient.__init__(
            self,
            _AZURE,
            credentials=chosen(api_key, azure_ad_token, azure_ad_token_provider),
            options={
                "organization": organization,
                "project": project,
                "webhook_secret": webhook_secret,
                "websocket_base_url": websocket_base_url,
            },
            base_url=base,
            timeout=timeout,
            max_retries=max_retries,
            default_headers=default_headers,
            default_query=query,
            http_client=http_client,
            _strict_response_validation=_strict_response_validation,
            _enforce_credentials=_enforce_credentials,
        )

    def copy(  # type: ignore[override]
        self,
        *,
        api_key: str | Callable[[], str] | None = None,
        organization: str | None = None,
        project: str | None = None,
        webhook_secret: str | None = None,
        workload_identity: object = None,
        websocket_base_url: URLTypes | None = None,
        api_version: str | None = None,
        azure_ad_token: str | None = None,
        azure_ad_token_provider: AzureADTokenProvider | None = None,
        base_url: str | httpx2.URL | NotGiven | None = None,
        timeout: TimeoutTypes | NotGiven | None = not_given,
        max_retries: int | NotGiven = not_given,
        default_headers: Mapping[str, str] | None = None,
        set_default_headers: Mapping[str, str] | None = None,
        default_query: Mapping[str, object] | None = None,
        set_default_query: Mapping[str, object] | None = None,
        http_client: httpx2.Client | None = None,
        _extra_kwargs: Mapping[str, object] = {},
    ) -> Self:
        """A client like this one, with some things changed; see `OpenAI.copy`."""
        refuse_workloads(workload_identity)
        extra = self._azure_changes(base_url, api_version, default_query, set_default_query)
        return self._copy(
            credentials=only_one(api_key, azure_ad_token, azure_ad_token_provider),
            options={
                "organization": organization,
                "project": project,
                "webhook_secret": webhook_secret,
                "websocket_base_url": websocket_base_url,
            },
            timeout=timeout,
            max_retries=max_retries,
            default_headers=default_headers,
            set_default_headers=set_default_headers,
            default_query=default_query,
            set_default_query=set_default_query,
            http_client=http_client,
            extra_kwargs={**extra, **_extra_kwargs},
        )

    with_options = copy  # type: ignore[assignment]

    def _configure_realtime(
        self, model: str, extra_query: Mapping[str, object]
    ) -> tuple[str, dict[str, str]]:
        """URL and headers of a realtime connection."""
        del extra_query
        token = self._get_azure_ad_token()
        if token:
            return self._realtime_url(model), {"Authorization": f"Bearer {token}"}
        key = self._providers["api_key"]() if "api_key" in self._providers else self.api_key
        return self._realtime_url(model), {"api-key": str(key)}

    def _get_azure_ad_token(self) -> str | None:
        """The present Entra token; None for clients with a key.  Raises ValueError when the function gives none."""
        provider = self._providers.get("azure_ad_token")
        return self.azure_ad_token if provider is None else cast("str", provider())


class AsyncAzureOpenAI(_AzureClient, AsyncOpenAI):
    """Asynchronous client of Azure OpenAI."""

    azure_ad_token: str | None

    def __init__(
        self,
        *,
        api_version: str | None = None,
        azure_endpoint: str | None = None,
        azure_deployment: str | None = None,
        api_key: str | Callable[[], str] | Callable[[], Awaitable[str]] | None = None,
        azure_ad_token: str | None = None,
        azure_ad_token_provider: AsyncAzureADTokenProvider | None = None,
        organization: str | None = None,
        project: str | None = None,
        webhook_secret: str | None = None,
        workload_identity: object = None,
        websocket_base_url: URLTypes | None = None,
        base_url: str | httpx2.URL | NotGiven | None = not_given,
        timeout: TimeoutTypes | NotGiven | None = not_given,
        max_retries: int = 2,
        default_headers: Mapping[str, str] | None = None,
        default_query: Mapping[str, object] | None = None,
        http_client: httpx2.AsyncClient | None = None,
        _strict_response_validation: bool = False,
        _enforce_credentials: bool = True,
        _is_root: bool = False,
    ) -> None:
        """Make a client.

        - `api_version`: the API's version; default: environment variable OPENAI_API_VERSION.
        - `azure_endpoint`: `https://NAME.openai.azure.com`; default: AZURE_OPENAI_ENDPOINT.
        - `azure_deployment`: deployment of all requests; without it the deployment is the `model` of each.
        - `api_key`: default: AZURE_OPENAI_API_KEY.
        - `azure_ad_token`: an Entra token; default: AZURE_OPENAI_AD_TOKEN.
        - `azure_ad_token_provider`: gives the current Entra token, or an awaitable; asked before every attempt.
        - `base_url`: instead of an endpoint, the whole URL that paths are joined to.
        - `websocket_base_url`: the same for WebSockets; default: as for all requests.
        """
        refuse_workloads(workload_identity)
        base, query = self._take_azure(
            _rooted(base_url, azure_deployment, _is_root),
            azure_endpoint,
            azure_deployment,
            api_version,
            default_query,
        )
        AsyncClient.__init__(
            self,
            _AZURE,
            credentials=chosen(api_key, azure_ad_token, azure_ad_token_provider),
            options={
                "organization": organization,
                "project": project,
                "webhook_secret": webhook_secret,
                "websocket_base_url": websocket_base_url,
            },
            base_url=base,
            timeout=timeout,
            max_retries=max_retries,
            default_headers=default_headers,
            default_query=query,
            http_client=http_client,
            _strict_response_validation=_strict_response_validation,
            _enforce_credentials=_enforce_credentials,
        )

    def copy(  # type: ignore[override]
        self,
        *,
        api_key: str | Callable[[], str] | Callable[[], Awaitable[str]] | None = None,
        organization: str | None = None,
        project: str | None = None,
        webhook_secret: str | None = None,
        workload_identity: object = None,
        websocket_base_url: URLTypes | None = None,
        api_version: str | None = None,
        azure_ad_token: str | None = None,
        azure_ad_token_provider: AsyncAzureADTokenProvider | None = None,
        base_url: str | httpx2.URL | NotGiven | None = None,
        timeout: TimeoutTypes | NotGiven | None = not_given,
        max_retries: int | NotGiven = not_given,
        default_headers: Mapping[str, str] | None = None,
        set_default_headers: Mapping[str, str] | None = None,
        default_query: Mapping[str, object] | None = None,
        set_default_query: Mapping[str, object] | None = None,
        http_client: httpx2.AsyncClient | None = None,
        _extra_kwargs: Mapping[str, object] = {},
    ) -> Self:
        """A client like this one, with some things changed; see `AsyncOpenAI.copy`."""
        refuse_workloads(workload_identity)
        extra = self._azure_changes(base_url, api_version, default_query, set_default_query)
        return self._copy(
            credentials=only_one(api_key, azure_ad_token, azure_ad_token_provider),
            options={
                "organization": organization,
                "project": project,
                "webhook_secret": webhook_secret,
                "websocket_base_url": websocket_base_url,
            },
            timeout=timeout,
            max_retries=max_retries,
            default_headers=default_headers,
            set_default_headers=set_default_headers,
            default_query=default_query,
            set_default_query=set_default_query,
            http_client=http_client,
            extra_kwargs={**extra, **_extra_kwargs},
        )

    with_options = copy  # type: ignore[assignment]

    async def _configure_realtime(
        self, model: str, extra_query: Mapping[str, object]
    ) -> tuple[str, dict[str, str]]:
        """URL and headers of a realtime connection."""
        del extra_query
        token = await self._get_azure_ad_token()
        if token:
            return self._realtime_url(model), {"Authorization": f"Bearer {token}"}
        key: Any = self._providers["api_key"]() if "api_key" in self._providers else self.api_key
        return self._realtime_url(model), {"api-key": str(await key if is_awaitable(key) else key)}

    async def _get_azure_ad_token(self) -> str | None:
        """The present Entra token; None for clients with a key.  Raises ValueError when the function gives none."""
        provider = self._providers.get("azure_ad_token")
        found: Any = self.azure_ad_token if provider is None else provider()
        return cast("str | None", await found if is_awaitable(found) else found)


def _rooted(base_url: Any, deployment: str | None, is_root: bool) -> Any:
    """A copy hands on the root and the deployment apart; anybody else's base URL is taken as it is."""
    return (cast("str", base_url), deployment) if is_root else base_url
