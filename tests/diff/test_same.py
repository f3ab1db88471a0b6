"""What is no change: order, where a schema stands, wording, the spelling of OpenAPI 3.0 and 3.1."""

from __future__ import annotations

import copy
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diff.unchanged import Unchanged
from tests.diff.making import Json, api, both, changes, operation

NAMES = ("A", "B", "C", "D")


def references() -> st.SearchStrategy[Json]:
    return st.sampled_from(NAMES).map(lambda name: {"$ref": f"#/components/schemas/{name}"})


def leaves() -> st.SearchStrategy[Json]:
    """Schemas without inner ones, in the spelling of OpenAPI 3.0."""
    return st.one_of(
        references(),
        st.builds(lambda nullable: {"type": "string", "nullable": nullable}, st.booleans()),
        st.just({"type": "string", "enum": ["x", "y"]}),
        st.builds(
            lambda least: {"type": "integer", "minimum": least, "exclusiveMinimum": True}, st.integers(0, 9)
        ),
        st.just({"type": "string", "format": "date-time", "description": "when"}),
        st.just({"type": "number", "default": 1.0, "deprecated": True}),
    )


def nested(inner: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    objects = st.builds(
        lambda properties, required: {
            "type": "object",
            "properties": properties,
            "required": sorted(required & set(properties)),
        },
        st.dictionaries(st.sampled_from(["p", "q", "r"]), inner, max_size=3),
        st.sets(st.sampled_from(["p", "q", "r"])),
    )
    return st.one_of(
        objects,
        inner.map(lambda item: {"type": "array", "items": item}),
        inner.map(lambda value: {"type": "object", "additionalProperties": value}),
        st.lists(inner, min_size=2, max_size=3).map(lambda members: {"oneOf": members}),
        st.lists(inner, min_size=1, max_size=2).map(lambda members: {"allOf": members}),
        inner.map(lambda member: {"anyOf": [member], "nullable": True}),
    )


SCHEMAS = st.recursive(leaves(), nested, max_leaves=6)
OBJECTS = st.dictionaries(st.sampled_from(["p", "q", "r"]), SCHEMAS, max_size=2).map(
    lambda properties: {"type": "object", "properties": properties}
)
DOCUMENTS = st.builds(
    lambda first, second, components: api(
        {
            "/x": {"post": _operation("x", first, second)},
            "/y/{id}": {"get": {**_operation("y", second, first), "tags": ["t"], "deprecated": True}},
        },
        components,
        version="3.0.3",
    ),
    SCHEMAS,
    SCHEMAS,
    st.fixed_dictionaries(dict.fromkeys(NAMES, OBJECTS)),
)


def _operation(name: str, sent: Json, received: Json) -> Json:
    return operation(
        operationId=name,
        parameters=[{"name": "q", "in": "query", "schema": {"type": "string"}, "description": "words"}],
        requestBody={"content": {"application/json": {"schema": sent}}},
        responses={"200": {"description": "ok", "content": {"application/json": {"schema": received}}}},
    )


def reordered(value: Any, dice: random.Random) -> Any:
    if isinstance(value, dict):
        entries = list(value.items())
        dice.shuffle(entries)
        return {key: reordered(member, dice) for key, member in entries}
    if isinstance(value, list):
        return [reordered(member, dice) for member in value]
    return value


def upgraded(value: Any) -> Any:
    """The same schema in the spelling of 3.1."""
    if isinstance(value, list):
        return [upgraded(member) for member in value]
    if not isinstance(value, dict):
        return value
    new = {key: upgraded(member) for key, member in value.items()}
    if new.pop("exclusiveMinimum", None) is True:
        new["exclusiveMinimum"] = new.pop("minimum")
    if new.pop("nullable", False) is True:
        if "type" in new:
            new["type"] = [new["type"], "null"]
        else:
            new["anyOf"] = [*new["anyOf"], {"type": "null"}]
    return new


def inlined(value: Any, schemas: Json, dice: random.Random, depth: int = 3) -> Any:
    """Some references replaced by what they lead to."""
    if isinstance(value, list):
        return [inlined(member, schemas, dice, depth) for member in value]
    if not isinstance(value, dict):
        return value
    name = str(value.get("$ref", "")).rpartition("/")[2]
    if name and depth and dice.random() < 0.7 and "$ref" not in schemas[name]:
        return inlined(copy.deepcopy(schemas[name]), schemas, dice, depth - 1)
    return {key: inlined(member, schemas, dice, depth) for key, member in value.items()}


def renamed(value: Any) -> Any:
    if isinstance(value, list):
        return [renamed(member) for member in value]
    if isinstance(value, dict):
        return {key: renamed(member) for key, member in value.items()}
    return (
        value.replace("#/components/schemas/", "#/components/schemas/New")
        if isinstance(value, str)
        else value
    )


@given(DOCUMENTS, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=25)
def test_order_wording_and_spelling_do_not_count(document: Json, dice: random.Random) -> None:
    assert changes(document, document).changes == ()
    assert changes(document, reordered(document, dice)).changes == ()
    newer = {**upgraded(document), "openapi": "3.1.0"}
    assert changes(document, newer).changes == ()
    assert changes(newer, document).changes == ()


@given(DOCUMENTS, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=25)
def test_where_a_schema_stands_does_not_count(document: Json, dice: random.Random) -> None:
    schemas = document["components"]["schemas"]
    moved = {**document, "paths": inlined(document["paths"], schemas, dice)}
    assert changes(document, moved).changes == ()
    assert changes(moved, document).changes == ()


@given(DOCUMENTS)
@settings(deadline=None, max_examples=15)
def test_another_name_is_no_change_of_what_is_used(document: Json) -> None:
    other = renamed(document)
    other["components"]["schemas"] = {f"New{name}": s for name, s in other["components"]["schemas"].items()}
    found = changes(document, other)
    assert {each.id for each in found.changes} <= {"schema-added", "schema-removed"}


def test_a_renamed_schema_is_told_apart_from_changes() -> None:
    old = both({"type": "object", "properties": {"a": {"type": "string"}}})
    new = renamed(old)
    new["components"]["schemas"] = {"NewS": new["components"]["schemas"]["S"]}
    found = changes(old, new)
    assert found.changes == ()
    assert [(each.old, each.new) for each in found.moved] == [("S", "NewS")]


def test_wrappers_that_add_nothing() -> None:
    target = {"type": "object", "properties": {"a": {"type": "string"}}}
    plain = {"type": "object", "properties": {"b": {"$ref": "#/components/schemas/T"}}}
    wrapped = {
        "type": "object",
        "properties": {"b": {"allOf": [{"$ref": "#/components/schemas/T"}], "description": "b"}},
    }
    single = {"type": "object", "properties": {"b": {"oneOf": [{"$ref": "#/components/schemas/T"}]}}}
    for other in (wrapped, single):
        assert changes(both(plain, T=target), both(other, T=target)).changes == ()


def facts(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths of all leaves."""
    if isinstance(value, dict) and value:
        return [found for key, member in value.items() for found in facts(member, (*path, key))]
    if isinstance(value, list) and value:
        return [found for key, member in enumerate(value) for found in facts(member, (*path, key))]
    return [path]


RICH = api(
    {
        "/x/{id}": {
            "post": operation(
                tags=["t"],
                parameters=[{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}],
                requestBody={
                    "required": True,
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/S"}}},
                },
                responses={
                    "200": {
                        "description": "",
                        "headers": {"A": {"required": True, "schema": {"type": "integer"}}},
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/U"}}},
                    }
                },
                security=[{"k": []}],
            )
        }
    },
    {
        "S": {
            "type": "object",
            "required": ["a"],
            "properties": {
                "a": {"type": "string", "maxLength": 9, "pattern": "^a", "default": "a"},
                "b": {"type": "array", "minItems": 1, "items": {"enum": ["x", "y"]}},
                "c": {"type": ["integer", "null"], "format": "int32", "multipleOf": 3, "readOnly": True},
            },
            "additionalProperties": False,
        },
        "U": {
            "oneOf": [
                {"$ref": "#/components/schemas/S"},
                {"type": "object", "properties": {"z": {"const": 1}}},
            ],
            "discriminator": {"propertyName": "z", "mapping": {"one": "#/components/schemas/S"}},
        },
        "Lone": {"type": "object", "properties": {"q": {"type": "boolean", "deprecated": True}}},
    },
    servers=[{"url": "https://a.example", "variables": {"v": {"default": "1"}}}],
)


def test_no_changed_fact_goes_unseen() -> None:
    """Every leaf, changed or taken out, is a change, unless it is wording."""
    for path in facts(RICH):
        if path[0] == "openapi" or path[-1] == "description" or path[-3:] == ("parameters", 0, "required"):
            continue  # a path parameter is required whatever is said of it
        for change in (_another, None):
            other = copy.deepcopy(RICH)
            home = other
            for step in path[:-1]:
                home = home[step]
            if change is None and path[-1] == "type" and {"properties", "items"} & set(home):
                continue  # properties without a type describe an object all the same
            if change is None:
                del home[path[-1]]
            else:
                home[path[-1]] = change(home[path[-1]])
            assert changes(RICH, other).changes, (path, change)
            assert changes(other, RICH).changes, (path, change)


def _another(value: Any) -> Any:
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case str():
            return {"string": "boolean", "object": "array", "array": "object"}.get(value, f"{value}x")
        case _:
            return ["other"]


@given(DOCUMENTS, DOCUMENTS)
@settings(deadline=None, max_examples=25)
def test_the_short_cut_for_what_is_equal_changes_no_result(old: Json, new: Json) -> None:
    """Half of the new document is that of the old one, so that both equal and other parts occur."""
    mixed = copy.deepcopy(new)
    mixed["paths"]["/x"] = old["paths"]["/x"]
    for name in ("A", "B"):
        mixed["components"]["schemas"][name] = old["components"]["schemas"][name]
    short = changes(old, mixed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Unchanged, "holds", lambda *_: False)
        patch.setattr(Unchanged, "same_path", lambda *_: False)
        assert changes(old, mixed) == short
