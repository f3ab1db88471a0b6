"""Wording goes, facts stay, and a name is never taken for a keyword."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from generator.spec.facts import strip

LONG = "A sentence that describes something at length, over and over."


def document(**members: Any) -> dict[str, Any]:
    return {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {}, **members}


def schema(value: dict[str, Any]) -> Any:
    result: Any = strip(document(components={"schemas": {"A": value}}), "openapi")
    return result["components"]["schemas"]["A"]


def operation(value: dict[str, Any]) -> Any:
    result: Any = strip(document(paths={"/a": {"get": value}}), "openapi")
    return result["paths"]["/a"]["get"]


def test_the_argument_is_left_as_it_is() -> None:
    data = document(
        components={"schemas": {"A": {"type": "string", "description": LONG, "enum": list("zyxwvutsrqp")}}}
    )
    before = copy.deepcopy(data)
    strip(data, "openapi")
    assert data == before


@pytest.mark.parametrize(
    "name", ["description", "summary", "example", "examples", "title", "externalDocs", "default"]
)
def test_a_property_may_have_the_name_of_a_keyword(name: str) -> None:
    value = {
        "type": "object",
        "properties": {name: {"type": "string", "description": LONG}},
        "required": [name],
    }
    assert schema(value) == {"type": "object", "properties": {name: {"type": "string"}}, "required": [name]}


@pytest.mark.parametrize("key", ["patternProperties", "$defs", "dependentSchemas"])
def test_other_maps_of_names(key: str) -> None:
    assert schema({key: {"description": {"type": "string", "summary": LONG}}}) == {
        key: {"description": {"type": "string"}}
    }


def test_components_headers_and_media_types_may_have_such_names() -> None:
    data = document(
        components={
            "schemas": {"description": {"type": "string"}, "example": {"type": "string", "example": "x"}},
            "responses": {
                "summary": {"description": LONG, "headers": {"description": {"schema": {"type": "integer"}}}}
            },
        }
    )
    components: Any = strip(data, "openapi")["components"]
    assert components == {
        "schemas": {"description": {"type": "string"}, "example": {"type": "string"}},
        "responses": {
            "summary": {"description": "", "headers": {"description": {"schema": {"type": "integer"}}}}
        },
    }


@pytest.mark.parametrize("key", ["default", "const"])
def test_values_are_data_whatever_they_look_like(key: str) -> None:
    value = {"type": "object", key: {"description": LONG, "examples": [1]}}
    assert schema(value) == value


def test_facts_of_a_schema_stay() -> None:
    value = {
        "type": ["string", "null"],
        "format": "uri",
        "pattern": "^one two three four five six$",
        "minLength": 1,
        "maxLength": 9,
        "deprecated": True,
        "readOnly": True,
        "nullable": True,
        "discriminator": {"propertyName": "description", "mapping": {"a": "#/components/schemas/A"}},
        "enum": ["low", "medium", "high"],
        "stray": 3,
    }
    assert (
        schema({**value, "description": LONG, "example": "x", "examples": ["x"], "$comment": LONG}) == value
    )


def test_subschemas_are_cleaned_wherever_they_stand() -> None:
    inner = {"type": "string", "description": LONG}
    bare = {"type": "string"}
    value = {
        "allOf": [inner],
        "anyOf": [inner],
        "oneOf": [inner],
        "not": inner,
        "items": inner,
        "additionalProperties": inner,
        "propertyNames": inner,
        "prefixItems": [inner],
    }
    assert schema(value) == {
        "allOf": [bare],
        "anyOf": [bare],
        "oneOf": [bare],
        "not": bare,
        "items": bare,
        "additionalProperties": bare,
        "propertyNames": bare,
        "prefixItems": [bare],
    }
    assert schema({"additionalProperties": False, "items": True}) == {
        "additionalProperties": False,
        "items": True,
    }


@pytest.mark.parametrize(
    ("title", "stays"),
    [
        ("Input message", True),
        ("The deleted conversation object", True),
        ("One two three four five six", False),
        ("Ends here.", False),
        ("two\nlines", False),
        ("", False),
        (7, False),
    ],
)
def test_a_title_stays_when_it_is_a_name(title: object, stays: bool) -> None:
    assert schema({"type": "string", "title": title}) == (
        {"type": "string", "title": title} if stays else {"type": "string"}
    )


def test_an_operation_keeps_what_it_does() -> None:
    value = {
        "operationId": "getA",
        "summary": LONG,
        "description": LONG,
        "externalDocs": {"url": "https://example.com", "description": LONG},
        "tags": ["The things that one can get here"],
        "deprecated": True,
        "security": [{"key": []}],
        "x-codeSamples": [{"source": LONG}],
        "x-oaiMeta": {"name": LONG, "group": "things", "beta": True, "examples": {"request": {"curl": LONG}}},
        "x-sdkgen-method": "get",
        "parameters": [
            {
                "name": "description",
                "in": "query",
                "description": LONG,
                "example": 1,
                "schema": {"type": "integer"},
            }
        ],
        "requestBody": {
            "description": LONG,
            "content": {
                "application/json": {
                    "schema": {"type": "string", "description": LONG},
                    "examples": {"a": {"summary": LONG, "value": 1}},
                    "encoding": {"description": {"contentType": "image/png"}},
                }
            },
        },
        "responses": {"200": {"description": LONG}, "default": {"$ref": "#/components/responses/E"}},
        "callbacks": {"done": {"{$request.body#/url}": {"post": {"summary": LONG, "responses": {}}}}},
    }
    assert operation(value) == {
        "operationId": "getA",
        "tags": ["The things that one can get here"],
        "deprecated": True,
        "security": [{"key": []}],
        "x-oaiMeta": {"group": "things", "beta": True},
        "x-sdkgen-method": "get",
        "parameters": [{"name": "description", "in": "query", "schema": {"type": "integer"}}],
        "requestBody": {
            "content": {
                "application/json": {
                    "schema": {"type": "string"},
                    "encoding": {"description": {"contentType": "image/png"}},
                }
            }
        },
        "responses": {"200": {"description": ""}, "default": {"$ref": "#/components/responses/E"}},
        "callbacks": {"done": {"{$request.body#/url}": {"post": {"responses": {}}}}},
    }


def test_the_document_around() -> None:
    data = document(
        info={
            "title": "The long name of an API that goes on",
            "version": "1",
            "description": LONG,
            "license": {"name": "MIT"},
            "contact": {"name": "x"},
            "termsOfService": "https://example.com",
        },
        servers=[{"url": "https://{host}", "description": LONG, "variables": {"host": {"default": "a", "description": LONG}}}],
        tags=[{"name": "Things of all kinds and of all sizes", "description": LONG}],
        webhooks={"done": {"post": {"operationId": "done", "summary": LONG, "responses": {"200": {"description": LONG}}}}},
        components={
            "securitySchemes": {
                "o": {
                    "type": "oauth2",
                    "description": LONG,
                    "flows": {"implicit": {"authorizationUrl": "https://example.com", "scopes": {"description": LONG}}},
                }
            },
            "examples": {"a": {"value": LONG}},
        },
    )  # fmt: skip
    assert strip(data, "openapi") == {
        "openapi": "3.1.0",
        "info": {"title": "The long name of an API that goes on", "version": "1"},
        "paths": {},
        "servers": [{"url": "https://{host}", "variables": {"host": {"default": "a"}}}],
        "tags": [{"name": "Things of all kinds and of all sizes"}],
        "webhooks": {"done": {"post": {"operationId": "done", "responses": {"200": {"description": ""}}}}},
        "components": {
            "securitySchemes": {
                "o": {
                    "type": "oauth2",
                    "flows": {
                        "implicit": {"authorizationUrl": "https://example.com", "scopes": {"description": ""}}
                    },
                }
            }
        },
    }


def test_values_that_nothing_describes_lose_their_sentences() -> None:
    value = {"type": "object", "odd": {"description": LONG, "note": LONG, "size": 3, "list": [LONG, "short"]}}
    assert schema(value) == {"type": "object", "odd": {"size": 3, "list": ["short"]}}


def test_long_enums_get_an_order_of_their_own() -> None:
    values = ["one two three", "four five six", "seven eight", "nine ten", "eleven"]
    expected = ["eleven", "nine ten", "seven eight", "one two three", "four five six"]
    assert schema({"enum": values})["enum"] == expected
    assert schema({"enum": values[:3]})["enum"] == values[:3]
    assert schema({"enum": [*values, None]})["enum"] == [*values, None]
