"""Is a request what the document says?  Independent of the generator: plain data, jsonschema, urllib, email.

openapi-core would be the library for this, but it takes a discriminator without mapping for a reference
that has to resolve, and so refuses most requests that OpenAI's document describes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from generator.contract.arguments import SECRET_QUERY, camel
from generator.contract.description import Described, Description, escape
from generator.contract.deviation import Deviation
from generator.contract.drive import Sent
from generator.contract.explain import Explainer
from generator.contract.payloads import form_of, is_json_type, json_of, media_type, parts_of
from generator.narrow import is_list, is_object

JSON = "application/json"


class RequestCheck:
    """`deviations(operation, request)` lists every way in which a request leaves the document; [] is good."""

    def __init__(self, description: Description, explainer: Explainer) -> None:
        self._description = description
        self._schemas = description.schemas
        self._explainer = explainer
        globals_ = self._schemas.root.get("x-sdkgen-global-parameters", [])
        self._globals = frozenset(p["name"] for p in globals_) | SECRET_QUERY

    def operation(self, id: str) -> Described:
        """The operation with an id."""
        return self._description.operations[id]

    def deviations(self, operation: Described, sent: Sent) -> list[Deviation]:
        """Every deviation of a request from its operation."""
        found: list[Deviation] = []
        if sent.method.lower() != operation.verb and "x-sdkgen-upload" not in operation.data:
            found.append(self._note(operation, f"method {sent.method}, not {operation.verb}"))
        parts = urlsplit(sent.url)
        if "x-sdkgen-upload" in operation.data and "/upload/" in parts.path:
            return [*found, *self._upload(operation, sent, parts.path)]
        found += self._path(operation, parts.path)
        found += self._query(operation, parse_qsl(parts.query, keep_blank_values=True))
        found += self._body(operation, sent)
        return found

    def problems(self, operation: Described, sent: Sent) -> list[str]:
        """The same, in words."""
        return [f"{d.place or d.name}: {d.message}" for d in self.deviations(operation, sent)]

    @staticmethod
    def _note(operation: Described, message: str, name: str = "") -> Deviation:
        return Deviation("other", operation.pointer, "", message, name, side="request")

    def _path(self, operation: Described, path: str) -> Iterator[Deviation]:
        real = operation.data.get("x-sdkgen-request-path")
        if real is not None:
            # Reserved expansion: one expression may hold several segments.
            pattern = re.sub(r"\\{\\\+\w+\\}", "(.+)", re.escape("/" + str(real).lstrip("/")))
            pattern = re.sub(r"\\{\w+\\}", "([^/]+)", pattern)
            if not re.search(pattern + "$", path):
                yield self._note(operation, f"path {path} does not fit {real}")
            return
        names = re.findall(r"{([^}]+)}", operation.route)
        pattern = re.sub(r"\\{[^}]+\\}", "([^/]+)", re.escape(operation.route))
        match = re.search(pattern + "$", path)
        if match is None:
            yield self._note(operation, f"path {path} does not fit {operation.path}")
            return
        declared = operation.named("path")
        for name, value in zip(names, match.groups(), strict=True):
            if name in declared:
                yield from self._value(operation, "path", name, declared[name], [unquote(value)])

    def _query(self, operation: Described, pairs: list[tuple[str, str]]) -> Iterator[Deviation]:
        declared = operation.named("query")
        values: dict[str, list[str]] = {}
        nested: dict[str, dict[str, str]] = {}
        for key, value in pairs:
            name, bracket, rest = key.partition("[")
            if key in declared:
                values.setdefault(key, []).append(value)
            elif bracket and name in declared:
                if rest == "]":
                    values.setdefault(name, []).append(value)
                else:
                    nested.setdefault(name, {})[rest.rstrip("]")] = value
            elif key not in self._globals and (key, value) not in operation.constants:
                told = f"unknown query parameter {key}"
                yield Deviation("parameter", operation.pointer, "", told, key, value=value, side="request")
        for name, parameter in declared.items():
            if name in nested:
                yield from self._object(operation, name, parameter, nested[name])
            elif name in values:
                yield from self._value(operation, "query", name, parameter, values[name])
            elif parameter.get("required"):
                yield self._note(operation, f"query {name} is missing", name)

    def _object(
        self, operation: Described, name: str, parameter: dict[str, Any], texts: dict[str, str]
    ) -> Iterator[Deviation]:
        read = [
            {key: _readings(text)[pick % len(_readings(text))] for key, text in texts.items()}
            for pick in (0, 1)
        ]
        schema = parameter.get("schema", {})
        if not any(self._schemas.valid(schema, value) for value in read):
            yield self._note(
                operation, f"query {name}: {texts} does not fit {json.dumps(schema)[:120]}", name
            )

    def _value(
        self, operation: Described, place: str, name: str, parameter: dict[str, Any], texts: list[str]
    ) -> Iterator[Deviation]:
        schema = parameter.get("schema", {})
        candidates = _readings(texts[0]) if len(texts) == 1 else []
        lists = [[_readings(text)[i] if i < len(_readings(text)) else text for text in texts] for i in (0, 1)]
        split = [texts[0].split(",")] if len(texts) == 1 else []
        if not any(self._schemas.valid(schema, value) for value in [*candidates, *lists, *split]):
            told = f"{place} {name}: {texts} does not fit {json.dumps(schema)[:120]}"
            yield self._note(operation, told, name)

    def _body(self, operation: Described, sent: Sent) -> list[Deviation]:
        body = self._schemas.resolve(operation.data.get("requestBody"))
        kind = media_type(sent.headers)
        if body is None:
            if sent.content in (b"", b"{}"):
                return []
            return [self._note(operation, f"unexpected body {sent.content[:80]!r}")]
        if not sent.content:
            return [self._note(operation, "the body is missing")] if body.get("required") else []
        content = body["content"]
        if kind not in content and "*/*" not in content:
            if JSON not in content or kind:
                told = f"content type {kind!r}, not one of {list(content)}"
                return [Deviation("content", operation.pointer, "", told, kind, side="request")]
            kind = JSON
        pointer = self._content_pointer(operation, kind if kind in content else "*/*")
        schema = content.get(kind, content.get("*/*", {})).get("schema", {})
        if is_json_type(kind):
            return self._json(operation, pointer, sent.content)
        if kind == "multipart/form-data":
            parts = parts_of(sent.headers.get("content-type", ""), sent.content)
            return self._fields(operation, schema, [part.name for part in parts])
        if kind == "application/x-www-form-urlencoded":
            return self._fields(operation, schema, [part.name for part in form_of(sent.content)])
        return []

    def _content_pointer(self, operation: Described, kind: str) -> str:
        body: Any = operation.data["requestBody"]
        start = body["$ref"].partition("#")[2] if "$ref" in body else f"{operation.pointer}/requestBody"
        return f"{start}/content/{escape(kind)}/schema"

    def _json(self, operation: Described, pointer: str, content: bytes) -> list[Deviation]:
        try:
            value = json_of(content)
        except ValueError:
            return [self._note(operation, "the body is no JSON")]
        if self._description.discovery:
            value = _camel_known(value, self._schemas.properties({"$ref": "#" + pointer}))
        found = self._explainer.deviations(value, pointer)
        return [
            Deviation(d.kind, d.pointer, d.place, d.message, d.name, d.anchor, d.value, "request")
            for d in found
        ]

    def _upload(self, operation: Described, sent: Sent, path: str) -> list[Deviation]:
        """A Google media upload: metadata as JSON, then the content, in one multipart/related request or a session."""
        paths = operation.data["x-sdkgen-upload"]
        patterns = [
            re.sub(r"\\{\\\+\w+\\}", "(.+)", re.escape(str(paths[kind])))
            for kind in ("simple", "resumable")
            if kind in paths
        ]
        if not any(re.search(pattern + "$", path) for pattern in patterns):
            return [self._note(operation, f"path {path} does not fit {list(paths.values())}")]
        if media_type(sent.headers) != "multipart/related":
            return []
        parts = parts_of(sent.headers["content-type"], sent.content)
        if len(parts) != 2:
            return [self._note(operation, f"{len(parts)} parts, not metadata and content")]
        return self._json(operation, self._content_pointer(operation, JSON), parts[0].content)

    def _fields(self, operation: Described, schema: Any, names: list[str]) -> list[Deviation]:
        known = self._schemas.properties(schema)
        required = set(self._schemas.resolve(schema).get("required", []))
        sent = {re.split(r"[\[.]", name)[0] for name in names}
        found = [self._note(operation, f"unknown form field {n}", n) for n in sorted(sent - set(known))]
        return found + [
            self._note(operation, f"form field {n} is missing", n) for n in sorted(required - sent)
        ]


def _camel_known(value: Any, known: dict[str, Any]) -> Any:
    """Snake-case spelling of known members undone, at every level: ProtoJSON readers take both."""
    if is_object(value):
        return {k if k in known else camel(k): _camel_known(v, known) for k, v in value.items()}
    return [_camel_known(item, known) for item in value] if is_list(value) else value


def _readings(text: str) -> list[Any]:
    """What a parameter's text may stand for: itself first, then a JSON scalar."""
    lowered = {"True": True, "False": False}.get(text)
    if lowered is not None:
        return [text, lowered]
    try:
        value = json.loads(text)
    except ValueError:
        return [text]
    return [text, value] if isinstance(value, int | float | bool) or value is None else [text]
