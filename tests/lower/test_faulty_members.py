"""Members of the wrong kind: each is told of at its place, and the rest is understood."""

from __future__ import annotations

from typing import Any

import pytest

from tests.lower.support import json_response, lowered, operation, ref, schemas

OBJECT = {"type": "object", "properties": {"a": {"type": "string"}}}


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"type": "object", "properties": [1]}, "{any}"),
        ({**OBJECT, "required": "a"}, "{a: string}"),
        ({**OBJECT, "required": ["a", 3]}, "{a!: string}"),
        ({**OBJECT, "if": True, "then": {"$ref": "#/components/schemas/Gone"}}, "{a: string}"),
        ({"oneOf": [{"type": "null"}, {"enum": [None]}]}, "null"),
        ({"anyOf": [{"type": "null"}]}, "null"),
    ],
)
def test_schemas(schema: Any, expected: str) -> None:
    assert schemas(A=schema).show("A").removesuffix(" |null") == expected


def test_parameters() -> None:
    """A list that is none, parameters without a schema, content without a media type."""
    result = operation({"parameters": {"name": "q"}})
    assert (result.operation().params, bool(result.codes)) == ((), True)
    bare = {"name": "q", "in": "query", "content": {}}
    gone = {"name": "r", "in": "query", "content": {"application/json": {"$ref": "#/components/gone/x"}}}
    result = operation({"parameters": [bare, gone]})
    assert [each.name for each in result.operation().params] == ["q", "r"]
    assert result.codes


def test_answers_that_are_forms_are_bytes() -> None:
    answer = {"200": {"description": "", "content": {"multipart/form-data": {"schema": OBJECT}}}}
    result = operation({"responses": answer})
    (found,) = result.operation().responses
    assert found.contents[0].kind == "binary"
    assert result.codes


def test_security() -> None:
    schemes = {"h": {"type": "http"}, "k": {"type": "apiKey", "in": "header", "name": "K"}}
    result = lowered({"components": {"securitySchemes": schemes}, "security": {"k": []}})
    assert [scheme.name for scheme in result.api.security_schemes] == ["k"]
    assert len(result.codes) >= 2


@pytest.mark.parametrize("switch", [{"type": ["boolean", "null"]}, ref("Switch")])
def test_switches_of_streams(switch: Any) -> None:
    """One that may be null, or has a name, is a switch all the same."""
    events = {
        "200": {
            "description": "",
            "content": {
                "application/json": {"schema": OBJECT},
                "text/event-stream": {"schema": OBJECT},
            },
        }
    }
    body = {"content": {"application/json": {"schema": {"type": "object", "properties": {"stream": switch}}}}}
    components = {"schemas": {"Switch": {"type": "boolean"}}}
    result = operation({"requestBody": body, "responses": events}, method="post", components=components)
    streaming = result.operation().streaming
    assert streaming is not None
    assert streaming.switch == "stream"


def test_a_stream_without_a_schema() -> None:
    result = operation({"responses": {"200": {"description": "", "content": {"text/event-stream": {}}}}})
    assert result.operation().streaming is not None
    assert json_response(OBJECT)["description"] == ""
