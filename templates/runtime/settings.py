"""What a client is set up with: credentials, options, URLs, defaults, and how a copy differs.  No I/O."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Literal, cast

from . import auth, logs
from .call import Plan
from .definition import ClientDefinition, Scheme
from .errors import SDKError
from .operation import Operation
from .query import QueryWriter
from .sentinels import NotGiven, Omit, not_given
from .transport import merge_params, parse_url, timeout_extension
from .urls import scalar_text

if TYPE_CHECKING:
    import httpx2

    from .aliases import TimeoutTypes

__all__ = ["ClientSettings", "checked_retries"]


def checked_retries(value: object) -> int:
    """A number of retries.  Raises TypeError for anything but an integer, ValueError for one below 0."""
    if value is None:
        raise TypeError("max_retries cannot be None; 0 means no retries")
    if not isinstance(value, int):
        raise TypeError(f"max_retries must be an integer, not {type(value).__name__}")
    if value < 0:
        raise ValueError("max_retries must not be negative")
    return value


class ClientSettings:
    """State common to both kinds of client."""

    _definition: ClientDefinition
    _platform: Literal["sync", "async"] = "sync"
    max_retries: int
    _strict_response_validation: bool

    def _configure(
        self,
        definition: ClientDefinition,
        credentials: Mapping[str, object],
        options: Mapping[str, object],
        base_url: str | httpx2.URL | NotGiven | None,
        timeout: TimeoutTypes | NotGiven | None,
        max_retries: int | NotGiven,
        default_headers: Mapping[str, str] | None,
        default_query: Mapping[str, object] | None,
        strict: bool,
        enforce: bool,
        custom: Any,
        /,
    ) -> None:
        """Fill in everything that a constructor takes.  Raises SDKError when no credential can be found."""
        self._definition = definition
        self._custom_headers: dict[str, Any] = {**self._headers_from_env(), **(default_headers or {})}
        self._custom_query: dict[str, object] = dict(default_query or {})
        self._strict_response_validation = strict
        self._enforce_credentials = enforce
        self.max_retries = self._checked_retries(max_retries)
        self.__dict__.update(auth.option_values(definition, options))
        self._set_base_url(base_url)
        self._timeout = self._chosen_timeout(timeout, custom)
        self._extension: dict[str, Any] | None = None
        self._providers: dict[str, Callable[[], Any]] = {}
        self._kept: dict[str, object] = {}
        self._plans: dict[Operation[Any, Any], Plan] = {}
        self._plan_state: tuple[object, ...] = ()
        self._writer = QueryWriter(definition.query_arrays, definition.query_objects)
        self._take_credentials(credentials)
        self._state_names = (
            *tuple(
                [scheme.argument for scheme in definition.schemes]
                + [option.name for option in definition.options]
            ),
            "_base",
        )
        logs.configure(definition.log_env, definition.logger)

    def _take_credentials(self, credentials: Mapping[str, object]) -> None:
        for scheme in self._definition.schemes:
            value = auth.credential_from(scheme, credentials.get(scheme.name))
            if callable(value):
                self._providers[scheme.argument] = value
                value = ""
            if self.__dict__.get(scheme.argument) is None:
                self.__dict__[scheme.argument] = value
        if not self._definition.insists:
            return
        alternatives = self._definition.security
        authorized = any(name.lower() == "authorization" for name in self._custom_headers)
        found = any(self._has_credential(scheme) for scheme in self._definition.schemes)
        if (
            self._enforce_credentials
            and alternatives
            and () not in alternatives
            and not (authorized or found)
        ):
            raise auth.missing_at_construction(self._definition)

    def _headers_from_env(self) -> dict[str, str]:
        variable = self._definition.headers_env
        lines = os.environ.get(variable, "").splitlines() if variable else []
        pairs = (line.partition(":") for line in lines if ":" in line)
        return {name.strip(): value.strip() for name, _, value in pairs}

    def _checked_retries(self, value: object) -> int:
        if isinstance(value, NotGiven):
            return self._definition.max_retries
        return checked_retries(value)

    def _chosen_timeout(self, timeout: TimeoutTypes | NotGiven | None, custom: Any) -> Any:
        """The caller's timeout, else that of the caller's HTTP client where it was changed, else the definition's."""
        if not isinstance(timeout, NotGiven):
            return timeout
        theirs = getattr(custom, "timeout", None)
        if theirs is not None and theirs.as_dict() != {
            "connect": 5.0,
            "read": 5.0,
            "write": 5.0,
            "pool": 5.0,
        }:
            return theirs
        return not_given

    # Public state

    @property
    def timeout(self) -> TimeoutTypes | None:
        """Timeout of requests that do not name one: seconds, an `httpx2.Timeout`, or None for no limit."""
        if self._timeout is not_given:
            import httpx2

            self._timeout = httpx2.Timeout(self._definition.timeout, connect=self._definition.connect_timeout)
        return cast("TimeoutTypes | None", self._timeout)

    @timeout.setter
    def timeout(self, value: TimeoutTypes | None) -> None:
        self._timeout = value
        self._extension = None

    def _default_extension(self) -> dict[str, Any]:
        if self._extension is None:
            if self._timeout is not_given:
                extension = timeout_extension(self._definition.timeout)
                extension["timeout"]["connect"] = self._definition.connect_timeout
                self._extension = extension
            else:
                self._extension = timeout_extension(self._timeout)
        return self._extension

    def _set_base_url(self, url: object) -> None:
        """The caller's URL, else the environment's, else the definition's; without a slash at its end."""
        if url is None or isinstance(url, NotGiven):
            url = self._url_from_env() or self._definition.base_url
        text = self._template = str(url)
        for option in self._definition.options:
            if option.variable is not None:
                text = text.replace("{" + option.variable + "}", str(self.__dict__.get(option.name) or ""))
        if not text.lower().startswith(("http://", "https://")):
            raise SDKError(f"The base URL must start with http:// or https://, not {text[:40]!r}.")
        base, _, query = text.partition("#")[0].partition("?")
        self._base = base.rstrip("/")
        self._base_query = query

    def _url_from_env(self) -> str:
        variable = self._definition.base_url_env
        return os.environ.get(variable, "").strip() if variable else ""

    @property
    def base_url(self) -> httpx2.URL:
        """The base URL, with a slash at its end."""
        return parse_url(merge_params(self._base + "/", self._base_query))

    @base_url.setter
    def base_url(self, url: httpx2.URL | str) -> None:
        self._set_base_url(url)

    @property
    def user_agent(self) -> str:
        """Value of the User-Agent header."""
        return f"{type(self).__name__}/Python {self._definition.version}"

    def platform_headers(self) -> dict[str, str]:
        """Headers that tell the server of this package and of the system that it runs on, where the target has them."""
        prefix = self._definition.platform_headers
        if not prefix:
            return {}
        from .platform_facts import platform_headers

        facts = platform_headers(self._definition.version, self._platform)
        return {prefix + name: value for name, value in facts.items()}

    @property
    def default_headers(self) -> dict[str, Any]:
        """Headers of every request, without the credentials."""
        headers: dict[str, Any] = {
            "Accept": "application/json",
            "Content-Type": "application/json",
            "User-Agent": self.user_agent,
            **self.platform_headers(),
            **self._definition.headers,
        }
        for option in self._definition.options:
            value = self.__dict__.get(option.name)
            if option.header is not None:
                headers[option.header] = Omit() if value is None else scalar_text(value)
        return {**headers, **self._custom_headers}

    @property
    def default_query(self) -> dict[str, object]:
        """Query parameters of every request, without the credentials."""
        query: dict[str, object] = dict(self._definition.query)
        for option in self._definition.options:
            value = self.__dict__.get(option.name)
            if option.query is not None and value is not None:
                query[option.query] = value
        return {**query, **self._custom_query}

    def _asks(self, argument: str, value: object) -> bool:
        """Whether a function has to be asked for a credential: the caller may have put another in its place."""
        return argument in self._providers and (not value or value == self._kept.get(argument))

    def _keep(self, argument: str, value: object) -> None:
        """Remember what a function gave."""
        self.__dict__[argument] = self._kept[argument] = value

    def _has_credential(self, scheme: Scheme) -> bool:
        if scheme.argument in self._providers or self.__dict__.get(scheme.argument):
            return True
        return scheme.client_id is not None and self._can_ask_for_token(scheme)

    def _can_ask_for_token(self, scheme: Scheme) -> bool:
        from .oauth import can_ask

        return can_ask(self.__dict__, scheme)

    def _certified(self) -> Any:
        """What TLS connections are verified with and show: see `http_auth.certified`."""
        from .http_auth import certified

        return certified(self._definition.schemes, self.__dict__) or True

    # Copies

    def _copied_arguments(
        self,
        credentials: Mapping[str, object],
        options: Mapping[str, object],
        *,
        base_url: str | httpx2.URL | NotGiven | None = None,
        timeout: TimeoutTypes | NotGiven | None = not_given,
        max_retries: int | NotGiven = not_given,
        default_headers: Mapping[str, str] | None = None,
        set_default_headers: Mapping[str, str] | None = None,
        default_query: Mapping[str, object] | None = None,
        set_default_query: Mapping[str, object] | None = None,
        _strict_response_validation: bool | None = None,
        enforce_credentials: bool | None = None,
    ) -> dict[str, Any]:
        """Arguments of the constructor for a client like this one, but for what is given.

        Raises ValueError when headers or parameters are to be both added and replaced.
        """
        for name, added, replaced in (
            ("default_headers", default_headers, set_default_headers),
            ("default_query", default_query, set_default_query),
        ):
            if added is not None and replaced is not None:
                raise ValueError(f"`{name}` and `set_{name}` arguments are mutually exclusive")
        arguments: dict[str, Any] = {}
        for scheme in self._definition.schemes:
            given_now = credentials.get(scheme.name)
            current = self._providers.get(scheme.argument) or self.__dict__.get(scheme.argument) or None
            arguments[scheme.argument] = current if given_now is None else given_now
        for option in self._definition.options:
            value = options.get(option.name)
            arguments[option.name] = self.__dict__.get(option.name) if value is None else value
        headers = {**self._custom_headers, **(default_headers or {})}
        query = {**self._custom_query, **(default_query or {})}
        strict = (
            self._strict_response_validation
            if _strict_response_validation is None
            else _strict_response_validation
        )
        keeps_url = base_url is None or isinstance(base_url, NotGiven)
        enforce = self._enforce_credentials if enforce_credentials is None else enforce_credentials
        return {
            **arguments,
            "base_url": self._template if keeps_url else base_url,
            "timeout": self._timeout if isinstance(timeout, NotGiven) else timeout,
            "max_retries": self.max_retries if isinstance(max_retries, NotGiven) else max_retries,
            "default_headers": headers if set_default_headers is None else set_default_headers,
            "default_query": query if set_default_query is None else set_default_query,
            "_strict_response_validation": strict,
            "_enforce_credentials": enforce,
        }

    def __repr__(self) -> str:
        return f"<{type(self).__name__} base_url={logs.redacted_url(self._base)!r}>"

    def __getstate__(self) -> object:
        raise TypeError(
            f"{type(self).__name__} holds connections and cannot be pickled; make one in each process"
        )
