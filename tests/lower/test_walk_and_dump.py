"""Traversal and dump of the IR."""

from __future__ import annotations

import json

from generator.codes import CODES
from generator.ir.dump import dump
from generator.ir.types import ListOf, MapOf, Nullable, OneOf, Ref, Scalar, ScalarKind, TypeId
from generator.ir.walk import objects, refs_of, request_types, response_types, success_responses
from tests.lower.support import Result, json_response, lowered, operation, ref

OBJECT = {"type": "object", "properties": {"x": {"type": "string"}}}


def sample() -> Result:
    """One operation whose request and response share a type, and a webhook."""
    schemas = {
        "In": {"type": "object", "properties": {"b": ref("Both"), "self": ref("In")}},
        "Out": {"type": "object", "properties": {"all": {"type": "array", "items": ref("Both")}}},
        "Both": OBJECT,
        "Hook": OBJECT,
        "Nobody": OBJECT,
    }
    paths = {
        "/p": {
            "post": {
                "operationId": "op",
                "requestBody": {"content": {"application/json": {"schema": ref("In")}}},
                "responses": {"200": json_response(ref("Out"))},
            }
        }
    }
    hook = {"post": {"requestBody": {"content": {"application/json": {"schema": ref("Hook")}}}}}
    return lowered({"components": {"schemas": schemas}, "paths": paths, "webhooks": {"h": hook}})


def test_requests_and_responses_reach_their_types() -> None:
    api = sample().api
    names = {each.id: each.name for each in api.types.defs.values()}
    assert {names[each] for each in request_types(api)} == {"In", "Both"}
    assert {names[each] for each in response_types(api)} == {"Out", "Both", "Hook"}
    assert [each.name for each in objects(api)] == ["In", "Out", "Both", "Hook", "Nobody"]


def test_references_are_found_at_any_depth() -> None:
    a, b, c = (Ref(TypeId(name)) for name in "abc")
    type_ = ListOf(OneOf((MapOf(Nullable(a)), b)), (c, Scalar(ScalarKind.ANY)))
    assert list(refs_of(type_)) == ["c", "a", "b"] or set(refs_of(type_)) == {"a", "b", "c"}


def test_default_is_the_success_where_there_is_no_other() -> None:
    only = operation(
        {"responses": {"default": json_response(OBJECT), "404": {"description": ""}}}
    ).operation()
    assert [each.status for each in success_responses(only)] == ["default"]
    both = operation(
        {"responses": {"default": json_response(OBJECT), "201": {"description": ""}}}
    ).operation()
    assert [each.status for each in success_responses(both)] == ["201"]


def test_a_dump_is_json_without_defaults_and_always_the_same() -> None:
    text = dump(sample().api)
    assert text == dump(sample().api)
    data = json.loads(text)
    first = data["operations"][0]
    assert first["id"] == "op"
    assert "deprecated" not in first
    assert first["body"]["contents"][0]["type"] == {"is": "Ref", "id": "t.json#/components/schemas/In"}
    definition = data["types"]["defs"]["t.json#/components/schemas/Both"]
    assert definition["is"] == "ObjectDef"
    assert definition["fields"][0]["type"] == {"is": "Scalar", "kind": "string"}


def test_a_summary_counts() -> None:
    data = json.loads(dump(sample().api, summary=True))
    assert (data["operations"], data["types"], data["webhooks"], data["bodies"]) == (1, 5, 1, {"json": 1})


def test_lowering_twice_gives_equal_values() -> None:
    assert sample().api == sample().api


def test_every_code_that_is_emitted_is_registered() -> None:
    assert {each.code for each in sample().diagnostics} <= set(CODES)
