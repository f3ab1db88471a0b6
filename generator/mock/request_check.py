"""Is a request what the document says?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import parse_qsl

from starlette.datastructures import Headers
from starlette.requests import cookie_parser

from generator.config import TargetConfig
from generator.exchanges.operations import Content, Operation, Parameter, global_parameters
from generator.exchanges.routing import Match
from generator.exchanges.streams import media_of
from generator.exchanges.styles import nest, split_text
from generator.lower.operations.media import essence
from generator.mock.bodies import Coercion, UnreadableBody, body_value
from generator.mock.schema_check import Problem, Validators
from generator.narrow import is_object
from generator.spec.document import Document

_IGNORED_HEADERS: Final = frozenset({"accept", "content-type", "authorization"})
"""Header parameters of these names have no meaning (OpenAPI 3.1 section 4.8.12.1)."""


class RequestCheck:
    """Checks requests against one document; `config`: how the target's clients write queries and credentials."""

    def __init__(
        self,
        document: Document,
        config: TargetConfig,
        validators: Validators,
        *,
        strict: bool = False,
        key: str = "",
    ) -> None:
        self._validators = validators
        self._coerce = Coercion(self._validators.valid)
        self._config = config
        self._strict = strict
        self._key = key
        self._everywhere = global_parameters(document)
        schemes = document.root.value.get("components", {}).get("securitySchemes", {})
        self._schemes: Mapping[str, Any] = schemes if is_object(schemes) else {}

    # Credentials

    def authorised(self, operation: Operation, headers: Headers, query: Mapping[str, Sequence[str]]) -> bool:
        """Whether one of the alternatives of credentials is there; with a `key`, whether they are that key."""
        if not operation.security:
            return True
        return any(
            all(self._credential(name, headers, query) for name in alternative)
            for alternative in operation.security
        )

    def _credential(self, name: str, headers: Headers, query: Mapping[str, Sequence[str]]) -> bool:
        configured = self._config.client.auth.get(name)
        if configured is not None and configured.header and self._good(headers.get(configured.header)):
            return True
        scheme = self._schemes.get(name)
        kind = scheme.get("type") if is_object(scheme) else None
        if not is_object(scheme) or kind == "mutualTLS":
            return True
        if kind == "apiKey":
            key, place = str(scheme.get("name", "")), scheme.get("in")
            if place == "query":
                return any(self._good(text) for text in query.get(key, ()))
            return self._good(headers.get(key) if place == "header" else _cookies(headers).get(key))
        word = str(scheme.get("scheme", "bearer")).lower() if kind == "http" else "bearer"
        sent, _, token = headers.get("authorization", "").partition(" ")
        return self._good(token.strip()) and sent.lower() == word

    def _good(self, credential: str | None) -> bool:
        return bool(credential) and (not self._key or credential == self._key)

    # Parameters

    def parameters(self, match: Match, headers: Headers, pairs: Sequence[tuple[str, str]]) -> list[Problem]:
        """Deviations of path, query, headers and cookies."""
        operation = match.operation
        found: list[Problem] = []
        nested = nest(pairs)
        cookies = _cookies(headers) if any(p.location == "cookie" for p in operation.parameters) else {}
        for parameter in operation.parameters:
            if parameter.location == "path":
                raw: Any = match.values.get(parameter.name)
            elif parameter.location == "query":
                raw = self._from_query(parameter, pairs, nested)
            elif parameter.location == "cookie":
                raw = cookies.get(parameter.name)
            elif parameter.location == "header" and parameter.name.lower() not in _IGNORED_HEADERS:
                raw = headers.get(parameter.name)
            else:
                continue
            found += self._parameter(parameter, raw)
        return found + (self._unknown(operation, nested) if self._strict else [])

    def _parameter(self, parameter: Parameter, raw: Any) -> list[Problem]:
        where = f"{parameter.location} {parameter.name}"
        if raw is None:
            return [Problem(where, "", "is missing")] if parameter.required else []
        if parameter.media_type and isinstance(raw, str):
            value = self._coerce(parameter.schema, raw)
            return self._validators.problems(parameter.schema, value, where)
        if isinstance(raw, str) and self._coerce.is_array(parameter.schema) and self._in_one_text(parameter):
            return self._in_parts(parameter, raw, where)
        if isinstance(raw, str) and parameter.style in ("label", "matrix"):
            raw = raw.lstrip(".;").rpartition("=")[2] if parameter.style == "matrix" else raw.lstrip(".")
        return self._validators.problems(parameter.schema, self._coerce(parameter.schema, raw), where)

    @staticmethod
    def _in_one_text(parameter: Parameter) -> bool:
        return not parameter.explode or parameter.location in ("path", "header")

    def _in_parts(self, parameter: Parameter, raw: str, where: str) -> list[Problem]:
        """A list in one text: comma, space or pipe between the items."""
        items = split_text(parameter, raw.lstrip(".;") if parameter.style in ("label", "matrix") else raw)
        first = self._validators.problems(parameter.schema, self._coerce(parameter.schema, items), where)
        if first and self._validators.valid(parameter.schema, self._coerce(parameter.schema, raw)):
            return []
        return first

    def _from_query(
        self, parameter: Parameter, pairs: Sequence[tuple[str, str]], nested: Mapping[str, Any]
    ) -> Any:
        if not pairs:
            return None
        if parameter.name in nested and "[" not in parameter.name:
            return nested[parameter.name]
        texts = [value for key, value in pairs if key == parameter.name]
        if texts:
            return texts[0] if len(texts) == 1 else texts
        prefix = f"{parameter.name}."
        dotted = [(key[len(prefix) :], value) for key, value in pairs if key.startswith(prefix)]
        if dotted and self._config.wire.query_objects == "dots":
            return nest(dotted)
        if parameter.style == "form" and parameter.explode and self._config.wire.query_objects == "document":
            # An object in style form stands in the query with its own keys.
            names = self._coerce.properties(parameter.schema)
            spread = {name: nested[name] for name in names if name in nested}
            return spread or None
        return None

    def _unknown(self, operation: Operation, nested: Mapping[str, Any]) -> list[Problem]:
        known = {p.name.partition("[")[0] for p in (*operation.parameters, *self._everywhere)}
        known |= {
            name
            for p in operation.parameters
            if p.location == "query"
            for name in self._coerce.properties(p.schema)
        }
        known |= {
            str(s.get("name")) for s in self._schemes.values() if is_object(s) and s.get("in") == "query"
        }
        known |= {name for name, _ in query_pairs(operation.path.partition("?")[2].encode())}
        stated = self._config.operations.get(operation.id)
        if stated is not None and stated.streaming is not None:
            known |= stated.streaming.query.keys()
        return [
            Problem(f"query {name}", "", "is not in the document") for name in nested if name not in known
        ]

    # Bodies

    async def body(self, operation: Operation, headers: Headers, body: bytes) -> tuple[Any, list[Problem]]:
        """The value of a body with its deviations."""
        if not operation.contents:
            return None, []
        kind = headers.get("content-type", "")
        if not body and "content-length" not in headers and not kind.startswith("multipart/"):
            missing = [Problem("body", "", "is missing")] if operation.body_required else []
            return None, missing
        if not body and essence(kind) != "application/x-www-form-urlencoded":  # an empty form is a form
            return None, [Problem("body", "", "is missing")] if operation.body_required else []
        content = self._content(operation, kind)
        if content is None:
            offered = ", ".join(each.media_type for each in operation.contents)
            return None, [Problem("content-type", "", f"{essence(kind)[:80]!r} is none of {offered}")]
        try:
            value = await body_value(content, headers, body, self._coerce)
        except UnreadableBody as problem:
            return None, [Problem("body", "", str(problem))]
        return value, self._validators.problems(content.schema, value, "body")

    @staticmethod
    def _content(operation: Operation, kind: str) -> Content | None:
        return media_of(operation.contents, kind) if kind else next(iter(operation.contents))


def query_pairs(query: bytes) -> list[tuple[str, str]]:
    """A query string as decoded pairs."""
    return parse_qsl(query.decode("latin-1"), keep_blank_values=True)


def _cookies(headers: Headers) -> dict[str, str]:
    """Cookies as browsers send them: http.cookies drops all of them where one is odd."""
    return cookie_parser(headers.get("cookie", ""))
