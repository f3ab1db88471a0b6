"""Small schemas in, values out; every value of a conforming flavour passes an independent validator."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from generator.diagnostics import Diagnostics
from generator.samples import Flavour, Sampler
from generator.spec import Document, parse_document


def document(**schemas: Any) -> Document:
    text = json.dumps(
        {
            "openapi": "3.1.0",
            "info": {"title": "T", "version": "1"},
            "paths": {},
            "components": {"schemas": schemas},
        }
    )
    return parse_document(text, diagnostics=Diagnostics())


def sample(schema: Any, flavour: Flavour = Flavour.TYPICAL, **others: Any) -> Any:
    """A value for one schema, checked when the flavour conforms."""
    depth, side = others.pop("depth", 3), others.pop("side", "response")
    doc = document(It=schema, **others)
    value = Sampler(doc).value(
        doc.node("/components/schemas/It"), flavour=flavour, depth=depth, side=side, name="it"
    )
    if flavour.conforms:
        registry: Registry[Any] = Registry().with_resource("urn:d", DRAFT202012.create_resource(doc.raw))
        Draft202012Validator({"$ref": "urn:d#/components/schemas/It"}, registry=registry).validate(value)
    return value


def unchecked(schema: Any) -> Any:
    """A value for a schema that nothing can fulfil."""
    doc = document(It=schema)
    return Sampler(doc).value(doc.node("/components/schemas/It"))


VALUES: list[tuple[Any, Any]] = [
    ({"type": "string"}, "sample_it"),
    ({"type": "string", "format": "date-time"}, "2026-01-02T03:04:05Z"),
    ({"type": "string", "minLength": 20}, "sample_itxxxxxxxxxxx"),
    ({"type": "string", "maxLength": 3}, "sam"),
    ({"type": "string", "pattern": "^file-[a-z0-9]{4}$"}, "file-aaaa"),
    ({"type": "string", "pattern": r"^\d+(\.\d+)?s$"}, "0s"),
    ({"type": "string", "pattern": "^(a|b)/[^/]+$"}, "a/a"),
    ({"type": "string", "pattern": "^[^a-z]+$", "minLength": 3}, "AAAA"),
    ({"type": "integer"}, 1),
    ({"type": "integer", "minimum": 7, "multipleOf": 5}, 10),
    ({"type": "integer", "maximum": -3}, -3),
    ({"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 0.5}, 0.25),
    ({"type": "number"}, 0.5),
    ({"type": ["null", "boolean"]}, True),
    ({"const": {"a": 1}}, {"a": 1}),
    ({"enum": [None, "b", "c"]}, "b"),
    ({"type": "null"}, None),
    ({"type": "array", "items": {"enum": [1, 2, 3]}, "minItems": 3, "uniqueItems": True}, [1, 2, 3]),
    ({"prefixItems": [{"const": 1}, {"const": 2}], "items": False}, [1, 2]),
    ({"type": "array", "contains": {"const": 5}}, [5]),
    ({"type": "object", "additionalProperties": {"type": "integer"}}, {"sample_key": 1}),
    ({"patternProperties": {"^x-[a-z]+$": {"const": 1}}, "type": "object"}, {"x-a": 1}),
    ({"type": "object", "propertyNames": {"enum": ["k"]}, "additionalProperties": {"const": 1}}, {"k": 1}),
    (
        {"type": "object", "minProperties": 2, "additionalProperties": {"const": 1}},
        {"sample_key": 1, "sample_key1": 1},
    ),
    ({"required": ["x"], "additionalProperties": {"type": "boolean"}}, {"x": True}),
    (
        {
            "properties": {"a": {"const": 1}, "b": {"const": 2}},
            "required": ["a"],
            "dependentRequired": {"a": ["b"]},
        },
        {"a": 1, "b": 2},
    ),
    ({"allOf": [{"type": "integer", "minimum": 5}, {"maximum": 9, "minimum": 6}]}, 6),
    ({"allOf": [{"enum": ["a", "b"]}, {"enum": ["b", "c"]}]}, "b"),
    ({"anyOf": [{"type": "string"}, {"type": "string", "enum": ["known"]}]}, "known"),
    ({"oneOf": [{"type": "null"}, {"type": "array", "items": {"const": 1}}]}, [1]),
    ({"oneOf": [{"type": "number"}, {"type": "integer"}]}, 0.5),
    (
        {
            "type": "object",
            "properties": {"a": {"const": 1}, "b": {"const": 2}},
            "oneOf": [{"required": ["a"]}, {"required": ["b"]}],
        },
        {"a": 1},
    ),
    (
        {"properties": {"k": {"const": 1}}, "if": {"required": ["k"]}, "then": {"required": ["z"]}},
        {"k": 1, "z": "sample_z"},
    ),
    ({"properties": {"a": {"const": 1}, "b": {"const": 2}}, "not": {"required": ["a", "b"]}}, {"b": 2}),
    (
        {
            "allOf": [
                {"properties": {"a": {"const": 1}}, "additionalProperties": False},
                {"properties": {"b": {}}},
            ]
        },
        {"a": 1},
    ),
]


@pytest.mark.parametrize(
    ("schema", "expected"), VALUES, ids=[json.dumps(schema)[:60] for schema, _ in VALUES]
)
def test_value(schema: Any, expected: Any) -> None:
    """One keyword, one value."""
    assert sample(schema) == expected


ITEM = {
    "type": "object",
    "required": ["id"],
    "properties": {
        "id": {"type": "string"},
        "note": {"type": ["string", "null"]},
        "tags": {"type": "array", "items": {"type": "string"}},
        "size": {"enum": ["s", "m"]},
        "secret": {"type": "string", "writeOnly": True},
        "made": {"type": "string", "readOnly": True},
    },
}


def test_sides_hide_what_the_other_side_may_not_send() -> None:
    """`writeOnly` is not answered, `readOnly` is not sent."""
    assert list(sample(ITEM)) == ["id", "note", "tags", "size", "made"]
    assert list(sample(ITEM, side="request")) == ["id", "note", "tags", "size", "secret"]


def test_flavours() -> None:
    """Each boundary case changes what it names and nothing else."""
    usual = sample(ITEM)
    assert sample(ITEM, Flavour.MINIMAL) == {"id": "sample_id"}
    assert sample(ITEM, Flavour.NULLS) == {**usual, "note": None}
    assert sample(ITEM, Flavour.EMPTY) == {**usual, "tags": []}
    assert sample(ITEM, Flavour.UNKNOWN_ENUM) == {**usual, "size": "value_from_the_future"}
    assert set(sample(ITEM, Flavour.UNKNOWN_FIELDS)) - set(usual) == {"field_from_the_future"}
    assert sample(ITEM, Flavour.UNKNOWN_VARIANT) == usual


def test_cases_leave_out_what_makes_no_difference() -> None:
    """A flavour without effect on a schema is no case of it."""
    doc = document(It=ITEM)
    cases = dict(Sampler(doc).cases(doc.node("/components/schemas/It")))
    assert [flavour.value for flavour in cases] == ["nulls", "empty", "unknown-fields", "unknown-enum"]


CAT = {
    "type": "object",
    "properties": {"kind": {"const": "cat"}, "lives": {"type": "integer"}},
    "required": ["kind"],
}
DOG = {"type": "object", "properties": {"kind": {"const": "dog"}}, "required": ["kind"]}


def test_unknown_member_of_a_union() -> None:
    """The tag is inferred; its unknown value comes with a payload."""
    union = {"oneOf": [CAT, DOG]}
    assert sample(union) == {"kind": "cat", "lives": 1}
    assert sample(union, Flavour.UNKNOWN_VARIANT)["kind"] == "variant_from_the_future"
    assert sample(union, Flavour.UNKNOWN_ENUM) == {"kind": "cat", "lives": 1}


def test_discriminator_values() -> None:
    """Of the mapping, else the component's name; also for an object that extends the schema with the discriminator."""
    pet = {"type": "object", "properties": {"petType": {"type": "string"}}, "required": ["petType"]}
    refs = [{"$ref": "#/components/schemas/Pet"}]
    assert sample({"oneOf": refs, "discriminator": {"propertyName": "petType"}}, Pet=pet) == {
        "petType": "Pet"
    }
    mapping = {"propertyName": "petType", "mapping": {"p": "#/components/schemas/Pet"}}
    assert sample({"oneOf": refs, "discriminator": mapping}, Pet=pet) == {"petType": "p"}
    based = {**pet, "discriminator": {"propertyName": "petType", "mapping": {"me": "It"}}}
    assert sample({"allOf": [{"$ref": "#/components/schemas/Base"}]}, Base=based) == {"petType": "me"}


def test_recursion_ends() -> None:
    """Optional recursion ends with the depth, required recursion in the lowest branch, endless one at a floor."""
    me = {"$ref": "#/components/schemas/It"}
    tree = {"type": "object", "properties": {"left": me, "name": {"type": "string"}}, "required": ["name"]}
    assert json.dumps(sample(tree, depth=2)).count("left") == 2
    term = {
        "oneOf": [{"type": "object", "properties": {"not": me}, "required": ["not"]}, {"type": "integer"}]
    }
    assert sample(term, depth=2) == {"not": {"not": 1}}
    endless = {"type": "object", "properties": {"next": me}, "required": ["next"]}
    assert "null}" in json.dumps(unchecked(endless))
    assert unchecked({"allOf": [me]}) == "sample"


def test_values_are_the_same_every_time_and_own() -> None:
    """Two calls give equal values that share nothing."""
    doc = document(It=ITEM)
    sampler, node = Sampler(doc), doc.node("/components/schemas/It")
    first = sampler.value(node)
    first["tags"].append("changed")
    assert sampler.value(node) == Sampler(doc).value(node) != first


def test_broken_and_odd_schemas_still_give_something() -> None:
    """References to nowhere, patterns of another language and schemas that nothing fulfils."""
    odd = [
        {"$ref": "#/nowhere"},
        {"pattern": "(?<=x)("},
        {"allOf": [{"type": "string"}, {"type": "integer"}]},
        False,
        {},
    ]
    doc = document(**{f"It{n}": schema for n, schema in enumerate(odd)})
    found = [Sampler(doc).value(doc.node(f"/components/schemas/It{n}")) for n in range(len(odd))]
    assert found == ["sample", "sample", None, None, "sample"]
