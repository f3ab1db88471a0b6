"""oneOf and anyOf: null, flattening, enums, discriminators."""

from __future__ import annotations

from typing import Any

import pytest

from tests.lower.support import ref, schemas

STRING = {"type": "string"}
NULL = {"type": "null"}


def tagged(value: Any, name: str = "type", required: bool = True) -> dict[str, Any]:
    """An object whose tag property has one value, or several."""
    values = value if isinstance(value, list) else [value]
    return {"type": "object", "properties": {name: {"enum": values}}, "required": [name] if required else []}


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"anyOf": [STRING, NULL]}, "string |null"),
        ({"oneOf": [STRING]}, "string"),
        ({"oneOf": [NULL]}, "null"),
        ({"anyOf": [STRING, {"type": "integer"}, {"enum": [None]}]}, "(string | integer) |null"),
        ({"anyOf": [STRING, STRING]}, "string"),
        ({"anyOf": [STRING, {"enum": ["a", "b"]}]}, "(string | enum[string]('a', 'b'))"),
        ({"anyOf": [{"enum": ["a"]}, {"enum": ["b", "a"]}, {"const": 1}]}, "(enum[string]('a', 'b') | 1)"),
        (
            {"oneOf": [{"oneOf": [STRING, {"type": "integer"}]}, {"type": "boolean"}]},
            "(string | integer | boolean)",
        ),
        ({"anyOf": [False, STRING]}, "string"),
        ({"anyOf": [{"anyOf": [STRING, NULL]}, {"type": "integer"}]}, "(string | integer) |null"),
        ({"anyOf": [{"type": "array", "items": STRING}, STRING]}, "([string] | string)"),
        ({"anyOf": [{"type": ["string", "null"]}, {"type": "integer"}]}, "(string | integer) |null"),
    ],
)
def test_unions_of_simple_types(schema: Any, expected: str) -> None:
    result = schemas(A=schema)
    assert result.show("A") == expected
    assert result.codes == []


def test_named_unions_without_tags_are_taken_apart_and_enums_joined() -> None:
    result = schemas(
        Ids={"anyOf": [STRING, {"enum": ["a", "b"]}]},
        A={"anyOf": [ref("Ids"), {"enum": ["c"]}]},
        B={"type": "object", "properties": {"ids": ref("Ids")}},
    )
    assert result.show("A") == "(string | enum[string]('a', 'b', 'c'))"
    assert result.show("B") == "{ids: Ids}"


def test_tags_are_read_from_one_value_enums() -> None:
    result = schemas(
        A={"oneOf": [ref("X"), ref("Y")], "discriminator": {"propertyName": "type"}},
        X=tagged("x"),
        Y=tagged(["y", "y2"]),
    )
    assert result.show("A") == "(X | Y)<type E x y,y2>"
    assert result.codes == []


def test_tags_are_read_through_references_compositions_and_nested_unions() -> None:
    result = schemas(
        A={"oneOf": [ref("Inner"), ref("Z")], "discriminator": {"propertyName": "type"}},
        Inner={"oneOf": [ref("X"), ref("Y")], "discriminator": {"propertyName": "type"}},
        X={"allOf": [ref("Kind"), {"type": "object", "properties": {"v": STRING}}]},
        Kind={"type": "object", "properties": {"type": ref("Tag")}},
        Tag={"const": "x"},
        Y=tagged("y", required=False),
        Z=tagged("z"),
    )
    assert result.show("A") == "(Inner | Z)<type E x,y z>"
    assert result.show("Inner") == "(X | Y)<type E x y>"


def test_a_mapping_names_components_or_references() -> None:
    untagged = {"type": "object", "properties": {"v": STRING}}
    mapping = {"x": "X", "why": "#/components/schemas/Y", "zed": "Nowhere"}
    result = schemas(
        A={"oneOf": [ref("X"), ref("Y")], "discriminator": {"propertyName": "type", "mapping": mapping}},
        X=untagged,
        Y=untagged,
    )
    assert result.show("A") == "(X | Y)<type E x why>"
    assert set(result.codes) == {"SDK501", "SDK517"}


def test_a_mapping_decides_where_branches_list_all_values() -> None:
    every = tagged(["x", "y", "z"])
    result = schemas(
        A={
            "oneOf": [ref("X"), ref("Y")],
            "discriminator": {"propertyName": "type", "mapping": {"x": "X", "y": "Y"}},
        },
        B={"oneOf": [ref("Z"), ref("Y")], "discriminator": {"propertyName": "type", "mapping": {"z": "Z"}}},
        X=every,
        Y=every,
        Z=tagged(["z", "z2"]),
    )
    assert result.show("A") == "(X | Y)<type E x y>"
    assert result.show("B") == "(Z | Y)<type E z,z2 x,y>"
    assert result.codes == []


def test_component_names_are_the_last_resort() -> None:
    result = schemas(
        A={"oneOf": [ref("X"), ref("Y")], "discriminator": {"propertyName": "type"}},
        X={"type": "object", "properties": {"type": STRING}},
        Y={"type": "object", "properties": {"type": STRING, "y": STRING}},
    )
    assert result.show("A") == "(X | Y)<type E X Y>"
    assert result.codes == ["SDK516"]


def test_a_branch_without_a_value_is_reported_and_has_no_tag() -> None:
    result = schemas(
        A={"oneOf": [ref("X"), ref("Y")], "discriminator": {"propertyName": "type"}},
        X=tagged("x"),
        Y={"type": "object", "properties": {"v": STRING}},
    )
    assert result.show("A") == "(X | Y)<type E x ->"
    assert result.codes == ["SDK517"]


def test_shared_values_are_reported() -> None:
    result = schemas(
        A={"oneOf": [ref("X"), ref("Y")], "discriminator": {"propertyName": "type"}},
        X=tagged("x"),
        Y=tagged(["x", "y"]),
    )
    assert result.show("A") == "(X | Y)<type E x x,y>"
    assert result.codes == ["SDK517"]


@pytest.mark.parametrize(
    ("x", "y", "expected"),
    [
        (tagged("x"), tagged("y"), "(X | Y)<type I x y>"),
        (tagged("x", "role"), tagged("y", "role"), "(X | Y)<role I x y>"),
        (tagged("x", "verb"), tagged("y", "verb"), "(X | Y)<verb I x y>"),
        (tagged("x", required=False), tagged("y"), "(X | Y)<type I x y>"),
        (tagged("x"), tagged("x"), "(X | Y)"),
        (tagged("x"), tagged("y", "kind"), "(X | Y)"),
        (tagged("x"), STRING, "(X | Y)"),
    ],
)
def test_tags_are_inferred_where_every_object_has_its_own_value(x: Any, y: Any, expected: str) -> None:
    assert schemas(A={"oneOf": [ref("X"), ref("Y")]}, X=x, Y=y).show("A") == expected


def test_required_and_usual_tag_names_come_first() -> None:
    def variant(value: str) -> dict[str, Any]:
        properties = {name: {"const": f"{value}-{name}"} for name in ("verb", "object", "type")}
        return {"type": "object", "properties": properties, "required": ["verb", "object"]}

    result = schemas(A={"oneOf": [ref("X"), ref("Y")]}, X=variant("x"), Y=variant("y"))
    assert result.show("A") == "(X | Y)<object I x-object y-object>"


def test_in_a_mixed_union_only_objects_have_tags() -> None:
    result = schemas(
        A={"anyOf": [STRING, ref("X"), ref("Y"), {"type": "array", "items": STRING}]},
        X=tagged("x"),
        Y=tagged("y"),
    )
    assert result.show("A") == "(string | X | Y | [string])<type I - x y ->"


def test_inline_variants_are_named_by_tag_title_or_ordinal() -> None:
    result = schemas(
        A={
            "oneOf": [
                tagged("auto"),
                {"title": "Named", "type": "object", "properties": {"a": STRING}},
                {"type": "object", "properties": {"b": STRING}},
                {"title": "Named", "type": "object", "properties": {"c": STRING}},
            ]
        }
    )
    assert result.show("A") == "(@variant:auto | @variant:Named | @variant:2 | @variant:3)"


def test_a_union_inside_a_property_has_the_property_in_its_path() -> None:
    result = schemas(
        A={
            "type": "object",
            "properties": {"p": {"anyOf": [tagged("x"), NULL]}, "q": {"anyOf": [tagged("x"), STRING]}},
        }
    )
    assert result.show("A") == "{p: @property:p |null; q: (@property:q/variant:x | string)}"


def test_a_union_that_recurses_through_a_list_is_kept() -> None:
    result = schemas(
        Filter={
            "type": "object",
            "properties": {
                "type": {"enum": ["and", "or"]},
                "all": {"type": "array", "items": {"oneOf": [ref("Leaf"), ref("Filter")]}},
            },
        },
        Leaf={"type": "object", "properties": {"type": {"enum": ["eq", "ne"]}}},
    )
    assert (
        result.show("Filter")
        == "{type: enum[string]('and', 'or'); all: [(Leaf | Filter)<type I eq,ne and,or>]}"
    )


def test_keywords_of_the_wrong_kind_do_not_stop_anything() -> None:
    result = schemas(
        A={"oneOf": {}},
        B={"anyOf": []},
        C={"oneOf": [3, STRING]},
        D={"oneOf": [STRING, {}], "discriminator": {}},
    )
    assert (result.show("A"), result.show("B")) == ("any", "any")
    assert result.show("C") == "(any | string)"
    assert result.codes.count("SDK519") == 3


def test_tags_of_unions_inside_of_unions() -> None:
    """Those that all variants of the inner one have; an inner union without a name is taken apart no further."""
    tagged = {
        name: {"type": "object", "required": ["k"], "properties": {"k": {"const": name}}} for name in "xyz"
    }
    inner = {"oneOf": [ref("x"), {"anyOf": [ref("y"), {"type": "null"}]}]}
    result = schemas(
        **tagged,
        Plain={"oneOf": [inner, ref("z")]},
        Itself={"oneOf": [ref("Itself"), ref("x")]},
        Loop={"oneOf": [ref("Itself"), ref("y")]},
    )
    assert result.show("Plain") == "((x | y)<k I x y> | z)<k I x,y z> |null"
    assert result.show("Itself") == "x"
    assert result.show("Loop") == "(Itself | y)<k I x y>"
