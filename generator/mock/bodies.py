"""Bodies of requests as JSON data: JSON itself, forms and multipart."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Callable, Sequence
from typing import Any, Final
from urllib.parse import parse_qsl

from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from generator.exchanges.operations import Content
from generator.exchanges.styles import nest, readings
from generator.lower.operations.media import essence
from generator.narrow import is_array, is_list, is_object
from generator.samples.flat import Flat, Schemas
from generator.spec.document import Node

FILE: Final = "content of a file"
"""Stands for the bytes of a file where a schema is asked about them."""

_MOST_PARTS: Final = 1000


class UnreadableBody(Exception):
    """The body is not in the form that its content type promises."""


async def body_value(content: Content, headers: Headers, body: bytes, coerce: Coercion) -> Any:
    """The value that the schema of a body speaks of; raises UnreadableBody."""
    if content.kind == "json":
        try:
            return json.loads(body)
        except (ValueError, RecursionError) as problem:
            raise UnreadableBody(f"the body is no JSON: {problem}") from None
    if content.kind == "form":
        try:
            pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=_MOST_PARTS)
        except ValueError as problem:
            raise UnreadableBody(f"the body is no form: {problem}") from None
        return coerce(content.schema, nest(pairs))
    if content.kind == "multipart":
        return coerce(content.schema, nest(await _parts(headers, body)))
    if content.kind == "text":
        try:
            return body.decode()
        except UnicodeDecodeError:
            raise UnreadableBody("the body is no UTF-8 text") from None
    return FILE


async def _parts(headers: Headers, body: bytes) -> list[tuple[str, Any]]:
    """Names and values of the parts: text, JSON where a part says so, FILE for files."""
    if essence(headers.get("content-type", "")) != "multipart/form-data":
        return []

    async def once() -> AsyncGenerator[bytes]:
        yield body

    try:
        form = await MultiPartParser(headers, once(), max_files=_MOST_PARTS, max_fields=_MOST_PARTS).parse()
    except (MultiPartException, KeyError, UnicodeDecodeError) as problem:
        raise UnreadableBody(f"the body is no multipart form: {problem}") from None
    return [(name, FILE if isinstance(value, UploadFile) else value) for name, value in form.multi_items()]


class Coercion:
    """Gives texts of forms and queries the types that a schema wants of them.

    `valid`: decides between several readings of one text.
    """

    def __init__(self, valid: Callable[[Node | None, Any], bool]) -> None:
        self._valid = valid
        self._schemas = Schemas()
        self._known: dict[tuple[Node, ...], list[Flat]] = {}

    def __call__(self, schema: Node | None, raw: Any) -> Any:
        """The value whose texts fit best; `raw` is text, or lists and objects of text."""
        if schema is None:
            return raw
        candidates = self._candidates((schema,), raw, 0)
        return next((value for value in candidates if self._valid(schema, value)), candidates[0])

    def properties(self, schema: Node | None) -> tuple[str, ...]:
        """Names of the properties that a schema describes, in any of its branches."""
        if schema is None:
            return ()
        flat = self._schemas.flat([schema])
        branches = [self._schemas.flat(branch) for choice in flat.choices for branch in choice.branches]
        return tuple(dict.fromkeys(name for each in (flat, *branches) for name in each.properties))

    def is_array(self, schema: Node | None) -> bool:
        """Whether a schema admits lists."""
        return schema is not None and any(
            "array" in flat.types for flat in self._forms((schema,)) if flat.typed
        )

    def _forms(self, schemas: Sequence[Node]) -> list[Flat]:
        """The schema with each of its branches decided, unions inside of unions opened as well."""
        key = tuple(schemas)
        if key not in self._known:
            self._known[key] = self._opened(schemas)
        return self._known[key]

    def _opened(self, schemas: Sequence[Node]) -> list[Flat]:
        flats = [self._schemas.flat(schemas)]
        for _ in range(3):
            flats = [
                decided
                for flat in flats
                for decided in (
                    [flat.decided(flat.choices[0], branch) for branch in flat.choices[0].branches]
                    if flat.choices
                    else [flat]
                )
            ][:50]
        return flats

    def _candidates(self, schemas: Sequence[Node], raw: Any, nesting: int) -> list[Any]:
        if not schemas or nesting > 20:
            return [raw]
        found = [value for flat in self._forms(schemas) for value in self._readings(flat, raw, nesting)]
        unique: list[Any] = []
        for value in found:
            if not any(value == other and type(value) is type(other) for other in unique):
                unique.append(value)
        return unique or [raw]

    def _readings(self, flat: Flat, raw: Any, nesting: int) -> list[Any]:
        types = flat.types
        if is_object(raw):
            return [self._object(flat, raw, nesting)]
        if is_list(raw):
            if "array" in types:
                return [[self._inner(flat.nodes("items"), item, nesting) for item in raw]]
            return [raw]
        if not isinstance(raw, str):
            return [raw]
        found: list[Any] = []
        if flat.typed and types == ("array",):
            found.append([self._inner(flat.nodes("items"), raw, nesting)])
        if "object" in types or "array" in types:
            found += _embedded(raw)
        for value in readings(raw):
            if _type_of(value) in types or (isinstance(value, int) and "number" in types):
                found.append(value)
        if "string" in types and "null" in types and flat.typed and raw == "":
            found.append(None)
        numeric = flat.typed and set(types) & {"integer", "number", "boolean"}
        return sorted(found, key=lambda value: isinstance(value, str)) if numeric else found or [raw]

    def _object(self, flat: Flat, raw: dict[str, Any], nesting: int) -> dict[str, Any]:
        free = flat.nodes("additionalProperties")
        return {
            name: self._inner(flat.properties.get(name, free), value, nesting) for name, value in raw.items()
        }

    def _inner(self, schemas: Sequence[Node], raw: Any, nesting: int) -> Any:
        candidates = self._candidates(schemas, raw, nesting + 1)
        if len(candidates) == 1 or not schemas:
            return candidates[0]
        good = (v for v in candidates if all(self._valid(schema, v) for schema in schemas))
        return next(good, candidates[0])


def _embedded(text: str) -> list[Any]:
    """JSON inside of a text field: what the contents of `multipart/form-data` default to for objects."""
    if not text.lstrip().startswith(("{", "[")):
        return []
    try:
        return [json.loads(text)]
    except (ValueError, RecursionError):
        return []


def _type_of(value: Any) -> str:
    if isinstance(value, bool):
        return "boolean"
    if value is None:
        return "null"
    if isinstance(value, int):
        return "integer"
    if isinstance(value, float):
        return "number"
    return "string" if isinstance(value, str) else "array" if is_array(value) else "object"
