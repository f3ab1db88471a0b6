"""One shape for 3.0, 3.1 and 3.2."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from generator.spec.normalise import normalise

NULL = {"type": "null"}
REF = {"$ref": "#/components/schemas/B"}


def schema(value: dict[str, Any]) -> Any:
    return normalise(value, "schema").data


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"type": "string", "nullable": True}, {"type": ["string", "null"]}),
        ({"type": "string", "nullable": False}, {"type": "string"}),
        ({"type": ["string", "null"], "nullable": True}, {"type": ["string", "null"]}),
        (
            {"type": "string", "enum": ["a"], "nullable": True},
            {"type": ["string", "null"], "enum": ["a", None]},
        ),
        ({"const": "a", "nullable": True}, {"enum": ["a", None]}),
        ({**REF, "nullable": True}, {"anyOf": [REF, NULL]}),
        ({**REF, "nullable": True, "description": "d"}, {"description": "d", "anyOf": [REF, NULL]}),
        ({"allOf": [REF], "nullable": True, "default": None}, {"default": None, "anyOf": [REF, NULL]}),
        ({"allOf": [REF, REF], "nullable": True}, {"anyOf": [{"allOf": [REF, REF]}, NULL]}),
        ({"oneOf": [REF, {"type": "string"}], "nullable": True}, {"oneOf": [REF, {"type": "string"}, NULL]}),
        ({"anyOf": [REF, NULL], "nullable": True}, {"anyOf": [REF, NULL]}),
        (
            {"type": "object", "oneOf": [REF], "nullable": True},
            {"type": ["object", "null"], "oneOf": [REF, NULL]},
        ),
        ({"properties": {}, "nullable": True}, {"properties": {}, "type": ["object", "null"]}),
        ({"items": {}, "nullable": True}, {"items": {}, "type": ["array", "null"]}),
        ({"nullable": True}, {}),
        ({"type": ["string"]}, {"type": "string"}),
        ({"type": ["string", "string", "null"]}, {"type": ["string", "null"]}),
        ({"minimum": 1, "exclusiveMinimum": True}, {"exclusiveMinimum": 1}),
        ({"maximum": 1.5, "exclusiveMaximum": True}, {"exclusiveMaximum": 1.5}),
        ({"minimum": 1, "exclusiveMinimum": False}, {"minimum": 1}),
        ({"exclusiveMinimum": 3}, {"exclusiveMinimum": 3}),
        ({"items": [{"type": "string", "nullable": True}]}, {"prefixItems": [{"type": ["string", "null"]}]}),
        ({"items": [{}], "additionalItems": False}, {"prefixItems": [{}], "items": False}),
    ],
)
def test_older_keywords_are_rewritten(before: dict[str, Any], after: dict[str, Any]) -> None:
    original = copy.deepcopy(before)
    assert schema(before) == after
    assert before == original
    assert schema(after) == after


@pytest.mark.parametrize("word", ["properties", "patternProperties", "$defs", "dependentSchemas"])
def test_schemas_in_maps_are_reached(word: str) -> None:
    assert schema({word: {"default": {"nullable": True, "type": "string"}}})[word]["default"]["type"] == [
        "string",
        "null",
    ]


@pytest.mark.parametrize("word", ["default", "const", "example", "x-other"])
def test_plain_data_is_left_alone(word: str) -> None:
    value = {word: {"type": "string", "nullable": True}}
    assert schema(value) == value


def test_enum_values_and_examples_are_left_alone() -> None:
    value = {"enum": [{"nullable": True}], "examples": [{"nullable": True, "type": "x"}]}
    assert schema(value) == value


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({"exclusiveMinimum": True}, "SDK230"),
        ({"type": "string", "nullable": "true"}, "SDK231"),
        ({"type": "string", "nullable": 3}, "SDK231"),
    ],
)
def test_what_cannot_be_carried_over_is_said(value: dict[str, Any], code: str) -> None:
    result = normalise({"properties": {"a": value}}, "schema")
    assert [(f.code, f.tokens) for f in result.findings] == [(code, ("properties", "a"))]
    assert "nullable" not in result.data["properties"]["a"]


def test_every_place_of_a_document_is_reached() -> None:
    old: dict[str, Any] = {"type": "string", "nullable": True}
    content = {"application/json": {"schema": old, "example": old}}
    body = {"content": {**content, "text/event-stream": {"itemSchema": old}}}
    operation = {
        "parameters": [{"schema": old}, {"content": content}],
        "requestBody": body,
        "responses": {200: {"headers": {"H": {"schema": old}}, "content": content}},
        "callbacks": {"c": {"{$url}": {"post": {"requestBody": body}}}},
    }
    document = {
        "openapi": "3.0.1",
        "paths": {"/a": {"get": operation, "query": operation, "additionalOperations": {"COPY": operation}}},
        "webhooks": {"w": {"post": operation}},
        "components": {
            "schemas": {"A": old},
            "pathItems": {"p": {"get": operation}},
            "callbacks": {"c": {"x": {}}},
        },
    }
    result = normalise(document).data
    text = repr(result)
    examples = text.count("'example': {'type': 'string', 'nullable': True}")
    assert examples == 20
    assert text.count("nullable") == examples
    assert result["openapi"] == "3.1.0"
    assert list(result["paths"]["/a"]["get"]["responses"]) == ["200"]


def test_values_of_the_wrong_shape_are_carried_over() -> None:
    odd: dict[str, Any] = {
        "openapi": "3.1.0",
        "paths": [1],
        "components": {"schemas": {"A": "text", "B": None, "C": {"properties": [], "allOf": {}, "items": 1}}},
    }
    assert normalise(odd).data == odd


def test_references_are_collected_with_the_kind_that_they_expect() -> None:
    document = {
        "openapi": "3.1.0",
        "paths": {"/a": {"$ref": "p"}, "/b": {"get": {"parameters": [{"$ref": "q"}], "x-y": {"$ref": "no"}}}},
        "components": {"schemas": {"A": {"properties": {"$ref": {"$ref": "r"}}, "example": {"$ref": "no"}}}},
    }
    found = {(kind, reference) for _, kind, reference in normalise(document).references}
    assert found == {("pathItem", "p"), ("parameter", "q"), ("schema", "r")}
