from __future__ import annotations

import dataclasses

from generator.config import TargetConfig
from generator.ir.types import (
    AliasDef,
    Const,
    Discriminator,
    Docs,
    EnumOf,
    ListOf,
    MapOf,
    Nullable,
    OneOf,
    Scalar,
    ScalarKind,
    TypeRef,
)
from tests.plan_types.build import (
    ANY,
    BOOLEAN,
    INTEGER,
    STRING,
    alias,
    api,
    body_of,
    const,
    enum,
    f,
    inline,
    obj,
    printed,
    ref,
    tagged,
)


def field_type(type: TypeRef, *others: object, name: str = "x", config: TargetConfig | None = None) -> str:
    """What a required field of `type` is printed as."""
    text = printed(api(obj("Holder", f(name, type, required=True)), *others), config)["types.holder"]  # type: ignore[arg-type]
    return text.split(f"    {name}: ")[1].split("\n\n")[0].strip()


def test_a_model_has_its_fields_in_document_order() -> None:
    text = printed(
        api(
            obj(
                "ChatCompletion",
                f("id", required=True),
                f("tier", enum("auto", "default")),
                f("refusal", required=True, nullable=True),
                f("object", const("chat.completion"), required=True),
                f("finishReason"),
                f("schema", required=True),
            )
        )
    )["types.chat_completion"]
    assert body_of(text) == (
        '__all__ = ["ChatCompletion"]\n\n\n'
        "class ChatCompletion(BaseModel):\n"
        "    id: str\n"
        '    tier: Literal["auto", "default"] | str | None = None\n'
        "    refusal: str | None\n"
        '    object: Literal["chat.completion"]\n'
        '    finish_reason: str | None = Field(None, alias="finishReason")\n'
        '    schema_: str = Field(alias="schema")\n'
    )
    assert "from .._runtime.models import BaseModel, Field\n" in text


def test_scalars_of_answers() -> None:
    kinds = {
        ScalarKind.STRING: "str",
        ScalarKind.INTEGER: "int",
        ScalarKind.NUMBER: "float",
        ScalarKind.BOOLEAN: "bool",
        ScalarKind.NULL: "None",
        ScalarKind.ANY: "object",
        ScalarKind.BINARY: "str",
        ScalarKind.BASE64: "Base64Str",
        ScalarKind.DATE_TIME: "DateTime",
        ScalarKind.DATE: "Date",
        ScalarKind.UNIX_TIME: "int",
        ScalarKind.INT64_STRING: "Int64",
        ScalarKind.NEVER: "object",
    }
    fields = [f(f"f{n}", Scalar(kind), required=True) for n, kind in enumerate(kinds)]
    text = printed(api(obj("Holder", *fields)))["types.holder"]
    for number, code in enumerate(kinds.values()):
        assert f"    f{number}: {code}\n" in text


def test_containers_and_null() -> None:
    assert field_type(ListOf(MapOf(INTEGER))) == "list[dict[str, int]]"
    assert field_type(Nullable(ListOf(Nullable(STRING)))) == "list[str | None] | None"
    assert field_type(ListOf(BOOLEAN, prefix=(STRING, INTEGER))) == "list[str | int | bool]"


def test_enums_are_open_unless_configured() -> None:
    assert field_type(EnumOf((1, 2), ScalarKind.INTEGER)) == "Literal[1, 2] | int"
    assert field_type(enum("a", "b"), config=TargetConfig(enums="closed")) == 'Literal["a", "b"]'
    assert field_type(EnumOf((1.5, 2.5), ScalarKind.NUMBER)) == "float"
    assert field_type(EnumOf((True, 1, "1"))) == 'Literal[True, 1, "1"] | str'


def test_hostile_values_stay_inside_their_literal() -> None:
    text = 'Literal["\\"] = 1\\nimport os #"]'
    assert field_type(Const('"] = 1\nimport os #')).replace("'", '"').startswith('Literal["')
    assert "\nimport os" not in printed(api(obj("X", f('"\nimport os', Const('"""\nimport os')))))["types.x"]
    assert text


def test_named_enums_keep_one_name_and_are_opened_where_used() -> None:
    effort = alias("ReasoningEffort", enum("low", "high"), nullable=True)
    files = printed(api(effort, obj("A", f("x", ref("ReasoningEffort"), required=True))))
    assert 'ReasoningEffort: TypeAlias = Literal["low", "high"] | None' in files["types.reasoning_effort"]
    assert "    x: ReasoningEffort | str\n" in files["types.a"]


def test_a_model_name_that_is_any_string_or_one_of_a_list() -> None:
    model = alias("ModelID", OneOf((STRING, enum("a", "b"))))
    files = printed(api(model, obj("A", f("x", ref("ModelID"), required=True))))
    assert 'ModelID: TypeAlias = str | Literal["a", "b"]' in files["types.model_id"]
    assert "    x: ModelID\n" in files["types.a"]


def test_discriminated_unions_state_the_tags_of_each_member() -> None:
    members = [obj(name, f("type", const(name), required=True)) for name in ("A", "D", "E")]
    files = printed(
        api(
            alias("Item", tagged("type", A="a", B=["b", "c"], Nested=["d", "e"])),
            alias("Nested", tagged("type", D="d", E="e")),
            obj("B", f("type", enum("b", "c"))),
            *members,
        )
    )
    assert (
        'Item: TypeAlias = Annotated[A | B | D | E, tagged("type", ("a",), ("b", "c"), ("d",), ("e",))]'
        in files["types.item"]
    )
    assert "from .nested" not in files["types.item"]


def test_members_told_apart_by_another_property_stay_whole() -> None:
    inner = OneOf((ref("D"), ref("E")), Discriminator("kind", (("d",), ("e",))))
    files = printed(
        api(
            alias("Item", tagged("type", A="a", Nested="n")),
            alias("Nested", inner),
            *(obj(name, f("type", STRING)) for name in ("A", "D", "E")),
        )
    )
    assert 'Annotated[A | Nested, tagged("type", ("a",), ("n",))]' in files["types.item"]


def test_plain_unions_hold_each_member_once() -> None:
    union = OneOf((STRING, const("a"), const("b"), ListOf(STRING), ListOf(INTEGER), STRING))
    assert field_type(union) == 'str | Literal["a", "b"] | list[str] | list[int]'


def test_a_field_that_hides_a_builtin() -> None:
    holder = obj("Holder", f("object", STRING), f("str", ListOf(STRING)), f("meta", ANY))
    text = printed(api(holder))["types.holder"]
    assert "import builtins\n" in text
    assert "    object: builtins.str | None = None\n" in text
    assert "    str: list[builtins.str] | None = None\n" in text
    assert "    meta: builtins.object | None = None\n" in text


def test_fields_with_one_python_name() -> None:
    text = printed(api(obj("A", f("fooBar"), f("foo_bar"), f("foo-bar"))))["types.a"]
    assert '    foo_bar_: str | None = Field(None, alias="fooBar")\n' in text
    assert "    foo_bar: str | None = None\n" in text
    assert text.count("alias=") == 2


def test_free_keys() -> None:
    files = printed(
        api(
            obj("Usage", f("n", INTEGER, required=True), additional=INTEGER),
            obj("Scores", additional=Scalar(ScalarKind.NUMBER)),
            obj("Free"),
        )
    )
    assert (
        "    __pydantic_extra__: dict[str, int] = Field(init=False)  # pyright: ignore\n"
        in files["types.usage"]
    )
    assert "Scores: TypeAlias = dict[str, float]\n" in files["types.scores"]
    assert "class Free(BaseModel):\n    pass\n" in files["types.free"]


def test_write_only_fields_are_not_in_answers() -> None:
    text = printed(api(obj("A", f("secret", write_only=True), f("id", read_only=True))))["types.a"]
    assert "secret" not in text
    assert "    id: str | None = None\n" in text


def test_words_become_docstrings() -> None:
    docs = Docs("What it is.", 'More """ words\n\nand \\ more.')
    model = dataclasses.replace(obj("A", f("x", docs=Docs("A field."))), docs=docs)
    text = printed(api(model, dataclasses.replace(alias("B", STRING), docs=Docs("An alias."))))["types.a"]
    assert '    """What it is.\n\n    More \\"\\"\\" words\n\n    and \\\\ more.\n    """\n' in text
    assert '    x: str | None = None\n    """A field."""\n' in text


def test_inline_types_live_in_the_module_of_their_owner() -> None:
    files = printed(
        api(
            obj("Completion", f("choices", ListOf(ref("/c")), required=True)),
            inline("/c", "Completion", [("property", "choices"), ("item", "")], f("logprobs", ref("/l"))),
            inline(
                "/l",
                "Completion",
                [("property", "choices"), ("item", ""), ("property", "logprobs")],
                f("scores", MapOf(ref("/s"))),
            ),
            inline(
                "/s",
                "Completion",
                [("property", "choices"), ("item", ""), ("property", "scores"), ("value", "")],
                f("x"),
            ),
        )
    )
    assert set(files) == {"types.__init__", "types.completion"}
    assert '__all__ = ["Completion", "ChoiceScore", "ChoiceLogprobs", "Choice"]' in files["types.completion"]


def test_local_names_give_way_to_names_that_the_module_imports() -> None:
    files = printed(
        api(
            obj("Completion", f("choices", ListOf(ref("/c"))), f("other", ref("Choice"))),
            inline("/c", "Completion", [("property", "choices"), ("item", "")], f("x")),
            obj("Choice", f("y")),
        )
    )
    assert "class CompletionChoice(BaseModel):" in files["types.completion"]
    assert "    other: Choice | None = None\n" in files["types.completion"]


def test_variants_are_named_by_tag_title_or_what_only_they_have() -> None:
    def variant(id: str, word: str, *names: str, title: str = "") -> object:
        path = [("property", "source"), ("variant", word)]
        return inline(id, "A", path, *(f(n) for n in names), title=title)  # type: ignore[arg-type]

    union = OneOf((ref("/1"), ref("/2"), ref("/3"), ref("/4")))
    files = printed(
        api(
            obj("A", f("source", union)),
            variant("/1", "file_id", "id"),  # type: ignore[arg-type]
            variant("/2", "1", "id", "image_url"),  # type: ignore[arg-type]
            variant("/3", "2", "id", title="by hand"),  # type: ignore[arg-type]
            variant("/4", "3", "id"),  # type: ignore[arg-type]
        )
    )
    text = files["types.a"]
    for name in ("SourceFileID", "SourceImageURL", "SourceByHand", "SourceOptionD"):
        assert f"class {name}(BaseModel):" in text


def test_components_whose_names_differ_by_case_only() -> None:
    files = printed(api(obj("Widget", f("x")), obj("widget", f("y"))))
    assert "class Widget(BaseModel):\n    x:" in files["types.widget"]
    assert "class WidgetModel(BaseModel):\n    y:" in files["types.widget_model"]


def test_a_class_with_the_name_of_an_import() -> None:
    files = printed(
        api(
            obj("Field", f("fooBar", ref("Literal"))),
            obj("Literal", f("x", const("a"))),
            obj("BaseModel", f("y", ref("Field"))),
        )
    )
    assert "from .._runtime.models import BaseModel, Field as _Field\n" in files["types.field"]
    assert '= _Field(None, alias="fooBar")' in files["types.field"]
    assert "from typing import Literal as _Literal\n" in files["types.literal"]
    assert "class BaseModel(_BaseModel):" in files["types.base_model"]


def test_an_alias_of_null_is_null() -> None:
    files = printed(
        api(
            AliasDef(alias("Nothing", STRING).id, Scalar(ScalarKind.NULL), name="Nothing"),
            obj("A", f("x", ref("Nothing"))),
        )
    )
    assert "    x: None = None\n" in files["types.a"]
