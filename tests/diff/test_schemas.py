"""One pair of schemas for each kind of change: what it is called, and what it means to requests and responses."""

from __future__ import annotations

import pytest

from generator.diff.concepts import CONCEPTS
from tests.diff.making import Json, both, changes, only, received, sent, words

S: Json = {"type": "string"}
N: Json = {"type": "integer"}


def obj(required: tuple[str, ...] = (), **properties: Json) -> Json:
    return {"type": "object", "properties": properties, "required": list(required)}


def union(*members: Json, kind: str = "oneOf", **more: object) -> Json:
    return {kind: list(members), **more}


CAT = {**obj(("kind",), kind={"const": "cat"}, lives=N), "title": "Cat"}
DOG = {**obj(("kind",), kind={"const": "dog"}), "title": "Dog"}
COW = {**obj(("kind",), kind={"const": "cow"}), "title": "Cow"}

PAIRS: list[tuple[str, Json, Json]] = [
    ("type-changed", obj(a=S), obj(a=N)),
    ("type-generalized", obj(a=N), obj(a={"type": "number"})),
    ("type-generalized", obj(a=N), obj(a={"type": ["integer", "string"]})),
    ("type-narrowed", obj(a={"type": ["integer", "string"]}), obj(a=S)),
    ("format-changed", {"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}),
    ("format-added", S, {"type": "string", "format": "date"}),
    ("format-removed", {"type": "string", "format": "date"}, S),
    ("became-nullable", S, {"type": ["string", "null"]}),
    ("became-not-nullable", {"type": ["string", "null"]}, S),
    ("enum-value-added", {"enum": ["a"]}, {"enum": ["a", "b"]}),
    ("enum-value-removed", {"enum": ["a", "b"]}, {"enum": ["a"]}),
    ("became-enum", S, {"type": "string", "enum": ["a"]}),
    ("no-longer-enum", {"type": "string", "enum": ["a"]}, S),
    ("extensible-enum-value-added", S, {**S, "x-extensible-enum": ["a"]}),
    ("extensible-enum-value-removed", {**S, "x-extensible-enum": ["a"]}, S),
    ("default-value-added", S, {**S, "default": "a"}),
    ("default-value-removed", {**S, "default": "a"}, S),
    ("default-value-changed", {**S, "default": "a"}, {**S, "default": "b"}),
    ("deprecated", obj(a=S), obj(a={**S, "deprecated": True})),
    ("reactivated", obj(a={**S, "deprecated": True}), obj(a=S)),
    ("became-read-only", obj(a=S), obj(a={**S, "readOnly": True})),
    ("became-not-read-only", obj(a={**S, "readOnly": True}), obj(a=S)),
    ("became-write-only", obj(a=S), obj(a={**S, "writeOnly": True})),
    ("became-not-write-only", obj(a={**S, "writeOnly": True}), obj(a=S)),
    ("title-changed", {**S, "title": "One"}, {**S, "title": "Two"}),
    ("new-required-property", obj(), obj(("a",), a=S)),
    ("new-required-property-with-default", obj(), obj(("a",), a={**S, "default": "x"})),
    ("new-optional-property", obj(), obj(a=S)),
    ("property-removed", obj(a=S), obj()),
    ("required-property-removed", obj(("a",), a=S), obj()),
    ("property-became-required", obj(a=S), obj(("a",), a=S)),
    (
        "property-became-required-with-default",
        obj(a={**S, "default": "x"}),
        obj(("a",), a={**S, "default": "x"}),
    ),
    ("property-became-optional", obj(("a",), a=S), obj(a=S)),
    ("required-name-added", obj(), obj(("a",))),
    ("required-name-removed", obj(("a",)), obj()),
    ("additional-properties-allowed", {**obj(), "additionalProperties": False}, obj()),
    ("additional-properties-forbidden", obj(), {**obj(), "additionalProperties": False}),
    ("additional-properties-described", obj(), {**obj(), "additionalProperties": S}),
    ("additional-properties-undescribed", {**obj(), "additionalProperties": S}, obj()),
    ("additional-properties-stated", obj(), {**obj(), "additionalProperties": True}),
    ("pattern-property-added", obj(), {**obj(), "patternProperties": {"^x": S}}),
    ("pattern-property-removed", {**obj(), "patternProperties": {"^x": S}}, obj()),
    ("multiple-of-changed", {**N, "multipleOf": 2}, {**N, "multipleOf": 3}),
    ("unique-items-set", {"type": "array"}, {"type": "array", "uniqueItems": True}),
    ("unique-items-unset", {"type": "array", "uniqueItems": True}, {"type": "array"}),
    ("pattern-added", S, {**S, "pattern": "^a"}),
    ("pattern-removed", {**S, "pattern": "^a"}, S),
    ("pattern-changed", {**S, "pattern": "^a"}, {**S, "pattern": "^b"}),
    ("items-described", {"type": "array"}, {"type": "array", "items": S}),
    ("items-undescribed", {"type": "array", "items": S}, {"type": "array"}),
    ("prefix-items-changed", {"type": "array"}, {"type": "array", "prefixItems": [S]}),
    ("variant-added", union(CAT, DOG), union(DOG, CAT, COW)),
    ("variant-removed", union(CAT, DOG, COW), union(COW, CAT)),
    ("variant-added", union(S, N), union(S, N, {"type": "array", "items": S})),
    ("became-union", CAT, union(CAT, DOG)),
    ("no-longer-union", union(CAT, DOG), CAT),
    ("union-kind-changed", union(CAT, DOG), union(CAT, DOG, kind="anyOf")),
    ("discriminator-added", union(CAT, DOG), union(CAT, DOG, discriminator={"propertyName": "kind"})),
    ("discriminator-removed", union(CAT, DOG, discriminator={"propertyName": "kind"}), union(CAT, DOG)),
    (
        "discriminator-property-changed",
        union(CAT, DOG, discriminator={"propertyName": "kind"}),
        union(CAT, DOG, discriminator={"propertyName": "sort"}),
    ),
    ("keyword-added", obj(), {**obj(), "dependentRequired": {"a": ["b"]}}),
    ("keyword-removed", {**obj(), "dependentRequired": {"a": ["b"]}}, obj()),
    ("keyword-changed", {**obj(), "minContains": 1}, {**obj(), "minContains": 2}),
    ("keyword-added", S, {**S, "not": {"const": "x"}}),
]
for _keyword, _name, _type in (
    ("maxLength", "max-length", "string"),
    ("minLength", "min-length", "string"),
    ("maxItems", "max-items", "array"),
    ("minItems", "min-items", "array"),
    ("maxProperties", "max-properties", "object"),
    ("minProperties", "min-properties", "object"),
    ("maximum", "max", "integer"),
    ("minimum", "min", "integer"),
    ("exclusiveMaximum", "max", "number"),
    ("exclusiveMinimum", "min", "number"),
):
    _plain, _five, _six = {"type": _type}, {"type": _type, _keyword: 5}, {"type": _type, _keyword: 6}
    PAIRS += [
        (f"{_name}-set", _plain, _five),
        (f"{_name}-unset", _five, _plain),
        (f"{_name}-increased", _five, _six),
        (f"{_name}-decreased", _six, _five),
    ]


@pytest.mark.parametrize(("id", "old", "new"), PAIRS, ids=[f"{n}-{each[0]}" for n, each in enumerate(PAIRS)])
def test_each_change_has_its_id_and_levels(id: str, old: Json, new: Json) -> None:
    concept = CONCEPTS[id]
    assert concept.request is not None
    assert concept.response is not None
    levels = concept.request.label, concept.response.label
    assert words(only(both(old), both(new))) == (id, *levels)
    assert words(only(sent(old), sent(new))) == (id, levels[0], None)
    assert words(only(received(old), received(new))) == (id, None, levels[1])


@pytest.mark.parametrize(("id", "old", "new"), PAIRS, ids=[f"{n}-{each[0]}" for n, each in enumerate(PAIRS)])
def test_the_same_change_is_found_deep_inside(id: str, old: Json, new: Json) -> None:
    def deep(schema: Json) -> Json:
        return {"type": "array", "items": {"allOf": [obj(inner={"anyOf": [schema, {"type": "null"}]})]}}

    found = changes(both(deep(old)), both(deep(new))).changes
    if id in ("became-nullable", "became-not-nullable"):
        assert found == ()  # null stands beside it already
    else:
        assert [each.id for each in found] == [id]


def test_a_read_only_property_does_not_concern_requests() -> None:
    old = both(obj(("a",), a={**S, "readOnly": True}))
    assert words(only(old, both(obj()))) == ("required-property-removed", None, "breaking")
    new = both(obj(("a",), a={**N, "readOnly": True}))
    assert words(only(old, new)) == ("type-changed", None, "breaking")
    new = both(obj(("a",), a={**S, "writeOnly": True}))
    assert {each.id for each in changes(old, new).changes} == {"became-write-only", "became-not-read-only"}


def test_a_change_of_a_shared_schema_is_one_change_that_knows_its_operations() -> None:
    old, new = both(obj(a=S)), both(obj(a=N))
    for each in (old, new):
        each["paths"]["/y"] = each["paths"]["/x"]
    change = only(old, new)
    assert change.operations == ("POST /x", "POST /y")
    assert change.subject == "S.a"
    assert change.names == ("request-property-type-changed", "response-property-type-changed")
    assert change.old is not None
    assert change.old.pointer == "/components/schemas/S/properties/a"


def test_a_mapping_of_a_discriminator_by_value() -> None:
    def doc(**mapping: str) -> Json:
        reference = [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}]
        return both(
            union(*reference, discriminator={"propertyName": "kind", "mapping": mapping}), Cat=CAT, Dog=DOG
        )

    cat, dog = "#/components/schemas/Cat", "#/components/schemas/Dog"
    assert only(doc(cat=cat), doc(cat=cat, dog=dog)).id == "discriminator-mapping-added"
    assert only(doc(cat=cat, dog=dog), doc(cat=cat)).id == "discriminator-mapping-removed"
    assert only(doc(cat=cat), doc(cat=dog)).id == "discriminator-mapping-changed"
    assert changes(doc(cat=cat), doc(cat="Cat")).changes == ()


def test_an_unused_schema_counts_but_breaks_no_operation() -> None:
    old, new = both(S, Lone=obj(a=S)), both(S, Lone=obj(a=N))
    assert words(only(old, new)) == ("type-changed", "risky", "risky")
    assert only(both(S), new).id == "schema-added"
    assert only(new, both(S)).id == "schema-removed"


def test_recursion_ends() -> None:
    def tree(leaf: Json) -> Json:
        return obj(value=leaf, children={"type": "array", "items": {"$ref": "#/components/schemas/S"}})

    assert only(both(tree(S)), both(tree(N))).subject == "S.value"


def test_members_of_a_union_are_found_again_by_what_they_are() -> None:
    old = union(CAT, DOG)
    new = union({**DOG, "title": "Hound"}, {**CAT, "properties": {**CAT["properties"], "lives": S}})
    assert sorted(each.id for each in changes(both(old), both(new)).changes) == [
        "title-changed",
        "type-changed",
    ]
