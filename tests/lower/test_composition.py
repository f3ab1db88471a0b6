"""allOf, and unions beside properties."""

from __future__ import annotations

from typing import Any

import pytest

from generator.ir.types import Constraints, ObjectDef, Scalar
from tests.lower.support import ref, schemas

STRING = {"type": "string"}
INTEGER = {"type": "integer"}


def obj(*required: str, **properties: Any) -> dict[str, Any]:
    """An object schema."""
    return {"type": "object", "required": list(required), "properties": properties}


def test_branches_are_merged_and_required_names_apply_across_them() -> None:
    result = schemas(
        Base=obj(a=STRING, b=STRING),
        A={"allOf": [ref("Base"), obj("c", c=INTEGER)], "required": ["a"], "properties": {"d": STRING}},
    )
    assert result.show("A") == "{a!: string; b: string; c!: integer; d: string}"
    assert result.codes == []


def test_a_required_list_of_one_branch_may_name_properties_of_another() -> None:
    result = schemas(
        Base={"type": "object", "required": ["x"]},
        A={"allOf": [ref("Base"), obj(x=STRING)]},
        B={"allOf": [{"required": ["x"]}, obj(x=STRING)]},
    )
    assert result.show("B") == "{x!: string}"
    assert result.codes == []


def test_one_branch_is_that_type() -> None:
    result = schemas(
        B=obj(x=STRING),
        A=obj(
            one={"allOf": [ref("B")], "description": "words"},
            noted={"allOf": [ref("B"), {"description": "words"}]},
            nested={"allOf": [{"allOf": [ref("B")]}]},
            scalar={"allOf": [{"type": "string", "format": "date"}]},
        ),
    )
    assert result.show("A") == "{one: B; noted: B; nested: B; scalar: date:date}"


def test_additional_properties_are_merged() -> None:
    result = schemas(
        Map={"type": "object", "additionalProperties": INTEGER},
        A={"allOf": [obj(x=STRING), ref("Map")]},
        B={"allOf": [obj(x=STRING), {"type": "object", "additionalProperties": False}]},
    )
    assert result.show("A") == "{x: string; *: integer}"
    assert result.show("B") == "{x: string; closed}"


def listed(item: Any) -> dict[str, Any]:
    """An array schema."""
    return {"type": "array", "items": item}


def keyed(value: Any) -> dict[str, Any]:
    """A schema of free keys."""
    return {"type": "object", "additionalProperties": value}


NUMBER = {"type": "number"}
MAYBE = {"type": ["string", "null"]}
MAYBE_DATE = {"type": ["string", "null"], "format": "date"}
CHOICE = {"oneOf": [STRING, INTEGER]}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (listed(MAYBE), listed(MAYBE_DATE), "[date:date?]"),
        (listed(MAYBE), listed(STRING), "[string]"),
        (listed(STRING), listed(MAYBE), "[string]"),
        (INTEGER, CHOICE, "integer"),
        (CHOICE, {"oneOf": [INTEGER, STRING]}, "(string | integer)"),
        ({"oneOf": [STRING, INTEGER, {"type": "boolean"}]}, CHOICE, "(string | integer)"),
        ({"enum": ["a", "b"]}, {"enum": ["c", "b", "a"]}, "enum[string]('a', 'b')"),
        ({"enum": ["c", "b", "a"]}, {"enum": ["a", "b"]}, "enum[string]('a', 'b')"),
        ({"enum": ["a", "b", "c"]}, {"enum": ["d", "c", "b"]}, "enum[string]('b', 'c')"),
        (NUMBER, {"enum": [1, 2]}, "enum[integer](1, 2)"),
        (INTEGER, {"enum": [1, 2.5]}, "1"),
        (keyed(STRING), ref("Base"), "Base"),
        (ref("Base"), keyed(STRING), "Base"),
        (keyed(NUMBER), keyed(INTEGER), "{integer}"),
        (INTEGER, NUMBER, "integer"),
        ({"type": "string", "format": "date"}, STRING, "date:date"),
    ],
)
def test_what_two_types_both_allow(first: Any, second: Any, expected: str) -> None:
    result = schemas(Base=obj(x=STRING), A={"allOf": [obj(p=first), obj(p=second)]})
    assert result.show("A") == f"{{p: {expected}}}"
    assert result.codes == []


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (CHOICE, {"type": "boolean"}, "boolean"),
        ({"enum": ["a"]}, {"enum": ["b"]}, "'b'"),
        (STRING, {"enum": [1, 2]}, "enum[integer](1, 2)"),
        ({"enum": ["a"]}, listed(STRING), "[string]"),
        (listed(STRING), listed(INTEGER), "[integer]"),
        (listed(MAYBE), listed({"type": ["integer", "null"]}), "[integer?]"),
        (keyed(STRING), keyed(INTEGER), "{integer}"),
        (listed(STRING), keyed(STRING), "{string}"),
    ],
)
def test_two_types_that_exclude_each_other(first: Any, second: Any, expected: str) -> None:
    """The later is used, and said."""
    result = schemas(A={"allOf": [obj(p=first), obj(p=second)]})
    assert result.show("A") == f"{{p: {expected}}}"
    assert result.codes == ["SDK508"]


def test_bounds_of_both() -> None:
    """The tighter one counts; a bound of 0 is a bound."""
    result = schemas(
        A={
            "allOf": [
                obj(n={"type": "integer", "minimum": 0, "maximum": 9, "multipleOf": 2}, s={"type": "string"}),
                obj(n={"type": "integer", "maximum": 20, "minimum": -5, "multipleOf": 3}),
                obj(s={"type": "string", "minLength": 0, "maxLength": 4}),
                obj(s={"type": "string", "maxLength": 8, "pattern": "a"}),
            ]
        }
    )
    definition = result.named("A")
    assert isinstance(definition, ObjectDef)
    number, text = (field.type for field in definition.fields)
    assert isinstance(number, Scalar)
    assert isinstance(text, Scalar)
    assert number.constraints == Constraints(minimum=0, maximum=9, multiple_of=3)
    assert text.constraints == Constraints(min_length=0, max_length=4, pattern="a")


@pytest.mark.parametrize(
    ("first", "second", "expected", "codes"),
    [
        (STRING, {"const": "a"}, "'a'", []),
        ({"const": "a"}, STRING, "'a'", []),
        ({"enum": ["a", "b"]}, {"enum": ["b", "c"]}, "'b'", []),
        ({"type": "number"}, INTEGER, "integer", []),
        (STRING, {"type": "string", "format": "date"}, "date:date", []),
        ({}, INTEGER, "integer", []),
        (STRING, INTEGER, "integer", ["SDK508"]),
        ({"type": "array", "items": STRING}, {"type": "array", "items": {"const": "x"}}, "['x']", []),
        ({"oneOf": [STRING, INTEGER]}, INTEGER, "integer", []),
        ({"type": ["string", "null"]}, STRING, "string", []),
    ],
)
def test_the_same_property_twice(first: Any, second: Any, expected: str, codes: list[str]) -> None:
    result = schemas(A={"allOf": [obj(p=first), obj(p=second)]})
    assert result.show("A") == f"{{p: {expected}}}"
    assert result.codes == codes


def test_objects_under_the_same_property_are_merged() -> None:
    result = schemas(A={"allOf": [obj(p=obj(x=STRING)), obj(p=obj("y", y=INTEGER))]})
    assert result.show("A") == "{p: @property:p}"
    assert [field.name for field in result.inline("property:p").fields] == ["x", "y"]
    assert len(result.api.types.defs) == 2


def test_scalars_are_narrowed() -> None:
    result = schemas(A={"allOf": [STRING, {"enum": ["a", "b"]}]}, B={"allOf": [STRING, INTEGER]})
    assert result.show("A") == "enum[string]('a', 'b')"
    assert result.show("B") == "integer"
    assert result.codes == ["SDK509"]


def test_a_schema_merged_into_itself_is_cut() -> None:
    result = schemas(A={"allOf": [ref("A"), obj(x=STRING)]})
    assert result.show("A") == "{x: string}"
    assert result.codes == ["SDK504"]


def test_two_schemas_merged_into_each_other_have_the_fields_of_both() -> None:
    result = schemas(A={"allOf": [ref("B"), obj(a=STRING)]}, B={"allOf": [ref("A"), obj(b=STRING)]})
    assert set(result.show("A").strip("{}").split("; ")) >= {"a: string"}
    assert "SDK504" in result.codes


def test_properties_beside_a_union_go_into_each_variant() -> None:
    result = schemas(
        B=obj(b=INTEGER),
        A={**obj("id", id=STRING), "oneOf": [ref("B"), {"title": "C", **obj("c", c=STRING)}]},
    )
    assert result.show("A") == "(@variant:B | @variant:C)"
    first, second = result.inline("variant:B"), result.inline("variant:C")
    assert [(field.name, field.required) for field in first.fields] == [("id", True), ("b", False)]
    assert [field.name for field in second.fields] == ["id", "c"]
    assert result.show("B") == "{b: integer}"


def test_all_of_over_a_union_is_distributed() -> None:
    result = schemas(
        U={"oneOf": [ref("X"), ref("Y")], "discriminator": {"propertyName": "type"}},
        X=obj("type", type={"const": "x"}),
        Y=obj("type", type={"const": "y"}),
        A={"allOf": [ref("U"), obj("id", id=STRING)]},
    )
    assert result.show("A") == "(@variant:X | @variant:Y)<type E x y>"
    assert result.show("U") == "(X | Y)<type E x y>"
    assert {field.name for field in result.inline("variant:X").fields} == {"type", "id"}


def test_supertype_and_subtype_that_refer_to_each_other() -> None:
    pet = {
        **obj("kind", kind=STRING),
        "oneOf": [ref("Cat"), ref("Dog")],
        "discriminator": {
            "propertyName": "kind",
            "mapping": {"cat": "Cat", "dog": "#/components/schemas/Dog"},
        },
    }
    cat = {"allOf": [ref("Pet"), obj(claws=INTEGER)]}
    dog = {"allOf": [ref("Pet"), obj(bark=STRING)]}
    for result in (schemas(Pet=pet, Cat=cat, Dog=dog), schemas(Cat=cat, Dog=dog, Pet=pet)):
        assert result.show("Pet") == "(Cat | Dog)<kind E cat dog>"
        assert result.show("Cat") == "{kind!: string; claws: integer}"
        assert result.codes == []


def test_inheritance_without_a_union_keeps_the_base_open() -> None:
    result = schemas(
        Pet={**obj("kind", kind=STRING), "discriminator": {"propertyName": "kind"}},
        Cat={"allOf": [ref("Pet"), obj(claws=INTEGER)]},
    )
    assert result.show("Cat") == "{kind!: string; claws: integer}"
    assert result.codes == ["SDK518"]


def test_branches_of_required_lists_leave_one_object() -> None:
    result = schemas(
        A={**obj(a=STRING, b=STRING), "anyOf": [{"required": ["a"]}, {"required": ["b"]}]},
        B={"type": "object", "oneOf": [{"required": ["a"]}, {"not": {"required": ["a"]}}]},
    )
    assert result.show("A") == "{a: string; b: string}"
    assert result.show("B") == "{any}"
    assert result.codes == ["SDK511", "SDK511"]


def test_a_second_union_becomes_optional_fields() -> None:
    result = schemas(
        A={
            "oneOf": [obj("a", a=STRING), obj("b", b=STRING)],
            "anyOf": [obj("c", c=STRING), obj("d", d=STRING)],
        }
    )
    assert result.show("A") == "(@variant:0 | @variant:1)"
    fields = [(field.name, field.required) for field in result.inline("variant:0").fields]
    assert fields == [("c", False), ("d", False), ("a", True)]
    assert result.codes == ["SDK512"]


def test_variants_that_are_no_objects_stay_as_they_are() -> None:
    result = schemas(A={**obj(id=STRING), "anyOf": [STRING, obj(x=STRING)]})
    assert result.show("A") == "(string | @variant:1)"
    assert result.codes == ["SDK512"]


def test_a_merge_that_is_used_by_a_property_is_an_inline_object() -> None:
    result = schemas(B=obj(b=STRING), A=obj(p={"allOf": [ref("B"), obj(c=STRING)]}))
    assert result.show("A") == "{p: @property:p}"
    assert [field.name for field in result.inline("property:p").fields] == ["b", "c"]


def test_a_type_beside_a_union_narrows_its_branches() -> None:
    result = schemas(
        A={"type": "string", "oneOf": [{"enum": ["a"]}, {"enum": ["b"]}]},
        B={"type": "string", "anyOf": [{"format": "date"}, {"maxLength": 3}]},
        C={"type": ["object", "null"], "anyOf": [ref("D"), ref("E")]},
        D=obj(d=STRING),
        E=obj(e=STRING),
    )
    assert result.show("A") == "enum[string]('a', 'b')"
    assert result.show("B") == "(date:date | string)"
    assert result.show("C") == "(D | E) |null"


def test_branches_that_are_no_schemas() -> None:
    """`false` allows nothing, what is no schema at all is left out."""
    result = schemas(
        A={"allOf": [obj(x=STRING), False]},
        B=obj(p={"allOf": [STRING, False]}),
        C={"allOf": [obj(x=STRING), "nonsense"]},
        D={"allOf": [ref("Gone"), obj(x=STRING)]},
    )
    assert [result.show(name) for name in "ABCD"] == [
        "{x: string}",
        "{p: never}",
        "{x: string}",
        "{x: string}",
    ]
    assert set(result.codes) == {"SDK509", "SDK502", "SDK501"}


def test_named_types_that_are_no_objects_in_a_merge() -> None:
    """A map adds its keys, a union its variants, another name what it stands for."""
    kind_x, kind_y = obj("k", k={"const": "x"}), obj("k", k={"const": "y"})
    result = schemas(
        O=obj(x=STRING),
        Map=keyed(STRING),
        Any=keyed({}),
        Name=ref("O"),
        Maybe={"anyOf": [ref("O"), {"type": "null"}]},
        Text=STRING,
        X=kind_x,
        Y=kind_y,
        Union={"oneOf": [ref("X"), ref("Y")]},
        A={"allOf": [ref("Map"), obj(y=STRING)]},
        B={"allOf": [ref("Any"), obj(y=STRING)]},
        C={"allOf": [ref("Name"), obj(y=STRING)]},
        D={"allOf": [ref("Maybe"), obj(y=STRING)]},
        E={"allOf": [ref("Union"), obj(z=STRING)]},
        F={"allOf": [ref("Text"), {"enum": ["a"]}]},
        G=obj(p={"allOf": [{"oneOf": [obj(x=STRING), STRING]}, ref("Text")]}),
    )
    assert {name: result.show(name) for name in "ABCDEFG"} == {
        "A": "{y: string; *: string}",
        "B": "{y: string}",
        "C": "{x: string; y: string}",
        "D": "{x: string; y: string}",
        "E": "(@variant:X | @variant:Y)<k I x y>",
        "F": "'a'",
        "G": "{p: string}",
    }
    assert result.codes == []


def test_a_supertype_in_a_cycle_brings_what_it_merges() -> None:
    result = schemas(
        Base=obj(b=STRING),
        Map=keyed(STRING),
        Pet={"allOf": [ref("Base"), ref("Map")], "oneOf": [ref("Cat")]},
        Cat={"allOf": [ref("Pet"), obj(c=STRING)]},
    )
    assert (result.show("Pet"), result.show("Cat")) == ("Cat", "{b: string; c: string}")
