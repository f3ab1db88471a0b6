"""No document, however odd, makes reading or the rules fail with anything but findings."""

from __future__ import annotations

import copy
import json
import random
from typing import Any

from generator.diagnostics import Diagnostics, InputError
from generator.spec import check_rules, parse_document

DOCUMENT: dict[str, Any] = {
    "openapi": "3.0.3",
    "info": {"title": "T", "version": "1"},
    "servers": [{"url": "https://a.test"}],
    "security": [{"key": []}],
    "paths": {
        "/a/{x}": {
            "parameters": [{"name": "x", "in": "path", "required": True, "schema": {"type": "string"}}],
            "post": {
                "operationId": "a",
                "parameters": [{"$ref": "#/components/parameters/P"}],
                "requestBody": {
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}
                },
                "responses": {"200": {"description": "k", "headers": {"H": {"schema": {"type": "integer"}}}}},
                "callbacks": {"c": {"{$url}": {"post": {"responses": {}}}}},
            },
        }
    },
    "components": {
        "parameters": {"P": {"name": "p", "in": "query", "schema": {"enum": ["a"], "default": "a"}}},
        "securitySchemes": {"key": {"type": "apiKey", "name": "k", "in": "header"}},
        "schemas": {
            "A": {
                "type": "object",
                "required": ["b"],
                "properties": {
                    "b": {"type": "string", "nullable": True, "pattern": "^a$", "maxLength": 3},
                    "c": {"minimum": 1, "exclusiveMinimum": True, "$recursiveRef": "#"},
                    "d": {
                        "oneOf": [{"$ref": "#/components/schemas/A"}],
                        "discriminator": {"propertyName": "b"},
                    },
                    "e": {"allOf": [{"$ref": "#/components/schemas/A"}], "nullable": True, "default": None},
                },
            }
        },
    },
}
ODD: tuple[Any, ...] = (
    None,
    True,
    0,
    -1.5,
    "",
    "x",
    [],
    {},
    [None],
    {"": None},
    {"$ref": 3},
    {"$ref": "#"},
    {"$ref": "#/components/schemas/A/properties/d"},
    {"$ref": "#x%ff"},
    {"$ref": "a.yaml#/~2"},
    {"$ref": "http://[broken"},
    {"$id": "http://[broken", "$anchor": [], "items": [{"$dynamicRef": "#gone"}]},
    {
        "nullable": 1,
        "type": ["x", None],
        "enum": [{}, []],
        "required": [[]],
        "discriminator": [],
        "default": {},
    },
)


def _places(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [at, *(place for key, member in inner for place in _places(member, (*at, key)))]


def _with(place: tuple[Any, ...], odd: Any) -> Any:
    if not place:
        return odd
    changed = copy.deepcopy(DOCUMENT)
    home: Any = changed
    for key in place[:-1]:
        home = home[key]
    home[place[-1]] = odd
    return changed


def test_odd_values_anywhere_lead_to_findings_only() -> None:
    chance = random.Random(7)
    cases = [(place, odd) for place in _places(DOCUMENT) for odd in ODD]
    for place, odd in chance.sample(cases, 700):
        diagnostics = Diagnostics()
        text = json.dumps(_with(place, odd))
        try:
            check_rules(parse_document(text, diagnostics=diagnostics), diagnostics)
        except InputError:
            assert any(d.severity.label == "fatal" for d in diagnostics)
        for found in diagnostics:
            assert str(found)
