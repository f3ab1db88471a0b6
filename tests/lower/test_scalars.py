"""Scalars, enums, arrays and maps."""

from __future__ import annotations

from typing import Any

import pytest

from generator.ir.types import AliasDef, EnumOf, ListOf, Scalar, ScalarKind
from tests.lower.support import schemas


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"type": "string"}, "string"),
        ({"type": "string", "format": "uuid"}, "string:uuid"),
        ({"type": "string", "format": "binary"}, "binary:binary"),
        ({"type": "string", "format": "byte"}, "base64:byte"),
        ({"type": "string", "contentEncoding": "base64"}, "base64"),
        ({"type": "string", "contentMediaType": "image/png"}, "binary"),
        ({"contentMediaType": "application/octet-stream"}, "binary"),
        ({"type": "string", "contentMediaType": "application/json"}, "string"),
        ({"type": "string", "format": "date-time"}, "date-time:date-time"),
        ({"type": "string", "format": "date"}, "date:date"),
        ({"type": "string", "format": "int64"}, "int64-string:int64"),
        ({"type": "string", "format": "google-fieldmask"}, "string:google-fieldmask"),
        ({"type": "integer", "format": "unixtime"}, "unixtime:unixtime"),
        ({"type": "number", "format": "unixtime"}, "number:unixtime"),
        ({"type": "integer", "format": "int32"}, "integer:int32"),
        ({"type": "boolean"}, "boolean"),
        ({"type": "null"}, "null"),
        ({}, "any"),
        (True, "any"),
        (False, "never"),
        ({"description": "words"}, "any"),
        ({"type": "array", "items": {"type": "string"}}, "[string]"),
        ({"items": {"type": "string"}}, "[string]"),
        ({"type": "array"}, "[any]"),
        ({"type": "array", "items": {"type": ["string", "null"]}}, "[string?]"),
        (
            {"type": "array", "prefixItems": [{"type": "integer"}], "items": {"type": "string"}},
            "[integer, string]",
        ),
        ({"type": "object"}, "{any}"),
        ({"type": "object", "additionalProperties": True}, "{any}"),
        ({"type": "object", "additionalProperties": {}}, "{any}"),
        ({"type": "object", "additionalProperties": {"type": "integer"}}, "{integer}"),
        ({"additionalProperties": {"type": ["integer", "null"]}}, "{integer?}"),
        ({"type": "object", "unevaluatedProperties": {"type": "integer"}}, "{integer}"),
        ({"type": ["string", "null"]}, "string |null"),
        ({"type": ["string", "integer"]}, "(string | integer)"),
        ({"type": ["number", "integer"]}, "number"),
        ({"enum": ["a", "b"]}, "enum[string]('a', 'b')"),
        ({"type": "string", "enum": ["a"]}, "'a'"),
        ({"const": 3}, "3"),
        ({"const": None}, "null"),
        ({"enum": [0, 1]}, "enum[integer](0, 1)"),
        ({"enum": [0, 0.5]}, "enum[number](0, 0.5)"),
        ({"enum": [True, False]}, "boolean"),
        ({"enum": [True]}, "True"),
        ({"enum": ["a", 1]}, "enum[any]('a', 1)"),
        ({"enum": ["a", "b", None]}, "enum[string]('a', 'b') |null"),
        ({"type": ["string", "null"], "enum": ["a", "b"]}, "enum[string]('a', 'b') |null"),
    ],
)
def test_a_schema_becomes_one_type(schema: Any, expected: str) -> None:
    result = schemas(A=schema)
    assert result.show("A") == expected
    assert result.codes == []


@pytest.mark.parametrize(
    ("schema", "expected", "codes"),
    [
        ({"type": "strnig"}, "any", ["SDK506"]),
        ({"type": 3}, "any", ["SDK506"]),
        ({"type": "file"}, "binary", ["SDK506"]),
        ({"type": "string", "minLength": "x"}, "string", ["SDK519"]),
        ({"enum": []}, "any", ["SDK513"]),
        ({"enum": [{}]}, "any", ["SDK513"]),
        ({"enum": ["a", "a", "b"]}, "enum[string]('a', 'b')", ["SDK513"]),
        ({"type": "integer", "enum": ["a", "b"]}, "enum[string]('a', 'b')", ["SDK513", "SDK513"]),
        ({"type": "string", "not": {"const": "x"}}, "string", ["SDK507"]),
        ({"type": "object", "patternProperties": {"^x": {"type": "integer"}}}, "{integer}", ["SDK514"]),
        (
            {"type": "object", "patternProperties": {"^x": {"type": "integer"}, "^y": {"type": "string"}}},
            "{(integer | string)}",
            ["SDK514"],
        ),
    ],
)
def test_what_cannot_be_said_is_reported(schema: Any, expected: str, codes: list[str]) -> None:
    result = schemas(A=schema)
    assert result.show("A") == expected
    assert result.codes == codes


def test_a_schema_that_is_none_becomes_any_value_in_its_place() -> None:
    result = schemas(A={"type": "object", "properties": {"a": 3, "b": {"type": "string"}}})
    assert result.show("A") == "{a: any; b: string}"
    assert result.codes == ["SDK502"]


def test_true_and_one_are_different_values() -> None:
    definition = schemas(A={"enum": [1, True]}).named("A")
    assert isinstance(definition, AliasDef)
    assert isinstance(definition.target, EnumOf)
    assert [type(value) for value in definition.target.values] == [int, bool]


def test_bounds_are_kept() -> None:
    definition = schemas(
        A={"type": "array", "items": {"type": "integer", "minimum": 1}, "maxItems": 4}
    ).named("A")
    assert isinstance(definition, AliasDef)
    assert isinstance(definition.target, ListOf)
    assert definition.target.constraints is not None
    assert definition.target.constraints.max_items == 4
    item = definition.target.item
    assert isinstance(item, Scalar)
    assert item.kind is ScalarKind.INTEGER
    assert item.constraints is not None
    assert item.constraints.minimum == 1
