from __future__ import annotations

import ast
import dataclasses

import pytest

from generator.config import OperationConfig, ResourceConfig, TargetConfig
from generator.diagnostics import Diagnostics
from generator.ir.api import BodyKind, Param
from generator.ir.behaviour import Streaming
from generator.ir.types import (
    Discriminator,
    ListOf,
    MapOf,
    Nullable,
    OneOf,
    Scalar,
    ScalarKind,
    TypeRef,
)
from generator.plan.annotation import Dialect
from generator.plan.types.bodies import flatten_body
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
    get,
    inline,
    obj,
    page,
    plan,
    post,
    printed,
    ref,
    tagged,
    tid,
)

CHAT = {"create": (("chat", "completions"), "create"), "list": (("chat", "completions"), "list")}


def key_type(type: TypeRef, *others: object) -> str:
    """What a body field of `type` is printed as in the params."""
    files = printed(api(obj("Req", f("x", type)), post("create", ref("Req")), *others))  # type: ignore[arg-type]
    return files["types.thing_create_params"].split("    x: ")[1].split("\n")[0]


def test_scalars_and_containers_of_requests() -> None:
    assert key_type(ListOf(STRING)) == "Sequence[str]"
    assert key_type(MapOf(ListOf(INTEGER))) == "Mapping[str, Sequence[int]]"
    assert key_type(Scalar(ScalarKind.BINARY)) == "FileTypes"
    assert key_type(Scalar(ScalarKind.BASE64)) == "str"
    assert key_type(Scalar(ScalarKind.DATE_TIME)) == "str | _datetime.datetime"
    assert key_type(Scalar(ScalarKind.DATE)) == "str | _datetime.date"
    assert key_type(Scalar(ScalarKind.INT64_STRING)) == "int | str"
    assert key_type(Scalar(ScalarKind.UNIX_TIME)) == "int"
    assert key_type(Scalar(ScalarKind.NEVER)) == "Never"
    assert key_type(ANY) == "object"
    assert key_type(enum("a", "b")) == 'Literal["a", "b"]'
    assert key_type(Nullable(const("a"))) == 'Literal["a"] | None'


@pytest.mark.parametrize(("kind", "expected"), [("binary", "FileContent"), ("text", "str")])
def test_a_body_of_bytes_or_text_is_one_key(kind: BodyKind, expected: str) -> None:
    files = printed(api(post("create", STRING, kind=kind), post("other", STRING, kind=kind, required=False)))
    assert f"    body: Required[{expected}]\n" in files["types.thing_create_params"]
    assert f"    body: {expected}\n" in files["types.thing_other_params"]
    assert ("from .._runtime.aliases import FileContent" in files["types.thing_create_params"]) is (
        kind == "binary"
    )


def test_streaming_operations_have_three_classes() -> None:
    request = obj(
        "CreateRequest",
        f("messages", ListOf(STRING), required=True),
        f("stream", BOOLEAN, nullable=True),
        f("n", INTEGER),
    )
    files = printed(
        api(
            request,
            obj("Chunk"),
            post("create", ref("CreateRequest"), STRING, streaming=Streaming(ref("Chunk"), switch="stream")),
        ),
        placements=CHAT,
    )
    text = files["types.chat.completion_create_params"]
    assert text[text.index("class ") :] == (
        "class CompletionCreateParamsBase(TypedDict, total=False):\n"
        "    messages: Required[Sequence[str]]\n"
        "    n: int\n\n\n"
        "class CompletionCreateParamsNonStreaming(CompletionCreateParamsBase, total=False):\n"
        "    stream: Literal[False] | None\n\n\n"
        "class CompletionCreateParamsStreaming(CompletionCreateParamsBase, total=False):\n"
        "    stream: Required[Literal[True]]\n\n\n"
        "CompletionCreateParams: TypeAlias = (\n"
        "    CompletionCreateParamsNonStreaming | CompletionCreateParamsStreaming\n"
        ")\n"
    )
    assert "types.create_request" not in files
    assert "types.create_request_param" not in files


def test_params_hold_query_headers_and_body_but_no_path() -> None:
    params = (
        Param("thing_id", "path", STRING, True),
        Param("after", "query", STRING, False),
        Param("X-Trace", "header", STRING, False),
        Param("id", "query", STRING, True),
    )
    text = printed(
        api(obj("Req", f("id", INTEGER, required=True)), post("update", ref("Req"), params=params))
    )["types.thing_update_params"]
    assert body_of(text).endswith(
        "class ThingUpdateParams(TypedDict, total=False):\n"
        "    body_id: Required[int]\n"
        "    after: str\n"
        "    x_trace: str\n"
        "    id: Required[str]\n"
    )


def test_an_operation_with_path_parameters_only_has_no_params() -> None:
    planned = plan(api(get("retrieve", STRING, Param("id", "path", STRING, True))))
    assert planned.book.params_name("retrieve") is None


def test_a_shared_body_keeps_its_local_types_in_a_module_of_its_own() -> None:
    parts = (
        obj("Req", f("opts", ref("/o"))),
        inline("/o", "Req", [("property", "opts")], f("x")),
        post("one", ref("Req")),
        post("two", ref("Req")),
    )
    files = printed(api(*parts))
    assert "class Opts(TypedDict, total=False):" in files["types.req_param"]
    assert "from .req_param import Opts" in files["types.thing_one_params"]


def test_union_bodies_are_merged() -> None:
    parts = (
        alias("Req", OneOf((ref("A"), ref("B")))),
        obj("A", f("x", STRING, required=True), f("y", STRING, required=True)),
        obj("B", f("x", INTEGER, required=True), f("z", STRING)),
        post("create", ref("Req")),
    )
    document = api(*parts)
    fields = flatten_body(document, document.operations[0])
    assert fields is not None
    assert [(x.name, x.required) for x in fields] == [("x", True), ("y", False), ("z", False)]
    assert fields[0].type == OneOf((STRING, INTEGER))
    text = printed(document)["types.thing_create_params"]
    assert "    x: Required[str | int]\n    y: str\n    z: str\n" in text


@pytest.mark.parametrize("body", [ListOf(STRING), STRING, MapOf(ANY), OneOf((ref("A"), STRING))])
def test_other_bodies_are_one_argument(body: TypeRef) -> None:
    document = api(obj("A", f("x")), post("create", body))
    assert flatten_body(document, document.operations[0]) is None
    assert "    body: Required[" in printed(document)["types.thing_create_params"]


def test_members_stay_required_where_the_body_is_not_marked_so() -> None:
    document = api(obj("A", f("x", required=True)), post("create", ref("A"), required=False))
    fields = flatten_body(document, document.operations[0])
    assert fields is not None
    assert fields[0].required


def test_names_of_the_two_dialects() -> None:
    files = printed(
        api(
            obj("Tool", f("x", ref("Inner"))),
            obj("Inner", f("y")),
            obj("MessageParam", f("z")),
            alias("Effort", enum("a")),
            alias("Names", ListOf(STRING)),
            obj(
                "Req",
                f("t", ref("Tool")),
                f("m", ref("MessageParam")),
                f("e", ref("Effort")),
                f("n", ref("Names")),
            ),
            post("create", ref("Req"), ref("Tool")),
            get("names", ref("Names")),
            get("effort", ref("Effort")),
        )
    )
    assert {name for name in files if name.count(".") == 1 and not name.endswith("__init__")} == {
        "types.tool",
        "types.tool_param",
        "types.inner",
        "types.inner_param",
        "types.message_param",
        "types.effort",
        "types.names",
        "types.names_param",
        "types.thing_create_params",
    }
    assert "    x: InnerParam\n" in files["types.tool_param"]
    assert "NamesParam: TypeAlias = Sequence[str]" in files["types.names_param"]


def test_read_only_fields_are_not_sent() -> None:
    parts = (obj("A", f("id", read_only=True), f("secret", write_only=True)), obj("Req", f("a", ref("A"))))
    text = printed(api(*parts, post("create", ref("Req"))))["types.a_param"]
    assert "secret: str" in text
    assert "id: str" not in text


def test_objects_with_free_keys_are_said_to_be_weaker() -> None:
    found = Diagnostics()
    parts = (
        obj("A", f("n", INTEGER), additional=STRING),
        obj("Req", f("a", ref("A"))),
        obj("E"),
        obj("Q", f("e", ref("E"))),
    )
    document = api(*parts, post("one", ref("Req")), post("two", ref("Q")))
    plan(document, diagnostics=found)
    assert [d.code for d in found] == ["SDK603"]
    assert "EParam: TypeAlias = Mapping[str, object]" in printed(document)["types.e_param"]


def test_unions_of_requests_are_plain() -> None:
    files = printed(
        api(
            alias("Msg", tagged("role", User="user", System="system")),
            obj("User", f("role", const("user"), required=True)),
            obj("System", f("role", const("system"), required=True)),
            obj("Req", f("messages", ListOf(ref("Msg")))),
            post("create", ref("Req")),
        )
    )
    assert "MsgParam: TypeAlias = UserParam | SystemParam" in files["types.msg_param"]


def test_wire_shapes_say_only_what_has_to_be_renamed() -> None:
    parts = (
        obj(
            "Req", f("theItems", ListOf(ref("Item"))), f("plain", ref("Plain")), f("maps", MapOf(ref("Item")))
        ),
        obj("Item", f("fooBar"), f("more", OneOf((ref("Plain"), ref("Item"), ListOf(ref("Item")))))),
        obj("Plain", f("x")),
        obj("Other", f("p", ref("Plain")), f("topLevel")),
    )
    planned = plan(api(*parts, post("create", ref("Req")), post("plain", ref("Other"))))
    assert planned.book.wire_shape("create") == "ThingCreateParams"
    assert planned.book.wire_shape("plain") is None
    text = printed(api(*parts, post("create", ref("Req")), post("plain", ref("Other"))))["types._wire"]
    compact = " ".join(text[text.index("SHAPES:") :].split()).replace("( ", "(").replace("{ ", "{")
    assert compact.replace(", }", " }").replace(" }", "}").replace(" )", ")") == (
        "SHAPES: dict[str, Shape] = {"
        '"ItemParam": obj({"foo_bar": "fooBar", '
        '"more": ("more", one_of("PlainParam", "ItemParam", list_of("ItemParam")))}), '
        '"PlainParam": obj({"x": "x"}), '
        '"ThingCreateParams": obj({"theItems": ("theItems", list_of("ItemParam")), '
        '"maps": ("maps", map_of("ItemParam"))})}'
    )


def test_an_entry_of_the_wire_shapes_is_never_a_mere_name() -> None:
    """A body that is an alias of a renamed object, or a nullable one, calls the shape of that object."""
    text = printed(
        api(
            obj("Item", f("fooBar")),
            alias("Items", Nullable(ref("Item"))),
            alias("Choice", OneOf((ref("Item"), STRING))),
            obj("Req", f("a", ref("Items")), f("b", ref("Choice"))),
            post("create", ref("Choice")),
            post("send", ref("Items")),
            post("make", ref("Req")),
        )
    )["types._wire"]
    assert '"ItemsParam": ref("ItemParam")' in text
    assert '"ThingCreateParams": ref("ChoiceParam")' in text
    assert '"ChoiceParam": ref("ItemParam")' in text
    table = ast.parse(text).body[-1]
    assert isinstance(table, ast.AnnAssign)
    assert isinstance(table.value, ast.Dict)
    assert all(isinstance(value, ast.Call) for value in table.value.values)


def test_the_configuration_names_and_places_types() -> None:
    root = ResourceConfig(
        resources={
            "chat": ResourceConfig(
                types={"ChatCompletion": "CompletionObject"},
                params={"ChatToolParam": "Tool"},
                resources={"completions": ResourceConfig(methods={"create": "create"})},
            )
        },
        types={"Choice": "#/choice"},
    )
    config = TargetConfig(root=root, operations={"create": OperationConfig(params_name="MakeParams")})
    parts = (
        obj("CompletionObject", f("choice", ref("/choice"))),
        inline("/choice", "CompletionObject", [("property", "choice")], f("x")),
        obj("Tool", f("y")),
        obj("Req", f("tool", ref("Tool"))),
        post("create", ref("Req"), ref("CompletionObject")),
    )
    files = printed(api(*parts), config, CHAT)
    assert {name for name in files if not name.endswith("__init__")} == {
        "types.choice",
        "types.chat.chat_completion",
        "types.chat.chat_tool_param",
        "types.chat.make_params",
    }
    assert "from .chat_tool_param import ChatToolParam" in files["types.chat.make_params"]
    assert "from ..choice import Choice" in files["types.chat.chat_completion"]


def test_annotations_for_other_modules() -> None:
    parts = (
        obj("Req", f("opts", ref("/o")), f("op", ref("Operation"))),
        inline("/o", "Req", [("property", "opts")], f("x")),
        obj("Operation", f("y")),
        post("create", ref("Req"), ref("Operation")),
    )
    book = plan(api(*parts)).book
    local = book.annotate(ListOf(ref("/o")), Dialect.REQUEST)
    assert local.code == "Sequence[thing_create_params.Opts]"
    assert {(i.module, i.name) for i in local.imports} == {
        (("types",), "thing_create_params"),
        ("collections.abc", "Sequence"),
    }
    # The runtime has an `Operation` as well: such a name is reached through its module.
    assert (
        book.annotate(ref("Operation"), Dialect.RESPONSE, nullable=True).code == "operation.Operation | None"
    )
    assert book.annotate(ref("Operation"), Dialect.REQUEST).code == "OperationParam"
    assert book.name_of(tid("Operation"), Dialect.RESPONSE).locator == "types.operation:Operation"


def test_a_module_is_imported_under_a_name_that_no_member_hides() -> None:
    parts = (
        obj("Operation", f("x")),
        obj("Omit", f("y")),
        get("list", ref("Operation")),
        get("omit", ref("Omit")),
    )
    places = {"list": (("operation",), "list"), "omit": (("things",), "get")}
    book = plan(api(*parts), placements=places).book
    annotation = book.annotate(ref("Operation"), Dialect.RESPONSE)
    assert annotation.code == "operation_types.Operation"
    assert [i.bound for i in annotation.imports] == ["operation_types"]
    assert book.annotate(ref("Omit"), Dialect.RESPONSE).code == "omit_types.Omit"


def test_a_component_may_be_called_params() -> None:
    names = plan(api(obj("params", f("x")), post("create", ref("params"), ref("params")))).book
    assert names.name_of(tid("params"), Dialect.RESPONSE).name == "Params"


def test_locators_of_answers_items_and_events() -> None:
    inline_item = inline("/i", "op:list", [("response", "200"), ("property", "data"), ("item", "")], f("x"))
    document = api(
        obj("Chunk"),
        inline_item,
        get("names", ListOf(STRING)),
        get("nothing"),
        dataclasses.replace(
            get("list", ref("/envelope"), Param("after", "query", STRING, False)), pagination=page(ref("/i"))
        ),
        inline("/envelope", "op:list", [("response", "200")], f("data", ListOf(ref("/i")))),
        post("create", STRING, STRING, streaming=Streaming(OneOf((ref("Chunk"), STRING)), switch="stream")),
    )
    book = plan(document, placements={o.id: (("things",), o.id) for o in document.operations}).book
    located = {
        "names": book.response_locator("names"),
        "nothing": book.response_locator("nothing"),
        "list": book.item_locator("list"),
        "create": book.event_locator("create"),
    }
    assert {key: name.locator if name else None for key, name in located.items()} == {
        "names": "types.thing_names_response:ThingNamesResponse",
        "nothing": None,
        "list": "types.thing_list_response:ThingListResponse",
        "create": "types.thing_create_event:ThingCreateEvent",
    }
    assert book.item_locator("names") is None
    assert book.response_locator("list") is None


def test_discriminators_of_requests_are_not_printed() -> None:
    union = OneOf((ref("A"), ref("B")), Discriminator("type", (("a",), ("b",))))
    assert key_type(union, obj("A"), obj("B", f("x"))) == "AParam | BParam"


def test_path_parameters_that_are_keywords_are_in_the_params() -> None:
    config = TargetConfig(operations={"list": OperationConfig(positional=("run_id",))})
    params = (Param("thread_id", "path", STRING, True), Param("run_id", "path", STRING, True))
    document = api(get("list", STRING, *params, Param("after", "query", STRING, False)))
    text = printed(document, config)["types.thing_list_params"]
    assert "(TypedDict, total=False):\n    thread_id: Required[str]\n    after: str\n" in text
