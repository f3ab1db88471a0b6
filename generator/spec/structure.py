"""The objects of OpenAPI and what stands where in them (OpenAPI 3.1 section 4.8, 3.2 section 4).

The table lets one walk tell a schema from an example that only looks like one.  Kinds are named after the objects
of the specification; keys that are not in the table hold plain data (examples, defaults, extensions, ...).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from generator.narrow import Data

Shape: TypeAlias = Literal["one", "map", "list"]
"""The member itself is the object, its values are, or its items are."""

Fields: TypeAlias = Mapping[str, tuple[Shape, str]]

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
"""Fixed fields of a path item that hold operations; ``query`` is new in 3.2."""

_CONTENT: tuple[Shape, str] = ("map", "mediaType")
_EXAMPLES: tuple[Shape, str] = ("map", "example")
_PARAMETERS: tuple[Shape, str] = ("list", "parameter")

_SCHEMA: Fields = {
    "properties": ("map", "schema"),
    "patternProperties": ("map", "schema"),
    "$defs": ("map", "schema"),
    "definitions": ("map", "schema"),
    "dependentSchemas": ("map", "schema"),
    "allOf": ("list", "schema"),
    "anyOf": ("list", "schema"),
    "oneOf": ("list", "schema"),
    "prefixItems": ("list", "schema"),
    "items": ("one", "schema"),
    "additionalItems": ("one", "schema"),
    "additionalProperties": ("one", "schema"),
    "unevaluatedItems": ("one", "schema"),
    "unevaluatedProperties": ("one", "schema"),
    "propertyNames": ("one", "schema"),
    "contains": ("one", "schema"),
    "contentSchema": ("one", "schema"),
    "not": ("one", "schema"),
    "if": ("one", "schema"),
    "then": ("one", "schema"),
    "else": ("one", "schema"),
}

_PARAMETER: Fields = {"schema": ("one", "schema"), "content": _CONTENT, "examples": _EXAMPLES}

KINDS: Mapping[str, Fields] = {
    "openapi": {
        "paths": ("map", "pathItem"),
        "webhooks": ("map", "pathItem"),
        "components": ("one", "components"),
        "x-sdkgen-global-parameters": _PARAMETERS,
    },
    "components": {
        "schemas": ("map", "schema"),
        "responses": ("map", "response"),
        "parameters": ("map", "parameter"),
        "examples": _EXAMPLES,
        "requestBodies": ("map", "requestBody"),
        "headers": ("map", "header"),
        "securitySchemes": ("map", "securityScheme"),
        "links": ("map", "link"),
        "callbacks": ("map", "callback"),
        "pathItems": ("map", "pathItem"),
        "mediaTypes": _CONTENT,
    },
    "pathItem": {
        **dict.fromkeys(METHODS, ("one", "operation")),
        "additionalOperations": ("map", "operation"),
        "parameters": _PARAMETERS,
    },
    "operation": {
        "parameters": _PARAMETERS,
        "requestBody": ("one", "requestBody"),
        "responses": ("map", "response"),
        "callbacks": ("map", "callback"),
        "x-sdkgen-path-parameters": _PARAMETERS,
    },
    "callback": {},
    "parameter": _PARAMETER,
    "header": _PARAMETER,
    "requestBody": {"content": _CONTENT},
    "response": {"headers": ("map", "header"), "content": _CONTENT, "links": ("map", "link")},
    "mediaType": {
        "schema": ("one", "schema"),
        "itemSchema": ("one", "schema"),
        "encoding": ("map", "encoding"),
        "itemEncoding": ("one", "encoding"),
        "prefixEncoding": ("list", "encoding"),
        "examples": _EXAMPLES,
    },
    "encoding": {
        "headers": ("map", "header"),
        "encoding": ("map", "encoding"),
        "itemEncoding": ("one", "encoding"),
        "prefixEncoding": ("list", "encoding"),
    },
    "schema": _SCHEMA,
    "securityScheme": {},
    "link": {},
    "example": {},
}


@dataclass(frozen=True, slots=True)
class Site:
    """One object of a document: its kind, where it stands (unescaped tokens) and its value, of any type."""

    kind: str
    tokens: tuple[str, ...]
    value: Data
    parent: Site | None = None

    @property
    def mapping(self) -> dict[str, Any]:
        """The value, or nothing when it is no mapping."""
        return self.value if isinstance(self.value, dict) else {}


def children(kind: str, value: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], str, Data]]:
    """The objects right below one: relative tokens, kind and value.  Members of the wrong shape are left out."""
    fields = KINDS[kind]
    member: Data
    if kind == "callback":
        for key, member in value.items():
            if key != "$ref" and not key.startswith("x-"):
                yield (key,), "pathItem", member
        return
    for key, member in value.items():
        field = fields.get(key)
        if field is None:
            continue
        shape, child = field
        if shape == "one":
            yield (key,), child, member
        elif shape == "map" and isinstance(member, dict):
            for name, inner in member.items():
                # `paths`, `webhooks` and `responses` may hold extensions beside their entries.
                if child in ("schema", "header") or not name.startswith("x-"):
                    yield (key, name), child, inner
        elif shape == "list" and isinstance(member, list):
            for number, inner in enumerate(member):
                yield (key, str(number)), child, inner


def walk(data: Data, kind: str = "openapi", base: tuple[str, ...] = ()) -> Iterator[Site]:
    """Every object of a document, parents before children, in document order; `base`: tokens of `data`."""
    stack = [Site(kind, base, data)]
    while stack:
        site = stack.pop()
        yield site
        if isinstance(site.value, dict):
            below = [
                Site(child, site.tokens + tokens, value, site)
                for tokens, child, value in children(site.kind, site.value)
            ]
            stack.extend(reversed(below))
