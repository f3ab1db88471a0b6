"""Objects, their fields, and where inline ones stand."""

from __future__ import annotations

from generator.ir.types import ObjectDef
from tests.lower.support import lowered, ref, schemas


def test_fields_have_required_nullable_and_default_apart() -> None:
    result = schemas(
        A={
            "type": "object",
            "required": ["a", "c"],
            "properties": {
                "a": {"type": "string"},
                "b": {"type": ["string", "null"], "default": None},
                "c": {"anyOf": [ref("B"), {"type": "null"}]},
                "d": {
                    "type": "integer",
                    "default": 0,
                    "readOnly": True,
                    "deprecated": True,
                    "description": "D",
                },
            },
        },
        B={"type": "object", "properties": {"x": {"type": "string"}}},
    )
    assert result.show("A") == "{a!: string; b: string |null; c!: B |null; d: integer}"
    definition = result.named("A")
    assert isinstance(definition, ObjectDef)
    fields = {field.name: field for field in definition.fields}
    assert (fields["b"].has_default, fields["b"].default) == (True, None)
    assert (fields["d"].has_default, fields["d"].default) == (True, 0)
    assert (fields["d"].read_only, fields["d"].deprecated, fields["d"].docs.description) == (True, True, "D")
    assert not fields["a"].has_default
    assert fields["a"].origin.pointer == "/components/schemas/A/properties/a"


def test_nullable_of_version_30_beside_a_reference_and_inside_a_wrapper() -> None:
    document = {
        "components": {
            "schemas": {
                "A": {
                    "type": "object",
                    "properties": {
                        "a": {"allOf": [ref("B")], "nullable": True, "default": 1, "description": "own"},
                        "b": {"type": "string", "nullable": True},
                    },
                },
                "B": {"type": "integer"},
            }
        }
    }
    result = lowered(document, version="3.0.3")
    assert result.show("A") == "{a: B |null; b: string |null}"
    definition = result.named("A")
    assert isinstance(definition, ObjectDef)
    assert definition.fields[0].docs.description == "own"
    assert definition.fields[0].default == 1


def test_the_default_and_words_of_a_single_branch_belong_to_the_field() -> None:
    result = schemas(
        A={
            "type": "object",
            "properties": {
                "a": {"anyOf": [{"type": "integer", "default": 4, "description": "inner"}, {"type": "null"}]}
            },
        }
    )
    definition = result.named("A")
    assert isinstance(definition, ObjectDef)
    field = definition.fields[0]
    assert (field.nullable, field.has_default, field.default, field.docs.description) == (
        True,
        True,
        4,
        "inner",
    )


def test_inline_objects_know_their_owner_and_path() -> None:
    inner = {"type": "object", "properties": {"x": {"type": "string"}}}
    result = schemas(
        A={
            "type": "object",
            "properties": {
                "one": inner,
                "many": {"type": "array", "items": inner},
                "map": {"type": "object", "additionalProperties": inner},
                "deep": {"type": "object", "properties": {"er": inner}},
            },
        }
    )
    assert result.show("A") == (
        "{one: @property:one; many: [@property:many/item:]; map: {@property:map/value:}; deep: @property:deep}"
    )
    owner = result.named("A").id
    for path in (["property:one"], ["property:many", "item:"], ["property:deep", "property:er"]):
        definition = result.inline(*path)
        assert definition.owner == owner
        assert definition.name is None


def test_definitions_come_in_document_order_with_inline_ones_behind_their_owner() -> None:
    inner = {"type": "object", "properties": {"x": {"type": "string"}}}
    result = schemas(
        B={"type": "object", "properties": {"in": inner}},
        A={"allOf": [ref("C"), {"properties": {"in": inner}}]},
        C={"type": "object", "properties": {"z": {"type": "string"}}},
    )
    words = [each.name or each.path[-1][1] for each in result.api.types.defs.values()]
    assert words == ["B", "in", "A", "in", "C"]


def test_an_object_with_an_empty_list_of_properties_is_an_object_not_a_map() -> None:
    result = schemas(
        Empty={"type": "object", "properties": {}},
        Closed={"type": "object", "additionalProperties": False},
        Map={"type": "object", "properties": {}, "additionalProperties": True},
    )
    assert result.show("Empty") == "{}"
    assert result.show("Closed") == "{; closed}"
    assert result.show("Map") == "{any}"


def test_additional_properties_beside_named_ones() -> None:
    named = {"a": {"type": "string"}}
    result = schemas(
        Open={"type": "object", "properties": named, "additionalProperties": True},
        Typed={"type": "object", "properties": named, "additionalProperties": {"type": "integer"}},
        Closed={"type": "object", "properties": named, "additionalProperties": False},
        Sealed={"type": "object", "properties": named, "unevaluatedProperties": False},
        Pattern={"type": "object", "properties": named, "patternProperties": {"^x-": {"type": "integer"}}},
    )
    assert result.show("Open") == "{a: string; *: any}"
    assert result.show("Typed") == "{a: string; *: integer}"
    assert result.show("Closed") == "{a: string; closed}"
    assert result.show("Sealed") == "{a: string; closed}"
    assert result.show("Pattern") == "{a: string; *: integer}"


def test_required_names_without_a_property_are_reported() -> None:
    result = schemas(A={"type": "object", "required": ["ghost"], "properties": {"a": {"type": "string"}}})
    assert result.show("A") == "{a: string}"
    assert result.codes == ["SDK510"]


def test_a_named_nullable_object_stays_an_object_and_every_use_of_it_is_nullable() -> None:
    result = schemas(
        A={"anyOf": [{"type": "object", "properties": {"x": {"type": "string"}}}, {"type": "null"}]},
        B={"type": ["object", "null"], "properties": {"x": {"type": "string"}}},
        Use={"type": "object", "properties": {"a": ref("A"), "b": {"type": "array", "items": ref("B")}}},
    )
    assert result.show("A") == "{x: string}"
    assert result.show("B") == "{x: string}"
    assert result.show("Use") == "{a: A |null; b: [B?]}"


def test_nullability_of_an_alias_moves_to_its_uses_through_chains() -> None:
    result = schemas(
        A={"type": ["string", "null"]},
        B=ref("A"),
        C={"oneOf": [ref("B"), {"type": "integer"}]},
        Use={"type": "object", "properties": {"a": ref("A"), "b": ref("B"), "c": ref("C")}},
    )
    assert result.show("Use") == "{a: A |null; b: B |null; c: C |null}"
    assert result.show("B") == "A |null"


def test_conditional_properties_are_optional_fields() -> None:
    result = schemas(
        A={
            "type": "object",
            "properties": {"kind": {"type": "string"}},
            "if": {"properties": {"kind": {"const": "x"}}},
            "then": {"required": ["extra"], "properties": {"extra": {"type": "integer"}}},
            "dependentSchemas": {"kind": {"properties": {"more": {"type": "string"}}}},
        }
    )
    assert result.show("A") == "{kind: string; extra: integer; more: string}"
    assert result.codes == ["SDK507"]


def test_a_type_list_with_object_keeps_both() -> None:
    result = schemas(A={"type": ["object", "string"], "properties": {"x": {"type": "string"}}})
    assert result.show("A") == "(@variant:object | string)"


def test_json_types_that_are_kept_without_a_static_type() -> None:
    """The extension of our overlays names JSON types; what is none is left out."""
    kept = {"type": "string", "x-sdkgen-kept-types": ["array", "object", "anything"]}
    definition = schemas(A={"type": "object", "properties": {"a": kept, "b": {"type": "string"}}}).named("A")
    assert isinstance(definition, ObjectDef)
    assert [field.kept for field in definition.fields] == [("array", "object"), ()]
