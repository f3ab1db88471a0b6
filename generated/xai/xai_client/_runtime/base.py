"""What sync and async clients share: the making of a request from an operation.  No I/O."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urljoin

from . import auth, logs
from .body import dump_json, given, unsupported
from .call import Call, Plan
from .definition import Scheme
from .files import source_of
from .form import dump_form
from .multipart import MultipartRules, form_data
from .narrow import is_mapping
from .operation import Operation
from .options import FinalRequestOptions
from .params import cookie_header, header_text
from .presets import with_preset
from .retry import retry_delay, should_retry
from .sentinels import NotGiven, Omit, is_given, not_given
from .settings import ClientSettings
from .shapes import apply_shape
from .transport import Pool, header_pairs, merge_params, parse_url, timeout_extension
from .urls import expand_path, scalar_text

if TYPE_CHECKING:
    import httpx2


__all__ = ["BaseClient"]

_ACCEPT = {
    "json": "application/json",
    "text": "text/*",
    "stream": "text/event-stream",
    "none": "*/*",
    "binary": "*/*",
}
_CONTENT = {"json": "application/json", "form": "application/x-www-form-urlencoded", "text": "text/plain"}
_NO_STYLES: Mapping[str, tuple[str, bool]] = {}


def _uuid() -> object:
    from uuid import uuid4

    return uuid4()


class BaseClient(ClientSettings):
    """The making of requests, common to both kinds of client."""

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

    def _make_plan(self, operation: Operation[Any, Any]) -> Plan:
        headers: dict[str, Any] = self.default_headers
        custom = self._custom_headers
        del headers["Accept"], headers["Content-Type"]
        headers = {"Accept": operation.accept or _ACCEPT[operation.result], **headers, **operation.headers}
        content_type = operation.content_type or _CONTENT.get(operation.body or "")
        if content_type is not None and operation.body != "multipart":
            headers.setdefault("Content-Type", content_type)
        query = {**self.default_query, **operation.query}
        base = (operation.server or self._base).rstrip("/")
        if operation.server is not None and "://" not in base:
            base = urljoin(self._base + "/", base)  # relative to where the API is (RFC 3986 section 5.2)
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
            idempotency=(
                self._definition.idempotency_header if operation.method not in ("GET", "HEAD") else None
            ),
            retry_header=self._retry_header(),
        )

    def _retry_header(self) -> bytes | None:
        """Name of the header that counts retries; None when there is none, or when the caller sets it."""
        name = f"{self._definition.platform_headers}Retry-Count"
        taken = any(custom.lower() == name.lower() for custom in self._custom_headers)
        return name.encode("ascii") if self._definition.platform_headers and not taken else None

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
        plan: Plan | None = None,
        convert: Callable[[Any], Any] | None = None,
    ) -> Call:
        """Everything about a request that does not change between attempts.

        Raises ValueError and TypeError for arguments that cannot be sent, MissingCredentialsError for a missing key.
        """
        plan = plan or self._plan(operation)
        if operation.preset:
            body, convert = with_preset(operation, body, convert)
        content, content_type = self._content(operation, body, extra_body, files, extra_headers)
        query = given(query) if query else None
        if extra_query:
            query = {**(query or {}), **extra_query}
        pairs = plan.pairs
        removed = plan.removed
        if headers or extra_headers or cookies or content_type:
            merged, removed = self._merged_headers(
                operation, plan, headers, cookies, extra_headers, content_type
            )
            pairs = header_pairs(merged)
        names = {name.lower() for name in extra_headers} if extra_headers else ()
        if plan.idempotency is not None and plan.idempotency.lower() not in names:
            pairs = [*pairs, (plan.idempotency.encode("ascii"), str(_uuid()).encode("ascii"))]
        if content is None and operation.body is not None and "content-type" not in names:
            pairs = [pair for pair in pairs if pair[0].lower() != b"content-type"]
        authorized = plan.has_custom_authorization or "authorization" in names or "authorization" in removed
        return Call(
            operation=operation,
            url=self._url(operation, plan, path, query),
            headers=pairs,
            content=content,
            extensions=self._default_extension() if timeout is not_given else timeout_extension(timeout),
            schemes=() if authorized else self._schemes(operation, plan),
            max_retries=self.max_retries,
            retry_header=plan.retry_header if not names or not plan.counted_by(names) else None,
            convert=convert,
            cast_to=_answer(operation, body, query) if operation.by_argument else not_given,
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
                merged[name] = header_text(value, operation.styles.get(name, ("simple", False)))
        if cookies and (text := cookie_header(cookies, operation.styles)):
            merged["Cookie"] = text
        merged = {**merged, **(extra or {})}
        kept, removed = _settled(merged)
        return kept, removed | plan.removed

    def _content(
        self,
        operation: Operation[Any, Any],
        body: object,
        extra: object,
        files: Any,
        headers: Mapping[str, Any] | None,
    ) -> tuple[Any, str | None]:
        """The request's content, and its content type where that is not constant."""
        kind = operation.body
        absent = body is not_given or isinstance(body, Omit)
        if absent and extra is None and not files:
            return (b"{}", None) if operation.always_body else (None, None)
        value: Any = None if absent else body
        if is_mapping(value):
            value = given(value)
            if operation.bodiless and not value and extra is None and not files:
                return None, None
        if operation.shape is not None and value is not None:
            value = apply_shape(operation.shape, value)
        if is_mapping(extra):
            merged: dict[str, Any] = {**(value or {}), **extra}
            value = merged
        elif extra is not None:
            value = extra
        if kind == "json":
            return dump_json(value), None
        if kind is None:
            return dump_json(value), "application/json"
        if kind == "form":
            fields = value if is_mapping(value) else unsupported(value, "form")
            return dump_form(fields, self._writer, operation.styles), None
        if kind == "multipart":
            return self._multipart(operation, value or {}, files, _boundary(headers))
        source = source_of(value)
        return source, None if operation.content_type or kind == "text" else "application/octet-stream"

    def _multipart(
        self, operation: Operation[Any, Any], value: Any, files: Any, boundary: str | None
    ) -> tuple[Any, str]:
        rules = MultipartRules(
            files=operation.files,
            types=operation.parts,
            arrays=self._definition.multipart_arrays,
            objects=self._definition.multipart_objects,
        )
        fields = value if is_mapping(value) else unsupported(value, "multipart")
        pairs = list(files.items()) if is_mapping(files) else list(files or ())
        content = form_data(fields, rules, pairs, boundary)
        return content, content.content_type

    def _signed(
        self, call: Call, carriers: list[auth.Carrier]
    ) -> tuple[httpx2.URL | str, list[tuple[bytes, bytes]]]:
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

    def _renewable(self, call: Call) -> bool:
        """Whether a refused call is worth another try with a new token; at most once for each call."""
        tried = "" if not call.secrets else call.secrets[-1]
        for scheme in call.schemes:
            if scheme.client_id is not None and not call.renewed and call.replayable:
                from .oauth import forget

                call.renewed = forget(cast("Any", self), scheme, tried)
                return call.renewed
        return False

    def _proof(self, call: Call, request: httpx2.Request) -> dict[str, Any]:
        """What the HTTP library itself has to answer with (digest authentication)."""
        if not any(scheme.is_digest for scheme in call.schemes):
            return {}
        from .http_auth import digest_of

        return {"auth": digest_of(self, call, request.url)}

    @property
    def auth_headers(self) -> dict[str, str]:
        """Headers that carry the client's default credentials; empty for keys that only a function knows."""
        headers: dict[str, str] = {}
        for scheme in auth.choose(self._definition, None, self._has_credential):
            value = self.__dict__.get(scheme.argument)
            carrier = auth.carry(scheme, value) if value else None
            if carrier is not None and carrier[0] == "header":
                headers[carrier[1]] = carrier[2]
        return headers

    def _secret_headers(self) -> frozenset[str]:
        """Headers, in lower case, that carry credentials of this client."""
        names = {(scheme.param or "authorization").lower() for scheme in self._definition.schemes}
        return frozenset(names | {"authorization", "cookie"})

    def _request_of(self, call: Call, carriers: list[auth.Carrier], attempt: int) -> httpx2.Request:
        """The request of one attempt, with its credentials."""
        url, headers = self._signed(call, carriers) if carriers else (call.url, call.headers)
        if call.retry_header is not None:
            headers = [*headers, (call.retry_header, b"%d" % attempt)]
        pool: Pool = self.__dict__["_pool"]
        return pool.build(call.operation.method, url, headers, call.content, call.extensions)

    def _carriers_at_hand(self, call: Call) -> list[auth.Carrier]:
        """The credentials of a call that need no function to be asked."""
        values = [(scheme, self.__dict__.get(scheme.argument)) for scheme in call.schemes]
        carriers = [auth.carry(scheme, value) for scheme, value in values if value]
        return [carrier for carrier in carriers if carrier is not None]

    # Retries

    def _should_retry(self, response: httpx2.Response) -> bool:
        """Whether an answer outside 2xx may be tried again.  For subclasses."""
        return should_retry(response.status_code, response.headers)

    def _calculate_retry_timeout(
        self, remaining_retries: int, options: Call | FinalRequestOptions, response_headers: Any = None
    ) -> float:
        """Seconds to wait before the next attempt, with so many retries left.  For subclasses."""
        total = self.max_retries if isinstance(options.max_retries, NotGiven) else options.max_retries
        return retry_delay(total - remaining_retries, response_headers)

    def _delay(self, call: Call, attempt: int, response: httpx2.Response | None) -> float | None:
        """Seconds to wait before another attempt; None when there must be none."""
        if attempt >= call.max_retries or not call.replayable:
            return None
        if response is not None and not self._should_retry(response):
            return None
        headers = None if response is None else response.headers
        delay = self._calculate_retry_timeout(call.max_retries - attempt, call, headers)
        logs.logger.info(
            "%s: retry %d of %d in %.2f s", call.operation.id, attempt + 1, call.max_retries, delay
        )
        return delay


def _answer(operation: Operation[Any, Any], *places: object) -> Any:
    """The type of the answer to a call with these bodies and queries."""
    from .locate import locate

    for name, types in operation.by_argument.items():
        values: list[Any] = [place.get(name) for place in places if is_mapping(place)]
        found = [types[value] for value in values if isinstance(value, str) and value in types]
        locator = found[0] if found else types[""]
        return str if locator == "str" else locate(locator)
    return not_given


def _boundary(headers: Mapping[str, Any] | None) -> str | None:
    """The boundary that a caller's own Content-Type header names."""
    for name, value in (headers or {}).items():
        if name.lower() == "content-type" and isinstance(value, str):
            return value.partition("boundary=")[2].partition(";")[0].strip('" ') or None
    return None


def _settled(headers: Mapping[str, Any]) -> tuple[dict[str, str], frozenset[str]]:
    """Headers with the later of equal names (whatever their case) winning, and those that `Omit` removes."""
    final: dict[str, tuple[str, Any]] = {}
    for name, value in headers.items():
        final[name.lower()] = (name, value)
    removed = {
        key for key, (_, value) in final.items() if isinstance(value, (Omit, NotGiven)) or value is None
    }
    kept = {name: scalar_text(value) for key, (name, value) in final.items() if key not in removed}
    return kept, frozenset(removed)
