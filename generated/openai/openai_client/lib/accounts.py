"""What constructors of the clients take beyond keys: a workload's identity, and the region of the data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Self, cast
from weakref import ref

from .._runtime.async_client import AsyncClient
from .._runtime.base import BaseClient
from .._runtime.client import SyncClient
from .._runtime.errors import SDKError
from .._runtime.sentinels import NotGiven, not_given

if TYPE_CHECKING:
    from .._runtime.call import Call
    from .._runtime.definition import ClientDefinition
    from .._runtime.operation import Operation
    from .workload import WorkloadIdentityAuth
    from .x509 import X509WorkloadIdentityAuth

__all__ = ["Accounts", "AsyncAccounts"]

_KEY = "ApiKeyAuth"
_EXCLUSIVE = "The `{}` and `{}` arguments are mutually exclusive"


def is_certified(identity: object) -> bool:
    """Whether the identity is that of a certificate."""
    kind: Any = identity
    return isinstance(identity, dict) and kind.get("type") == "x509"


class _Accounts(BaseClient):
    """What both kinds of client have in common."""

    workload_identity: Any
    data_residency: Any
    _workload_identity_auth: WorkloadIdentityAuth | X509WorkloadIdentityAuth | None = None

    def _configure(
        self,
        definition: ClientDefinition,
        credentials: Mapping[str, object],
        options: Mapping[str, object],
        base_url: Any,
        *rest: Any,
    ) -> None:
        identity, region = options.get("workload_identity"), options.get("data_residency")
        self.workload_identity = identity
        if region is not None:
            if not isinstance(base_url, NotGiven):
                raise ValueError(_EXCLUSIVE.format("base_url", "data_residency"))
            if options.get("websocket_base_url") is not None:
                raise ValueError(_EXCLUSIVE.format("data_residency", "websocket_base_url"))
            from .regions import url_of

            base_url = url_of(region, mutual_tls=is_certified(identity))
        if identity is not None:
            if credentials.get(_KEY) is not None:
                raise SDKError(_EXCLUSIVE.format("api_key", "workload_identity"))
            self._workload_identity_auth = _auth_of(identity)
            credentials = {**credentials, _KEY: self._workload_key()}
        super()._configure(definition, credentials, options, base_url, *rest)

    def _workload_key(self) -> Callable[[], Any]:
        """A function that gives the access token of the workload, and does not keep this client alive."""
        raise NotImplementedError

    def _set_base_url(self, url: object) -> None:
        certified = is_certified(self.workload_identity)
        if certified and (url is None or isinstance(url, NotGiven)):
            from .regions import MUTUAL_TLS_URLS

            url = self._url_from_env() or MUTUAL_TLS_URLS["global"]
        if certified and not str(url).lower().startswith("https://"):
            raise SDKError(
                "A certificate's identity is sent over HTTPS only: the base URL must be an https:// one"
            )
        super()._set_base_url(url)

    def _headers_from_env(self) -> dict[str, str]:
        # An identity is not overruled by what happens to stand in the environment.
        kept = super()._headers_from_env()
        if self.workload_identity is None:
            return kept
        return {name: value for name, value in kept.items() if name.lower() != "authorization"}

    def _prepare(self, operation: Operation[Any, Any], **arguments: Any) -> Call:
        call = super()._prepare(operation, **arguments)
        if is_certified(self.workload_identity):
            from .x509 import guard

            guard(call, str(self.base_url))
        return call

    def _renewable(self, call: Call) -> bool:
        auth = self._workload_identity_auth
        asked = any(scheme.name == _KEY for scheme in call.schemes)
        if auth is None or not asked or call.renewed or not call.replayable:
            return super()._renewable(call)
        auth.invalidate_token(call.secrets[-1] if call.secrets else None)
        call.renewed = True
        return True

    def _copied_arguments(
        self, credentials: Mapping[str, object], options: Mapping[str, object], **changes: Any
    ) -> dict[str, Any]:
        arguments = super()._copied_arguments(credentials, options, **changes)
        identity = options.get("workload_identity")
        if credentials.get(_KEY) is not None:
            arguments["workload_identity"] = identity
        elif arguments["workload_identity"] is not None:
            arguments["api_key"] = None
        arguments.update(self._addresses(changes.get("base_url"), options, arguments["workload_identity"]))
        return arguments

    def _addresses(
        self, base_url: object, options: Mapping[str, object], identity: object
    ) -> dict[str, object]:
        """Base URL and region of a copy: what is given now replaces what was given before."""
        region, socket = options.get("data_residency"), options.get("websocket_base_url")
        passed = not isinstance(base_url, NotGiven)
        if region is not None and passed:
            raise ValueError(_EXCLUSIVE.format("base_url", "data_residency"))
        moved = is_certified(identity) != is_certified(self.workload_identity)
        if region is None and moved and (not passed or base_url is None):
            from .regions import region_of

            region = region_of(self._template)
        if region is not None:
            return {"data_residency": region, "base_url": not_given, "websocket_base_url": socket}
        if self.data_residency is None:
            return {}
        if (passed and base_url is not None) or socket is not None:
            return {
                "data_residency": None,
                **({} if passed and base_url is not None else {"base_url": self._template}),
            }
        return {"base_url": not_given}

    def _share_workload(self, copied: _Accounts) -> None:
        """Copies for the same workload over the same connections use the same token."""
        same = copied.workload_identity is self.workload_identity
        if same and copied.__dict__["_pool"] is self.__dict__["_pool"]:
            copied._workload_identity_auth = self._workload_identity_auth


class Accounts(_Accounts):
    """For sync clients."""

    def _workload_key(self) -> Callable[[], Any]:
        alive = ref(cast("SyncClient", self))

        def token() -> str:
            client: Any = alive()
            return cast("str", client._workload_identity_auth.token_for(client))

        return token

    def _copy(self, **arguments: Any) -> Self:
        copied = cast("Self", SyncClient._copy(cast("SyncClient", self), **arguments))
        self._share_workload(copied)
        return copied


class AsyncAccounts(_Accounts):
    """For async clients."""

    def _workload_key(self) -> Callable[[], Any]:
        alive = ref(cast("AsyncClient", self))

        async def token() -> str:
            client: Any = alive()
            return cast("str", await client._workload_identity_auth.async_token_for(client))

        return token

    def _copy(self, **arguments: Any) -> Self:
        copied = cast("Self", AsyncClient._copy(cast("AsyncClient", self), **arguments))
        self._share_workload(copied)
        return copied


def _auth_of(identity: Any) -> Any:
    """What gets the tokens of an identity.  Raises SDKError for an identity that makes no sense."""
    if is_certified(identity):
        from .x509 import X509WorkloadIdentityAuth

        return X509WorkloadIdentityAuth(workload_identity=identity)
    from .workload import WorkloadIdentityAuth

    return WorkloadIdentityAuth(workload_identity=identity)
