"""What sync and async clients share: construction, and the making of a request from an operation.  No I/O."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, cast

from . import auth, logs
from .body import dump_json, given, unsupported
from .call import Call, Plan
from .definition import ClientDefinition, Scheme
from .errors import SDKError
from .files import source_of
from .form import dump_form
from .multipart import MultipartRules, form_data
from .operation import Operation
from .query import QueryWriter
from .retry import retry_delay, should_retry
from .sentinels import NotGiven, Omit, is_given, not_given
from .shapes import apply_shape
from .transport import header_pairs, merge_params, parse_url, timeout_extension
from .urls import expand_path, scalar_text

if TYPE_CHECKING:
    import httpx2

    from .aliases import TimeoutTypes

__all__ = ["BaseClient"]

_ACCEPT = {"json": "application/json", "text": "text/*", "stream": "text/event-stream", "none": "*/*", "binary": "*/*"}
_CONTENT = {"json": "application/json", "form": "application/x-www-form-urlencoded", "text": "text/plain"}
_NO_STYLES: Mapping[str, tuple[str, bool]] = {}


class BaseClient:
    """State and request building common to both kinds of client."""

    _definition: ClientDefinition
    max_retries: int
    _strict_response_validation: bool

    def _configure(
        self,
        definition: ClientDefinition,
        credentials: Mapping[str, object],
        options: Mapping[str, object],
        base_url: str | httpx2.URL | None,
        timeout: TimeoutTypes | None | NotGiven,
        max_retries: int | None | NotGiven,
        default_headers: Mapping[str, str] | None,
        default_query: Mapping[str, object] | None,
        strict: bool,
        custom: Any,
    ) -> None:
        """Fill in everything that a constructor takes.  Raises SDKError when no credential can be found."""
        self._definition = definition
        self._custom_headers: dict[str, Any] = {**self._headers_from_env(), **(default_headers or {})}
        self._custom_query: dict[str, object] = dict(default_query or {})
        self._strict_response_validation = strict
        self.max_retries = self._checked_retries(max_retries)
        self._set_base_url(base_url)
        self._timeout = self._chosen_timeout(timeout, custom)
        self._extension: dict[str, Any] | None = None
        self._providers: dict[str, Callable[[], Any]] = {}
        self._plans: dict[Operation[Any, Any], Plan] = {}
        self._plan_state: tuple[object, ...] = ()
        self._writer = QueryWriter(definition.query_arrays, definition.query_objects)
        self.__dict__.update(auth.option_values(definition, options))
        self._take_credentials(credentials)
        self._state_names = tuple(
            [scheme.argument for scheme in definition.schemes] + [option.name for option in definition.options]
        ) + ("_base",)
        logs.configure(definition.log_env)

    def _take_credentials(self, credentials: Mapping[str, object]) -> None:
        for scheme in self._definition.schemes:
            value = auth.credential_from(scheme, credentials.get(scheme.name))
            if callable(value):
                self._providers[scheme.argument] = value
                value = ""
            if self.__dict__.get(scheme.argument) is None:
                self.__dict__[scheme.argument] = value
        alternatives = self._definition.security
        authorized = any(name.lower() == "authorization" for name in self._custom_headers)
        if alternatives and () not in alternatives and not authorized:
            if not any(self._has_credential(scheme.argument) for scheme in self._definition.schemes):
                raise auth.missing_at_construction(self._definition)

    def _headers_from_env(self) -> dict[str, str]:
        variable = self._definition.headers_env
        lines = os.environ.get(variable, "").splitlines() if variable else []
        pairs = (line.partition(":") for line in lines if ":" in line)
        return {name.strip(): value.strip() for name, _, value in pairs}

    def _checked_retries(self, value: object) -> int:
        if value is None or isinstance(value, NotGiven):
            return self._definition.max_retries
        if not isinstance(value, int) or value < 0:
            raise ValueError("max_retries must be a number from 0")
        return value

    def _chosen_timeout(self, timeout: TimeoutTypes | None | NotGiven, custom: Any) -> Any:
        """The caller's timeout, else that of the caller's HTTP client where it was changed, else the definition's."""
        if not isinstance(timeout, NotGiven):
            return timeout
        theirs = getattr(custom, "timeout", None)
        if theirs is not None and theirs.as_dict() != {"connect": 5.0, "read": 5.0, "write": 5.0, "pool": 5.0}:
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
        if url is None:
            variable = self._definition.base_url_env
            url = (os.environ.get(variable, "").strip() if variable else "") or self._definition.base_url
        text = str(url)
        if not text.lower().startswith(("http://", "https://")):
            raise SDKError(f"The base URL must start with http:// or https://, not {text[:40]!r}.")
        base, _, query = text.partition("#")[0].partition("?")
        self._base = base.rstrip("/")
        self._base_query = query

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

    @property
    def default_headers(self) -> dict[str, Any]:
        """Headers of every request, without the credentials."""
        headers: dict[str, Any] = {
            "Accept": "application/json",
            "Content-Type": "application/json",
            "User-Agent": self.user_agent,
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

    # Plans: what is constant for one operation

    def _plan(self, operation: Operation[Any, Any]) -> Plan:
        """The constant part of an operation's requests; forgotten when a key, an option or the base URL changes."""
        attributes = self.__dict__
        state = tuple([attributes[name] for name in self._state_names])
        if state != self._plan_state:
            self._plans.clear()
            self._plan_state = state
        plan = self._plans.get(operation)
        if plan is None:
            plan = self._plans[operation] = self._make_plan(operation)
        return plan

    def _has_credential(self, argument: str) -> bool:
        return argument in self._providers or bool(self.__dict__.get(argument))

    def _make_plan(self, operation: Operation[Any, Any]) -> Plan:
        headers: dict[str, Any] = self.default_headers
        headers.pop("Accept"), headers.pop("Content-Type")
        custom = self._custom_headers
        headers = {"Accept": operation.accept or _ACCEPT[operation.result], **headers, **operation.headers}
        content_type = operation.content_type or _CONTENT.get(operation.body or "")
        if content_type is not None and operation.body != "multipart":
            headers.setdefault("Content-Type", content_type)
        query = {**self.default_query, **operation.query}
        base = (operation.server or self._base).rstrip("/")
        prefix = "" if operation.path.startswith(("http://", "https://")) else base
        constant = merge_params(prefix + operation.path, self._base_query)
        constant = merge_params(constant, self._writer.write(query, _NO_STYLES)) if query else constant
        kept, removed = _settled(headers)
        return Plan(
            headers=kept,
            pairs=header_pairs(kept),
            has_custom_authorization=any(name.lower() == "authorization" for name in custom),
            removed=removed,
            prefix=prefix,
            query=query,
            url=None if "{" in constant else parse_url(constant),
            idempotency=self._definition.idempotency_header if operation.method not in ("GET", "HEAD") else None,
        )

    # Requests

    def _prepare(
        self,
        operation: Operation[Any, Any],
        *,
        path: Mapping[str, object] | None = None,
        query: Mapping[str, object] | None = None,
        headers: Mapping[str, object] | None = None,
        cookies: Mapping[str, object] | None = None,
        body: object = not_given,
        extra_headers: Mapping[str, Any] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: object = None,
        timeout: Any = not_given,
        files: Any = None,
        max_retries: int | None = None,
        plan: Plan | None = None,
    ) -> Call:
        """Everything about a request that does not change between attempts.

        Raises ValueError and TypeError for arguments that cannot be sent, MissingCredentialsError for a missing key.
        """
        plan = plan or self._plan(operation)
        content, content_type = self._content(operation, body, extra_body, files)
        query = given(query) if query else None
        if extra_query:
            query = {**(query or {}), **extra_query}
        pairs = plan.pairs
        removed = plan.removed
        if headers or extra_headers or cookies or content_type:
            merged, removed = self._merged_headers(operation, plan, headers, cookies, extra_headers, content_type)
            pairs = header_pairs(merged)
        names = {name.lower() for name in extra_headers} if extra_headers else ()
        if plan.idempotency is not None and plan.idempotency.lower() not in names:
            pairs = [*pairs, (plan.idempotency.encode("ascii"), str(uuid.uuid4()).encode("ascii"))]
        authorized = plan.has_custom_authorization or "authorization" in names or "authorization" in removed
        return Call(
            operation=operation,
            url=self._url(operation, plan, path, query),
            headers=pairs,
            content=content,
            extensions=self._default_extension() if timeout is not_given else timeout_extension(timeout),
            schemes=() if authorized else self._schemes(operation, plan),
            max_retries=self.max_retries if max_retries is None else max_retries,
        )

    def _schemes(self, operation: Operation[Any, Any], plan: Plan) -> tuple[Scheme, ...]:
        if plan.schemes is None:
            plan.schemes = auth.choose(self._definition, operation.security, self._has_credential)
        return plan.schemes

    def _url(
        self,
        operation: Operation[Any, Any],
        plan: Plan,
        path: Mapping[str, object] | None,
        query: Mapping[str, object] | None,
    ) -> httpx2.URL | str:
        if not query and plan.url is not None:
            return plan.url
        expanded = expand_path(operation.path, path or {}, operation.styles)
        url = merge_params(plan.prefix + expanded, self._base_query)
        values = {**plan.query, **query} if query else plan.query
        return merge_params(url, self._writer.write(values, operation.styles)) if values else url

    def _merged_headers(
        self,
        operation: Operation[Any, Any],
        plan: Plan,
        headers: Mapping[str, object] | None,
        cookies: Mapping[str, object] | None,
        extra: Mapping[str, Any] | None,
        content_type: str | None,
    ) -> tuple[dict[str, str], frozenset[str]]:
        merged: dict[str, Any] = dict(plan.headers)
        if content_type is not None:
            merged["Content-Type"] = content_type
        for name, value in (headers or {}).items():
            if value is not None and is_given(value):
                merged[name] = _header_text(value, operation.styles.get(name, ("simple", False))[1])
        if cookies and given(cookies):
            pairs = [(name, value) for name, value in given(cookies).items() if value is not None]
            merged["Cookie"] = "; ".join(f"{name}={scalar_text(value)}" for name, value in pairs)
        merged = {**merged, **(extra or {})}
        kept, removed = _settled(merged)
        return kept, removed | plan.removed

    def _content(
        self, operation: Operation[Any, Any], body: object, extra: object, files: Any
    ) -> tuple[Any, str | None]:
        """The request's content, and its content type where that is not constant."""
        kind = operation.body
        absent = body is not_given or isinstance(body, Omit)
        if absent and extra is None and not files:
            return None, None
        value: Any = None if absent else body
        if isinstance(value, Mapping):
            value = given(value)
        if operation.shape is not None and value is not None:
            value = apply_shape(operation.shape, value)
        if isinstance(extra, Mapping):
            value = {**(value or {}), **extra}
        elif extra is not None:
            value = extra
        if kind == "json":
            return dump_json(value), None
        if kind is None:
            return dump_json(value), "application/json"
        if kind == "form":
            fields = value if isinstance(value, Mapping) else unsupported(value, "form")
            return dump_form(fields, self._writer, operation.styles), None
        if kind == "multipart":
            return self._multipart(operation, value or {}, files)
        source = source_of(value)
        return source, None if operation.content_type or kind == "text" else "application/octet-stream"

    def _multipart(self, operation: Operation[Any, Any], value: Any, files: Any) -> tuple[Any, str]:
        rules = MultipartRules(
            files=operation.files,
            types=operation.parts,
            arrays=self._definition.multipart_arrays,
            objects=self._definition.multipart_objects,
        )
        fields = value if isinstance(value, Mapping) else unsupported(value, "multipart")
        pairs = list(files.items()) if isinstance(files, Mapping) else list(files or ())
        content = form_data(fields, rules, pairs)
        return content, content.content_type

    def _signed(self, call: Call, carriers: list[auth.Carrier]) -> tuple[httpx2.URL | str, list[tuple[bytes, bytes]]]:
        """URL and headers with the credentials in their places."""
        url, headers = call.url, call.headers
        for place, name, value in carriers:
            call.secrets.append(value.removeprefix("Bearer "))
            if place == "header":
                if not any(key.lower() == name.lower().encode() for key, _ in headers):
                    headers = [*headers, (name.encode("ascii"), value.encode("ascii"))]
            elif place == "cookie":
                headers = [*headers, (b"Cookie", f"{name}={value}".encode())]
            else:
                url = merge_params(str(url), self._writer.write({name: value}, _NO_STYLES))
        return url, headers

    def _secret_headers(self) -> frozenset[str]:
        """Headers, in lower case, that carry credentials of this client."""
        names = {(scheme.param or "authorization").lower() for scheme in self._definition.schemes}
        return frozenset(names | {"authorization", "cookie"})

    def _delay(self, call: Call, attempt: int, response: httpx2.Response | None) -> float | None:
        """Seconds to wait before another attempt; None when there must be none."""
        if attempt >= call.max_retries or not call.replayable:
            return None
        headers = None if response is None else response.headers
        if response is not None and not should_retry(response.status_code, response.headers):
            return None
        delay = retry_delay(attempt, headers)
        logs.logger.debug("Trying %s again in %.2f s", call.operation.id, delay)
        return delay

    # Copies

    def _copied_arguments(
        self,
        credentials: Mapping[str, object],
        options: Mapping[str, object],
        *,
        base_url: str | httpx2.URL | None = None,
        timeout: TimeoutTypes | None | NotGiven = not_given,
        max_retries: int | NotGiven = not_given,
        default_headers: Mapping[str, str] | None = None,
        set_default_headers: Mapping[str, str] | None = None,
        default_query: Mapping[str, object] | None = None,
        set_default_query: Mapping[str, object] | None = None,
        _strict_response_validation: bool | None = None,
    ) -> dict[str, Any]:
        """Arguments of the constructor for a client like this one, but for what is given.

        Raises ValueError when headers or parameters are to be both added and replaced.
        """
        for name, added, replaced in (
            ("default_headers", default_headers, set_default_headers),
            ("default_query", default_query, set_default_query),
        ):
            if added is not None and replaced is not None:
                raise ValueError(f"`{name}` and `set_{name}` cannot be given together")
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
        strict = self._strict_response_validation if _strict_response_validation is None else _strict_response_validation
        return {
            **arguments,
            "base_url": base_url if base_url is not None else merge_params(self._base, self._base_query),
            "timeout": self._timeout if isinstance(timeout, NotGiven) else timeout,
            "max_retries": self.max_retries if isinstance(max_retries, NotGiven) else max_retries,
            "default_headers": headers if set_default_headers is None else set_default_headers,
            "default_query": query if set_default_query is None else set_default_query,
            "_strict_response_validation": strict,
        }

    def __repr__(self) -> str:
        return f"<{type(self).__name__} base_url={logs.redacted_url(self._base)!r}>"

    def __getstate__(self) -> object:
        raise TypeError(f"{type(self).__name__} holds connections and cannot be pickled; make one in each process")


def _header_text(value: object, explode: bool) -> str:
    """A header parameter in OpenAPI's `simple` style."""
    if isinstance(value, Mapping):
        joined = [(scalar_text(key), scalar_text(inner)) for key, inner in value.items()]
        return ",".join(f"{key}={inner}" if explode else f"{key},{inner}" for key, inner in joined)
    if isinstance(value, (list, tuple, set, frozenset)):
        return ",".join(scalar_text(item) for item in value)
    return scalar_text(value)


def _settled(headers: Mapping[str, Any]) -> tuple[dict[str, str], frozenset[str]]:
    """Headers with the later of equal names (whatever their case) winning, and those that `Omit` removes."""
    final: dict[str, tuple[str, Any]] = {}
    for name, value in headers.items():
        final[name.lower()] = (name, value)
    removed = {key for key, (_, value) in final.items() if isinstance(value, (Omit, NotGiven)) or value is None}
    kept = {name: scalar_text(value) for key, (name, value) in final.items() if key not in removed}
    return kept, frozenset(removed)


