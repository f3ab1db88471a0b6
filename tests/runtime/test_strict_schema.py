"""Strict schemas: what stays, what changes, what is refused."""

from __future__ import annotations

import enum
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter
from runtime.strict_schema import strict_schema
from runtime.structured import is_structured_type, name_of, parse_json, schema_of


class Colour(enum.Enum):
    """A colour."""

    RED = "red"
    BLUE = "blue"


class Leaf(BaseModel):
    kind: Literal["leaf"] = "leaf"
    size: Annotated[int, Field(ge=1, le=9)]


class Tree(BaseModel):
    model_config = ConfigDict(extra="allow")

    kind: Literal["tree"]
    name: str = Field(pattern="^[a-z]+$", description="Its name.")
    colour: Colour = Field(description="Of the leaves.")
    parent: Tree | None = None
    up: Tree | None = Field(None, description="The same.")
    parts: list[Annotated[Leaf | Tree, Field(discriminator="kind")]] = []
    tags: set[str] = set()


def test_objects_are_closed_and_complete() -> None:
    schema = schema_of(Tree)
    tree = schema["$defs"]["Tree"]
    assert schema["additionalProperties"] is tree["additionalProperties"] is False
    assert schema["required"] == ["kind", "name", "colour", "parent", "up", "parts", "tags"]
    assert "$ref" not in schema
    leaf = schema["$defs"]["Leaf"]["properties"]
    assert (leaf["size"]["minimum"], leaf["size"]["maximum"]) == (1, 9)
    assert schema["properties"]["name"]["pattern"] == "^[a-z]+$"


def test_words_and_defaults() -> None:
    """A reference with words beside it is written out; null defaults go; unions lose their discriminator."""
    found = schema_of(Tree)["properties"]
    assert found["colour"] == {
        "title": "Colour",
        "description": "Of the leaves.",
        "enum": ["red", "blue"],
        "type": "string",
    }
    assert "default" not in found["parent"]
    assert found["parent"]["anyOf"] == [{"$ref": "#/$defs/Tree"}, {"type": "null"}]
    items = found["parts"]["items"]
    assert [*items] == ["anyOf"]
    assert "uniqueItems" not in found["tags"]


def test_recursion_with_words_ends() -> None:
    schema: dict[str, Any] = {
        "$defs": {
            "Node": {"type": "object", "properties": {"next": {"$ref": "#/$defs/Node", "description": "It."}}}
        },
        "$ref": "#/$defs/Node",
    }
    found = strict_schema(schema)
    assert found["required"] == ["next"]
    assert found["type"] == "object"


@pytest.mark.parametrize(
    ("form", "match"),
    [
        (list[int], "object with named fields"),
        (Leaf | Tree, "a union"),
        (int, "'integer'"),
    ],
)
def test_roots(form: Any, match: str) -> None:
    with pytest.raises(TypeError, match=match):
        schema_of(TypeAdapter(form))


@pytest.mark.parametrize(
    ("member", "match"),
    [
        (dict[str, int], "`thing`.*free keys"),
        (tuple[int, str], "`thing`.*tuples"),
        (Annotated[int, Field(json_schema_extra={"not": {"const": 1}})], "`not`"),
        (Annotated[int, Field(json_schema_extra={"allOf": [{}, {}]})], "intersections"),
    ],
)
def test_what_strict_schemas_cannot_say(member: Any, match: str) -> None:
    holder = type("Holder", (BaseModel,), {"__annotations__": {"thing": member}})
    with pytest.raises(TypeError, match=match):
        schema_of(holder)


def test_references_that_lead_nowhere() -> None:
    with pytest.raises(TypeError, match="no '#/nowhere'"):
        strict_schema({"type": "object", "properties": {"a": {"$ref": "#/nowhere", "description": "b"}}})


def test_values() -> None:
    assert parse_json(Leaf, b'{"size":2}') == Leaf(size=2)
    assert parse_json(TypeAdapter(list[Leaf]), '[{"size":2}]') == [Leaf(size=2)]
    assert [is_structured_type(x) for x in (Leaf, TypeAdapter(int), int, {}, Leaf(size=1))] == [
        True,
        True,
        False,
        False,
        False,
    ]
    assert name_of(TypeAdapter(list[Leaf])) == "list"
    assert name_of(Leaf) == "Leaf"
