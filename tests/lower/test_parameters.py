"""Parameters, paths, styles."""

from __future__ import annotations

from typing import Any

import pytest

from generator.ir.api import Param
from tests.lower.support import Result, json_response, lowered, operation, show


def param(**members: Any) -> dict[str, Any]:
    """A parameter object."""
    return {"schema": {"type": "string"}, **members, "in": members.get("where", members.get("in", "query"))}


def described(result: Result) -> list[str]:
    """Parameters in a line each."""
    return [
        f"{each.location} {each.name}{'!' if each.required else ''}: {show(result.api, each.type)} {each.style}"
        f"{'*' if each.explode else ''}"
        for each in result.operation().params
    ]


def only(result: Result) -> Param:
    """The one parameter of the operation."""
    (found,) = result.operation().params
    return found


@pytest.mark.parametrize(
    ("where", "stated", "style", "explode", "style_stated"),
    [
        ("query", {}, "form", True, False),
        ("cookie", {}, "form", True, False),
        ("header", {}, "simple", False, False),
        ("query", {"explode": False}, "form", False, True),
        ("query", {"style": "deepObject"}, "deepObject", True, True),
        ("query", {"style": "pipeDelimited"}, "pipeDelimited", False, True),
        ("query", {"style": "spaceDelimited", "explode": True}, "spaceDelimited", True, True),
    ],
)
def test_styles_and_their_defaults(
    where: str, stated: Any, style: str, explode: bool, style_stated: bool
) -> None:
    found = only(operation({"parameters": [param(name="a", where=where, **stated)]}))
    assert (found.style, found.explode, found.style_stated) == (style, explode, style_stated)


@pytest.mark.parametrize(("style", "where"), [("matrix", "query"), ("form", "header"), ("nonsense", "query")])
def test_a_style_out_of_place_is_reported(style: str, where: str) -> None:
    result = operation({"parameters": [param(name="a", where=where, style=style)]})
    assert only(result).style in ("form", "simple")
    assert result.codes == ["SDK534"]


def test_parameters_of_the_path_item_are_overridden() -> None:
    shared = [param(name="a"), param(name="b", schema={"type": "integer"})]
    own = {"operationId": "op", "parameters": [param(name="b", required=True)], "responses": {}}
    result = lowered({"paths": {"/p": {"parameters": shared, "get": own}}})
    assert described(result) == ["query a: string form*", "query b!: string form*"]


def test_parameters_come_from_components_too() -> None:
    components = {"parameters": {"Limit": param(name="limit", schema={"type": "integer", "default": 20})}}
    found = only(
        operation({"parameters": [{"$ref": "#/components/parameters/Limit"}]}, components=components)
    )
    assert (found.name, found.has_default, found.default) == ("limit", True, 20)


def test_path_parameters_follow_the_template() -> None:
    result = operation(
        {
            "parameters": [
                param(name="q"),
                param(name="b", where="path", required=True),
                param(name="x", where="path", required=True),
            ]
        },
        path="/a/{a}/b/{b}",
    )
    assert described(result) == ["path a!: string simple", "path b!: string simple", "query q: string form*"]
    assert result.codes == ["SDK532", "SDK531"]


def test_a_path_parameter_is_always_required() -> None:
    result = operation(
        {"parameters": [param(name="a", where="path", style="matrix", explode=True)]}, path="/{a}"
    )
    assert described(result) == ["path a!: string matrix*"]
    assert result.codes == ["SDK537"]


def test_headers_that_other_parts_decide_are_ignored() -> None:
    names = ["Accept", "content-type", "Authorization", "X-Own"]
    result = operation({"parameters": [param(name=name, where="header") for name in names]})
    assert described(result) == ["header X-Own: string simple"]
    assert result.codes == ["SDK530"] * 3


def test_content_parameters_are_json() -> None:
    content = {"application/json": {"schema": {"type": "object", "properties": {"x": {"type": "string"}}}}}
    result = operation({"parameters": [{"name": "f", "in": "query", "content": content}]})
    assert described(result) == ["query f: @param:f json"]


@pytest.mark.parametrize(
    "bad",
    [
        3,
        {"in": "query"},
        {"name": "a"},
        {"name": "a", "in": "body"},
        {"$ref": "#/components/parameters/Gone"},
    ],
)
def test_unusable_parameters_are_left_out_with_an_error(bad: Any) -> None:
    result = operation({"parameters": [bad, param(name="ok")]})
    assert described(result) == ["query ok: string form*"]
    assert len(result.codes) == 1


def test_a_parameter_declared_twice_counts_once() -> None:
    result = operation({"parameters": [param(name="X-A", where="header"), param(name="x-a", where="header")]})
    assert described(result) == ["header X-A: string simple"]
    assert result.codes == ["SDK533"]


def test_a_query_string_object_becomes_parameters() -> None:
    schema = {
        "type": "object",
        "required": ["a"],
        "properties": {"a": {"type": "string"}, "b": {"type": "integer"}},
    }
    whole = {
        "name": "all",
        "in": "querystring",
        "content": {"application/x-www-form-urlencoded": {"schema": schema}},
    }
    result = operation({"parameters": [whole]}, version="3.2.0")
    assert described(result) == ["query a!: string form*", "query b: integer form*"]
    assert result.codes == ["SDK535"]
    other = {"name": "all", "in": "querystring", "content": {"application/json": {"schema": schema}}}
    assert operation({"parameters": [other]}, version="3.2.0").operation().params == ()


def test_nullable_pattern_and_inline_objects_of_parameters() -> None:
    schema = {"type": "object", "properties": {"gt": {"type": "integer"}}}
    result = operation(
        {
            "parameters": [
                param(name="range", schema=schema, deprecated=True, description="words"),
                param(
                    name="n",
                    schema={"type": ["string", "null"], "pattern": "^a$"},
                    allowReserved=True,
                    allowEmptyValue=True,
                ),
            ]
        }
    )
    first, second = result.operation().params
    assert (first.deprecated, first.docs.description) == (True, "words")
    assert result.inline("param:range").owner == "op:op"
    assert (second.nullable, second.pattern, second.allow_reserved) == (True, "^a$", True)
    assert result.codes == ["SDK536"]


def test_response_headers() -> None:
    headers = {"X-Rate": {"schema": {"type": "integer"}}, "Content-Type": {"schema": {"type": "string"}}}
    result = operation({"responses": {"200": {**json_response({}), "headers": headers}}})
    (response,) = result.operation().responses
    assert [(each.name, each.location) for each in response.headers] == [("X-Rate", "header")]
