"""Schemas and parameters."""

from __future__ import annotations

from typing import Any

import pytest

from tests.discovery.test_methods import converted, operation

EXHIBIT = "Exhibit"


@pytest.fixture(scope="module")
def exhibit() -> dict[str, Any]:
    properties: dict[str, Any] = converted("museum")["components"]["schemas"][EXHIBIT]["properties"]
    return properties


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("count", {"type": "string", "format": "int64"}),
        ("serial", {"type": "string", "format": "uint64"}),
        ("bytes", {"type": "string", "format": "byte"}),
        ("when", {"type": "string", "format": "date-time"}),
        ("day", {"type": "string", "format": "date"}),
        ("wait", {"type": "string", "format": "google-duration"}),
        ("mask", {"type": "string", "format": "google-fieldmask"}),
        ("small", {"type": "integer", "format": "int32"}),
        ("flags", {"type": "integer", "format": "uint32"}),
        ("ratio", {"type": "number", "format": "float"}),
        ("open", {"type": "boolean", "default": True}),
        ("free", {}),
        ("value", {"format": "google.protobuf.Value"}),
        ("packed", {"type": "object", "format": "google.protobuf.Any", "additionalProperties": {}}),
        ("labels", {"type": "object", "additionalProperties": {"type": "string"}}),
        ("@type", {"type": "string"}),
        ("end-date", {"type": "string", "pattern": "^\\d+$"}),
        ("title", {"type": "string", "x-sdkgen-required-in": ["museum.get"]}),
        ("id", {"type": "string", "readOnly": True}),
    ],
)
def test_a_property(exhibit: dict[str, Any], name: str, schema: dict[str, Any]) -> None:
    assert exhibit[name] == schema


def test_enums_keep_their_wording_and_their_deprecated_values(exhibit: dict[str, Any]) -> None:
    assert exhibit["kind"] == {
        "type": "string",
        "enum": ["ROOM", "HALL"],
        "x-sdkgen-enum-descriptions": ["A room.", "A hall."],
        "x-sdkgen-enum-deprecated": [False, True],
    }


def test_a_reference_keeps_what_stands_beside_it(exhibit: dict[str, Any]) -> None:
    assert exhibit["maker"] == {
        "$ref": "#/components/schemas/Maker",
        "description": "Who made it.",
        "readOnly": True,
        "deprecated": True,
    }


def test_inline_objects_nest(exhibit: dict[str, Any]) -> None:
    assert exhibit["inner"]["properties"]["deeper"]["properties"] == {"x": {"type": "string"}}


def test_recursion_is_ordinary_references() -> None:
    schemas = converted("family")["components"]["schemas"]
    person = {"$ref": "#/components/schemas/Person"}
    assert schemas["Person"]["properties"]["children"] == {"type": "array", "items": person}
    assert schemas["House"]["properties"]["owners"]["additionalProperties"] == person


def test_a_variant_is_a_tagged_union() -> None:
    schemas = converted("shapes")["components"]["schemas"]
    assert schemas["Shape"] == {
        "type": "object",
        "oneOf": [{"$ref": "#/components/schemas/Circle"}, {"$ref": "#/components/schemas/Square"}],
        "discriminator": {
            "propertyName": "type",
            "mapping": {"circle": "#/components/schemas/Circle", "square": "#/components/schemas/Square"},
        },
    }
    assert schemas["Circle"]["required"] == ["type"]
    assert schemas["Square"]["type"] == "object"
    assert schemas["Square"]["required"] == ["type", "side"]


@pytest.fixture(scope="module")
def parameters() -> dict[str, dict[str, Any]]:
    return {item["name"]: item for item in operation("survey", "survey.reports.query")["parameters"]}


def test_repeated_parameters_are_exploded_arrays(parameters: dict[str, dict[str, Any]]) -> None:
    metrics = parameters["metrics"]
    assert (metrics["required"], metrics["style"], metrics["explode"]) == (True, "form", True)
    assert metrics["schema"]["type"] == "array"
    assert metrics["schema"]["items"]["enum"] == ["COST", "CLICKS"]
    assert parameters["status"]["schema"] == {
        "type": "array",
        "items": {"type": "string"},
        "default": ["LIVE"],
    }


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("endDate.day", {"type": "integer", "format": "int32"}),
        ("from", {"type": "string", "format": "date-time"}),
        ("ratio", {"type": "number", "format": "double", "default": 0.5}),
        ("limit", {"type": "integer", "format": "uint32", "minimum": 1, "maximum": 100, "default": 20}),
        ("verbose", {"type": "boolean", "default": False}),
        ("offset", {"type": "string", "format": "int64", "default": "7"}),
    ],
)
def test_defaults_and_bounds_get_their_type(
    parameters: dict[str, dict[str, Any]], name: str, schema: dict[str, Any]
) -> None:
    assert parameters[name]["schema"] == schema


def test_a_deprecated_parameter(parameters: dict[str, dict[str, Any]]) -> None:
    assert parameters["continue"]["deprecated"] is True


def test_parameters_of_the_whole_document_are_kept_once() -> None:
    document = converted("survey")
    found = {item["name"]: item["schema"] for item in document["x-sdkgen-global-parameters"]}
    assert list(found) == ["alt", "key", "$.xgafv", "prettyPrint"]
    assert found["prettyPrint"] == {"type": "boolean", "default": True}
