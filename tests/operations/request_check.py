"""Is a request what the document says?  Independent of the generator: plain data, jsonschema, urllib, email.

openapi-core would be the library for this, but it takes a discriminator without mapping for a reference
that has to resolve, and so refuses most requests that OpenAI's document describes.
"""

from __future__ import annotations

import email
import email.message
import email.policy
import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from tests.operations.sampler import Sampler

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


@dataclass(frozen=True)
class Seen:
    """A request as it left the client."""

    method: str
    url: str
    headers: dict[str, str]
    content: bytes


class RequestCheck:
    """`problems(operation_id, seen)` lists every way in which a request breaks the document; [] is good."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self.sampler = Sampler(document)
        self.operations: dict[str, tuple[str, str, dict[str, Any]]] = {}
        for path, item in document["paths"].items():
            for method in METHODS:
                if method in item:
                    operation = dict(item[method])
                    operation["parameters"] = item.get("parameters", []) + operation.get("parameters", [])
                    self.operations[operation["operationId"]] = (path, method, operation)

    def problems(self, operation_id: str, seen: Seen) -> list[str]:
        """Every deviation, in words."""
        path, method, operation = self.operations[operation_id]
        found = []
        if seen.method.lower() != method:
            found.append(f"method {seen.method}, not {method}")
        parts = urlsplit(seen.url)
        uploads = "x-sdkgen-upload" in operation and "/upload/" in parts.path
        if uploads:
            return found + self._upload(operation, seen, parts.path)
        found += self._path(path, parts.path, operation)
        found += self._query(operation, parse_qsl(parts.query, keep_blank_values=True))
        found += self._body(operation, seen)
        return found

    def _parameters(self, operation: dict[str, Any], where: str) -> dict[str, dict[str, Any]]:
        resolved = [self.sampler.resolve(p) for p in operation.get("parameters", [])]
        return {p["name"]: p for p in resolved if p["in"] == where}

    def _path(self, template: str, path: str, operation: dict[str, Any]) -> list[str]:
        request_path = operation.get("x-sdkgen-request-path")
        if request_path is not None:
            # Reserved expansion: one expression may hold several segments.
            pattern = re.sub(r"\\{\\\+\w+\\}", "(.+)", re.escape("/" + request_path.lstrip("/")))
            pattern = re.sub(r"\\{\w+\\}", "([^/]+)", pattern)
            return [] if re.search(pattern + "$", path) else [f"path {path} does not fit {request_path}"]
        names = re.findall(r"{([^}]+)}", template)
        pattern = re.sub(r"\\{[^}]+\\}", "([^/]+)", re.escape(template))
        match = re.search(pattern + "$", path)
        if match is None:
            return [f"path {path} does not fit {template}"]
        declared = self._parameters(operation, "path")
        return [
            problem
            for name, value in zip(names, match.groups(), strict=True)
            for problem in self._value(f"path {name}", declared[name]["schema"], [unquote(value)])
        ]

    def _query(self, operation: dict[str, Any], pairs: list[tuple[str, str]]) -> list[str]:
        declared = self._parameters(operation, "query")
        globals_ = {p["name"] for p in self.document.get("x-sdkgen-global-parameters", [])}
        values: dict[str, list[str]] = {}
        nested: dict[str, dict[str, str]] = {}
        found = []
        for key, value in pairs:
            name, bracket, rest = key.partition("[")
            if key in declared:
                values.setdefault(key, []).append(value)
            elif bracket and name in declared:
                if rest == "]":
                    values.setdefault(name, []).append(value)
                else:
                    nested.setdefault(name, {})[rest.rstrip("]")] = value
            elif key.endswith("[]") and key[:-2] in declared:
                values.setdefault(key[:-2], []).append(value)
            elif key not in globals_:
                found.append(f"unknown query parameter {key}")
        for name, parameter in declared.items():
            if name in nested:
                found += self._object(name, parameter["schema"], nested[name])
            elif name in values:
                found += self._value(f"query {name}", parameter["schema"], values[name])
            elif parameter.get("required"):
                found.append(f"query {name} is missing")
        return found

    def _object(self, name: str, schema: Any, texts: dict[str, str]) -> list[str]:
        read = [
            {key: _readings(text)[pick % len(_readings(text))] for key, text in texts.items()}
            for pick in (0, 1)
        ]
        if any(self.sampler.valid(schema, value) for value in read):
            return []
        return [f"query {name}: {texts} does not fit {json.dumps(schema)[:120]}"]

    def _value(self, what: str, schema: Any, texts: list[str]) -> list[str]:
        candidates = (
            [candidate for text in texts[:1] for candidate in _readings(text)] if len(texts) == 1 else []
        )
        lists = [[_readings(text)[i] if i < len(_readings(text)) else text for text in texts] for i in (0, 1)]
        if any(self.sampler.valid(schema, value) for value in [*candidates, *lists]):
            return []
        return [f"{what}: {texts} does not fit {json.dumps(schema)[:120]}"]

    def _body(self, operation: dict[str, Any], seen: Seen) -> list[str]:
        body = self.sampler.resolve(operation.get("requestBody"))
        kind = seen.headers.get("content-type", "").partition(";")[0].strip()
        if body is None:
            return [f"unexpected body {seen.content[:80]!r}"] if seen.content not in (b"", b"{}") else []
        if not seen.content:
            return ["the body is missing"] if body.get("required") else []
        content = body["content"]
        if kind not in content and "*/*" not in content:
            return [f"content type {kind!r}, not one of {list(content)}"]
        schema = content.get(kind, content.get("*/*", {})).get("schema", {})
        if "json" in kind:
            return self._json(schema, json.loads(seen.content))
        if kind == "multipart/form-data":
            return self._fields(schema, _multipart(seen))
        if kind == "application/x-www-form-urlencoded":
            return self._fields(schema, [(k, v) for k, v in parse_qsl(seen.content.decode())])
        return []

    def _json(self, schema: Any, value: Any) -> list[str]:
        errors = self.sampler.validator(schema).iter_errors(value)
        return [f"body at {e.json_path}: {e.message[:200]}" for e in errors]

    def _upload(self, operation: dict[str, Any], seen: Seen, path: str) -> list[str]:
        """A Google media upload in one request: metadata as JSON, then the content, as multipart/related."""
        simple = operation["x-sdkgen-upload"]["simple"]
        pattern = re.sub(r"\\{\\\+\w+\\}", "(.+)", re.escape(simple))
        found = [] if re.search(pattern + "$", path) else [f"path {path} does not fit {simple}"]
        kind = seen.headers["content-type"].partition(";")[0]
        if kind != "multipart/related":
            return [*found, f"content type {kind!r} of an upload"]
        parts = list(_message(seen).iter_parts())
        if len(parts) != 2:
            return [*found, f"{len(parts)} parts, not metadata and content"]
        metadata = parts[0].get_payload(decode=True)
        schema = self.sampler.resolve(operation["requestBody"])["content"]["application/json"]["schema"]
        return found + self._json(schema, json.loads(metadata if isinstance(metadata, bytes) else b""))

    def _fields(self, schema: Any, fields: list[tuple[str, str]]) -> list[str]:
        known = self._properties(schema)
        required = set(self.sampler.resolve(schema).get("required", []))
        sent = {re.split(r"[\[.]", name)[0] for name, _ in fields}
        found = [f"unknown form field {name}" for name in sorted(sent - set(known))]
        return found + [f"form field {name} is missing" for name in sorted(required - sent)]

    def _properties(self, schema: Any) -> dict[str, Any]:
        schema = self.sampler.resolve(schema)
        found = dict(schema.get("properties", {}))
        for word in ("allOf", "oneOf", "anyOf"):
            for branch in schema.get(word, []):
                found.update(self._properties(branch))
        return found


def _readings(text: str) -> list[Any]:
    """What a parameter's text may stand for: itself first, then a JSON scalar."""
    try:
        value = json.loads(text)
    except ValueError:
        return [text]
    return [text, value] if isinstance(value, int | float | bool) or value is None else [text]


def _message(seen: Seen) -> email.message.EmailMessage:
    header = b"Content-Type: " + seen.headers["content-type"].encode() + b"\r\n\r\n"
    return email.message_from_bytes(header + seen.content, policy=email.policy.HTTP)


def _multipart(seen: Seen) -> list[tuple[str, str]]:
    fields = []
    for part in _message(seen).iter_parts():
        name = part.get_param("name", header="content-disposition")
        payload = part.get_payload(decode=True)
        fields.append(
            (str(name), payload.decode(errors="replace") if isinstance(payload, bytes) else str(payload))
        )
    return fields
