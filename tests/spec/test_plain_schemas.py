"""What the quick proof lets pass, the library finds nothing in."""

from __future__ import annotations

from typing import Any

import pytest

from generator.spec import external
from generator.spec.plain_schemas import Proofs

SCHEMAS: list[Any] = [
    True,
    {},
    {"type": "string", "enum": ["a", 1, None], "format": "date", "minLength": 0},
    {"type": ["string", "null"], "x-note": {"any": "thing"}},
    {"type": "object", "required": ["a"], "properties": {"a": {"$ref": "#/components/schemas/Other"}}},
    {"allOf": [{"type": "array", "items": {"type": "integer", "multipleOf": 2}}], "deprecated": True},
    {"oneOf": [{}], "discriminator": {"propertyName": "a", "mapping": {"b": "Other"}}},
    {"type": "strin"},
    {"type": ["string", "string"]},
    {"type": []},
    {"type": 1},
    {"required": "a"},
    {"required": ["a", "a"]},
    {"properties": []},
    {"properties": {"a": {"items": {"minLength": -1}}}},
    {"minimum": "1"},
    {"maxItems": 1.5},
    {"multipleOf": 0},
    {"uniqueItems": "yes"},
    {"allOf": []},
    {"anyOf": [1]},
    {"not": None},
    {"enum": "a"},
    {"discriminator": {"mapping": {}}},
    {"discriminator": {"propertyName": "a", "mapping": {"b": 1}}},
    {"title": 5},
    {"$ref": 5},
    {"additionalProperties": "no"},
    {"if": {"type": "x"}},
    {"prefixItems": {}},
    {"description": None},
    {"externalDocs": {}},
    {"xml": {"name": 1}},
]


@pytest.mark.parametrize("schema", SCHEMAS, ids=repr)
def test_the_proof_hides_nothing(schema: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    document = {
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "paths": {},
        "components": {"schemas": {"Tried": schema, "Other": {"properties": {"in": schema}}}},
    }
    quick = external.validate_data(document)
    monkeypatch.setattr(Proofs, "holds", lambda *_: False)
    assert external.validate_data(document) == quick


def test_most_schemas_are_proved() -> None:
    assert [Proofs().holds(schema) for schema in SCHEMAS] == [True] * 7 + [False] * (len(SCHEMAS) - 7)
