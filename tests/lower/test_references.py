"""References: chains, cycles, siblings, unusual targets."""

from __future__ import annotations

from typing import Any

from generator.ir.types import AliasDef, ObjectDef, Ref
from tests.lower.support import lowered, ref, schemas, show_def


def test_a_dangling_reference_is_any_value_and_an_error_at_its_place() -> None:
    result = schemas(A={"type": "object", "properties": {"a": ref("Gone"), "b": ref("Gone")}})
    assert result.show("A") == "{a: any; b: any}"
    assert result.codes == ["SDK501", "SDK501"]
    assert [each.origin.pointer for each in result.diagnostics[:2]] == [
        "/components/schemas/A/properties/a",
        "/components/schemas/A/properties/b",
    ]


def test_recursion_is_plain_data() -> None:
    result = schemas(
        A={"type": "object", "properties": {"next": ref("A"), "all": {"type": "array", "items": ref("A")}}},
        Json={"oneOf": [{"type": "string"}, {"type": "array", "items": ref("Json")}]},
    )
    assert result.show("A") == "{next: A; all: [A]}"
    assert result.show("Json") == "(string | [Json])"
    assert result.codes == []


def test_a_loop_of_references_is_cut_once() -> None:
    result = schemas(A=ref("B"), B=ref("A"), C=ref("A"))
    assert result.show("A") == "any"
    assert result.show("B") == "A"
    assert result.codes == ["SDK505"]


def test_a_union_that_is_its_own_branch_loses_that_branch() -> None:
    result = schemas(A={"oneOf": [ref("A"), {"type": "string"}]})
    assert result.show("A") == "string"
    assert result.codes == ["SDK505"]


def test_a_chain_of_aliases_keeps_each_name() -> None:
    result = schemas(A=ref("B"), B=ref("C"), C={"type": "string"})
    assert (result.show("A"), result.show("B")) == ("C", "C")


def test_structural_siblings_of_a_reference_are_merged() -> None:
    result = schemas(
        A={
            "type": "object",
            "properties": {
                "plain": {**ref("B"), "description": "words", "deprecated": True},
                "more": {**ref("B"), "required": ["x"], "properties": {"y": {"type": "integer"}}},
                "typed": {**ref("B"), "type": "object"},
                "odd": {**ref("B"), "type": "string"},
            },
        },
        B={"type": "object", "properties": {"x": {"type": "string"}}},
    )
    assert result.show("A") == "{plain: B; more: @property:more; typed: B; odd: B}"
    more = result.inline("property:more")
    assert [(field.name, field.required) for field in more.fields] == [("x", True), ("y", False)]
    assert result.codes == ["SDK515"]


def test_references_into_other_schemas_reuse_their_inline_types() -> None:
    result = schemas(
        A={
            "type": "object",
            "properties": {
                "in": {"type": "object", "properties": {"x": {"type": "string"}}},
                "s": {"type": "string"},
            },
        },
        B={
            "type": "object",
            "properties": {
                "again": {"$ref": "#/components/schemas/A/properties/in"},
                "scalar": {"$ref": "#/components/schemas/A/properties/s"},
            },
        },
    )
    assert result.show("B") == "{again: @property:in; scalar: string}"
    assert len([each for each in result.api.types.defs.values() if isinstance(each, ObjectDef)]) == 3


def test_definitions_below_a_schema_have_their_own_name() -> None:
    result = schemas(
        A={
            "$ref": "#/components/schemas/A/$defs/Inner",
            "$defs": {"Inner": {"type": "object", "properties": {"x": {}}}},
        }
    )
    assert result.show("A") == "Inner"
    assert result.show("Inner") == "{x: any}"


def test_a_reference_into_a_path_belongs_to_the_operation() -> None:
    schema = {"type": "object", "properties": {"x": {"type": "string"}}}
    result = lowered(
        {
            "paths": {
                "/p": {
                    "get": {
                        "operationId": "op",
                        "responses": {
                            "200": {"description": "", "content": {"application/json": {"schema": schema}}}
                        },
                    }
                }
            },
            "components": {
                "schemas": {
                    "A": {"$ref": "#/paths/~1p/get/responses/200/content/application~1json/schema"},
                }
            },
        }
    )
    assert result.show("A") == "@response:200"
    assert result.inline("response:200").owner == "op:op"


def test_names_of_names_stand_for_the_last_of_them() -> None:
    chain = {f"S{i}": {"$ref": f"#/components/schemas/S{i + 1}"} for i in range(300)}
    result = schemas(**chain, S300={"type": "object", "properties": {"end": {"type": "string"}}})
    named = {d.name: d for d in result.api.types.defs.values()}
    assert len(named) == 301
    for i in range(300):
        alias = named[f"S{i}"]
        assert isinstance(alias, AliasDef)
        assert alias.target == Ref(named["S300"].id)


def holding(schema: Any) -> Any:
    """Content of one JSON schema."""
    return {"content": {"application/json": {"schema": schema}}}


def thing(**properties: Any) -> Any:
    """An object schema."""
    return {"type": "object", "properties": properties}


def test_references_ahead_take_the_place_that_they_lead_to() -> None:
    """Into the body, an answer and a parameter of a later operation, and into components of any kind."""
    later = "#/paths/~1b/post"
    schema = "content/application~1json/schema"
    places = {
        "body": f"{later}/requestBody/{schema}/properties/b",
        "answer": f"{later}/responses/200/{schema}/items",
        "param": f"{later}/parameters/0/schema",
        "union": "#/components/schemas/U/oneOf/0",
        "value": "#/components/schemas/M/additionalProperties",
        "other": f"#/components/responses/R/{schema}",
    }
    answer = {"description": "", **holding({"type": "array", "items": thing(y={})})}
    result = lowered(
        {
            "paths": {
                "/a": {
                    "post": {
                        "operationId": "a",
                        "requestBody": holding(thing(**{k: {"$ref": v} for k, v in places.items()})),
                        "responses": {"204": {"description": ""}},
                    }
                },
                "/b": {
                    "post": {
                        "operationId": "b",
                        "parameters": [{"name": "q", "in": "query", "schema": thing(z={})}],
                        "requestBody": holding(thing(b=thing(x={}))),
                        "responses": {"200": answer},
                    }
                },
            },
            "components": {
                "schemas": {
                    "U": {"oneOf": [thing(v={}), {"type": "string"}]},
                    "M": {"type": "object", "additionalProperties": thing(w={})},
                },
                "responses": {"R": {"description": "", **holding(thing(r={}))}},
            },
        }
    )
    assert result.codes == []
    body = next(
        each for each in result.api.types.defs.values() if each.id.endswith("1a/post/requestBody/" + schema)
    )
    assert show_def(result.api, body) == (
        "{body: @body:/property:b; answer: @response:200/item:; param: @param:q; "
        "union: @variant:0; value: @value:; other: schema}"
    )
