"""Arguments, results and descriptors of single methods."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.config import AnswersConfig, OperationConfig, StreamingConfig, TargetConfig
from generator.diagnostics import Diagnostics
from generator.ir.api import Body, Content, Operation, Param, Part, Response, ResponseContent, Server
from generator.ir.behaviour import MediaUpload, Pagination, Streaming
from generator.ir.types import EnumOf, ListOf, OneOf, TypeTable
from generator.plan.client.methods import Method
from generator.plan.client.pages import page_names, plan_pages
from generator.plan.client.planner import PlannedResource, operation_config, plan_methods
from generator.plan.resources import plan_tree
from tests.plan_client.small import (
    BINARY,
    BOOLEAN,
    INTEGER,
    STRING,
    SmallBook,
    alias,
    api,
    field,
    json_answer,
    json_body,
    obj,
    path_param,
    query_param,
    ref,
    table,
)

THING = obj("Thing", field("id", required=True))
ANSWER = (json_answer(ref("Thing")),)


def planned(
    operation: Operation,
    types: TypeTable | None = None,
    own: OperationConfig | None = None,
    diagnostics: Diagnostics | None = None,
) -> list[Method]:
    """The methods of one operation."""
    whole = api(operation, types=types or table(THING))
    config = TargetConfig(operations={operation.id: own} if own else {})
    found = Diagnostics() if diagnostics is None else diagnostics
    tree = plan_tree(whole, config, found)
    root = plan_methods(whole, config, tree, page_names(plan_pages(whole)), SmallBook(whole), found)
    return all_methods(root)


def all_methods(root: PlannedResource) -> list[Method]:
    """Methods of a tree."""
    return [*root.methods, *(method for child in root.children for method in all_methods(child))]


def parameters(method: Method) -> list[str]:
    """Own parameters of the sync method, as printed."""
    return [str(code) for code in method.view(asynchronous=False).signature.parameters[:-4]]


def setting(method: Method, name: str) -> str | None:
    """A setting of the descriptor."""
    return next((str(s.value) for s in method.descriptor.view.settings if s.name == name), None)


def passed(method: Method) -> dict[str, str]:
    """What the method hands to the client."""
    return {str(s.name): str(s.value) for s in method.view(asynchronous=False).settings[:-4]}


def test_order_of_arguments() -> None:
    """Path parameters by position in path order, required keywords in document order, optional ones by name."""
    operation = Operation(
        "x",
        "POST",
        "/a/{first}/b/{second}",
        (path_param("second"), query_param("zeta", required=True), path_param("first"), query_param("beta")),
        json_body(ref("In")),
        ANSWER,
    )
    types = table(THING, obj("In", field("mid", required=True), field("alpha", INTEGER, nullable=True)))
    (method,) = planned(operation, types)
    assert parameters(method) == [
        "first: str",
        "second: str",
        "*",
        "zeta: str",
        "mid: str",
        "alpha: int | None | Omit = omit",
        "beta: str | Omit = omit",
    ]
    assert passed(method) == {
        "path": '{"first": first, "second": second}',
        "query": '{"zeta": zeta, "beta": beta}',
        "body": '{"mid": mid, "alpha": alpha}',
    }


def test_configured_positions_and_names() -> None:
    """Configuration chooses what is positional and renames; what it names in vain is noted."""
    operation = Operation(
        "x", "GET", "/a/{one}/b/{two}", (path_param("one"), path_param("two"), query_param("q"))
    )
    own = OperationConfig(positional=("two", "none"), rename={"q": "search"})
    diagnostics = Diagnostics()
    (method,) = planned(operation, own=own, diagnostics=diagnostics)
    assert parameters(method) == ["two: str", "*", "one: str", "search: str | Omit = omit"]
    assert [d.code for d in diagnostics] == ["SDK656"]


def test_names_that_clash() -> None:
    """Path, query, header and body with one name; names of the method's own arguments; keywords."""
    header = Param("model", "header", STRING, True)
    cookie = Param("class", "cookie", STRING, False)
    operation = Operation(
        "x",
        "POST",
        "/a/{model}",
        (path_param("model"), query_param("model"), header, cookie),
        json_body(ref("In")),
    )
    types = table(obj("In", field("model"), field("timeout"), field("self"), field("extra_body")))
    diagnostics = Diagnostics()
    (method,) = planned(operation, types, diagnostics=diagnostics)
    assert [a.name for a in method.arguments.items] == [
        "model",
        "header_model",
        "body_model",
        "class_",
        "extra_body_",
        "query_model",
        "self_",
        "timeout_",
    ]
    assert passed(method)["headers"] == '{"model": header_model}'
    assert passed(method)["cookies"] == '{"class": class_}'
    assert [d.code for d in diagnostics] == ["SDK654"] * 3


def test_whole_bodies() -> None:
    """What is no object is one argument: lists, texts, bytes; an object without members may be left out."""
    for content, printed in (
        (Content("application/json", "json", ListOf(STRING)), "body: Sequence[str]"),
        (Content("text/plain", "text", STRING), "body: str"),
        (Content("image/png", "binary", BINARY), "body: FileContent"),
        (Content("application/json", "json", ref("Empty")), "body: EmptyParam | Omit = omit"),
    ):
        operation = Operation("x", "POST", "/a", body=Body((content,), required=True))
        (method,) = planned(operation, table(obj("Empty")))
        assert parameters(method) == ["*", printed]
        assert passed(method) == {"body": "body"}


def test_forms_with_files() -> None:
    """Members that hold bytes are files, behind aliases, lists and unions too; parts keep their content type."""
    types = table(
        obj(
            "Form",
            field("one", BINARY, required=True),
            field("many", ListOf(ref("File"))),
            field("either", OneOf((BINARY, STRING))),
            field("text"),
        ),
        alias("File", BINARY),
    )
    parts = (Part("text", content_type="application/json"),)
    body = Body((Content("multipart/form-data", "multipart", ref("Form"), parts),), required=True)
    (method,) = planned(Operation("x", "POST", "/a", body=body), types)
    assert setting(method, "files") == '("one", "either", "many")'
    assert setting(method, "parts") == '{"text": "application/json"}'
    assert setting(method, "body") == '"multipart"'
    assert setting(method, "content_type") is None


def test_several_content_types() -> None:
    """One is sent, the others are noted; configuration chooses; unusual media types are stated."""
    contents = (
        Content("application/json", "json", ref("Thing")),
        Content("application/vnd.x+json", "json", ref("Thing")),
    )
    operation = Operation("x", "POST", "/a", body=Body(contents, required=True))
    diagnostics = Diagnostics()
    (method,) = planned(operation, diagnostics=diagnostics)
    assert setting(method, "content_type") is None
    assert [d.code for d in diagnostics] == ["SDK655"]
    (method,) = planned(operation, own=OperationConfig(content_type="application/vnd.x+json"))
    assert setting(method, "content_type") == '"application/vnd.x+json"'


def test_stream_overloads() -> None:
    """A boolean switch gives three overloads, sync and async; the switch is not in the body."""
    operation = Operation(
        "x",
        "POST",
        "/a",
        body=json_body(ref("In")),
        responses=ANSWER,
        streaming=Streaming(ref("Event"), switch="stream", terminator="[DONE]"),
    )
    types = table(
        THING, obj("Event"), obj("In", field("stream", BOOLEAN, nullable=True), field("x", required=True))
    )
    (method,) = planned(operation, types)
    view = method.view(asynchronous=True)
    assert [o.parameters[2] for o in view.overloads] == [
        "stream: Literal[False] | None | Omit = omit",
        "stream: Literal[True]",
        "stream: bool",
    ]
    assert [o.returns for o in view.overloads] == [
        "Thing",
        "AsyncStream[Event]",
        "Thing | AsyncStream[Event]",
    ]
    assert view.call == "return await self._client.request_or_stream"
    assert passed(method) == {"stream": "stream", "body": '{"x": x}'}
    assert setting(method, "switch") == '"stream"'
    assert setting(method, "terminator") == '"[DONE]"'
    assert (
        method.descriptor.view.annotation
        == "StreamOperation[Thing, Thing, Stream[Event], AsyncStream[Event]]"
    )


def test_switch_that_takes_a_word() -> None:
    """A switch with values of an enumeration: the other values mean no stream."""
    operation = Operation(
        "x",
        "POST",
        "/a",
        body=json_body(ref("In")),
        responses=ANSWER,
        streaming=Streaming(ref("Thing"), switch="format", switch_value="sse"),
    )
    types = table(THING, obj("In", field("format", EnumOf(("sse", "audio")))))
    (method,) = planned(operation, types)
    assert [o.parameters[1] for o in method.view(asynchronous=False).overloads] == [
        'format: Literal["audio"] | Omit = omit',
        'format: Literal["sse"]',
        'format: Literal["sse", "audio"]',
    ]


def test_made_up_switch() -> None:
    """A stream that the document has no parameter for is asked for with an argument of our own."""
    operation = Operation(
        "x", "GET", "/a", responses=ANSWER, streaming=Streaming(ref("Thing"), switch="stream", declared=False)
    )
    (method,) = planned(operation)
    assert parameters(method) == ["*", "stream: bool | None | Omit = omit"]
    assert passed(method) == {"stream": "stream"}


def test_a_switch_that_the_document_requires() -> None:
    """It cannot be left out in any form, else the implementation would refuse what an overload allows."""
    operation = Operation(
        "x",
        "POST",
        "/a",
        body=json_body(ref("In")),
        responses=ANSWER,
        streaming=Streaming(ref("Thing"), switch="stream"),
    )
    types = table(THING, obj("In", field("stream", BOOLEAN, required=True)))
    (method,) = planned(operation, types)
    forms = method.view(asynchronous=False).overloads
    declared = [next(p for p in form.parameters if p.startswith("stream")) for form in forms]
    assert declared == ["stream: Literal[False]", "stream: Literal[True]", "stream: bool"]
    assert "stream: bool" in parameters(method)


def test_always_streaming() -> None:
    """Without a switch every answer is a stream."""
    operation = Operation(
        "x",
        "POST",
        "/a",
        responses=ANSWER,
        streaming=Streaming(ref("Thing"), query=(("alt", "sse"),), declared=False),
    )
    (method,) = planned(operation)
    assert method.descriptor.view.annotation == "Operation[Stream[Thing], AsyncStream[Thing]]"
    assert setting(method, "result") == '"stream"'
    assert setting(method, "query") == '{"alt": "sse"}'
    assert method.view(asynchronous=False).overloads == ()


def test_envelopes() -> None:
    """An event type of `event` and `data` describes the whole frame."""
    types = table(
        alias("Events", OneOf((ref("A"), ref("B")))),
        obj("A", field("event", EnumOf(("a",)), required=True), field("data", ref("Thing"))),
        obj("B", field("event", EnumOf(("b",)), required=True), field("data"), field("enabled", BOOLEAN)),
        THING,
    )
    operation = Operation(
        "x", "POST", "/a", responses=ANSWER, streaming=Streaming(ref("Events"), declared=False)
    )
    assert setting(planned(operation, types)[0], "envelope") == "True"
    operation = replace(operation, streaming=Streaming(ref("Thing"), declared=False))
    assert setting(planned(operation, types)[0], "envelope") is None


def test_pages() -> None:
    """A list returns a page; the async method is no coroutine."""
    pagination = Pagination(
        "cursor", "cursor", "data", ref("Thing"), cursor_param="after", last_item_field="id"
    )
    operation = Operation("x", "GET", "/things", (query_param("after"),), None, ANSWER, pagination=pagination)
    (method,) = planned(operation)
    view = method.view(asynchronous=True)
    assert (view.keyword, view.call) == ("def", "return self._client.paginate")
    assert view.signature.returns == "AsyncPaginator[Thing, AsyncCursorPage[Thing]]"
    assert method.view(asynchronous=False).signature.returns == "SyncCursorPage[Thing]"
    assert setting(method, "page") == '"CursorPage"'


@pytest.mark.parametrize(
    ("contents", "returns", "kind", "notes"),
    [
        ([("application/json", "json", ref("Thing"))], "Thing", None, 0),
        ([("application/json", "json", STRING)], "object", None, 0),
        ([("text/plain", "text", STRING)], "str", '"text"', 0),
        (
            [("audio/mpeg", "binary", BINARY), ("audio/wav", "binary", BINARY)],
            "BinaryResponse",
            '"binary"',
            0,
        ),
        (
            [("application/zip", "binary", BINARY), ("application/json", "json", ref("Thing"))],
            "BinaryResponse",
            '"binary"',
            1,
        ),
        ([("text/plain", "text", STRING), ("application/json", "json", ref("Thing"))], "Thing", None, 1),
        ([], "None", '"none"', 0),
    ],
)
def test_kinds_of_answers(
    contents: list[tuple[str, str, object]], returns: str, kind: str | None, notes: int
) -> None:
    """The first content decides, JSON before text; what is left out is noted."""
    answer = Response("200", tuple(ResponseContent(*content) for content in contents))  # type: ignore[arg-type]
    diagnostics = Diagnostics()
    (method,) = planned(Operation("x", "GET", "/a", responses=(answer,)), diagnostics=diagnostics)
    assert method.view(asynchronous=False).signature.returns == returns
    assert setting(method, "result") == kind
    assert [d.code for d in diagnostics] == ["SDK660"] * notes


def test_answers_that_may_be_missing() -> None:
    """A success without content beside one with JSON: the result may be None (xAI's deferred completions)."""
    operation = Operation("x", "GET", "/a", responses=(*ANSWER, Response("202", ())))
    assert planned(operation)[0].view(asynchronous=True).signature.returns == "Thing | None"


def test_configured_raw_bytes() -> None:
    """Configuration says that an answer is raw bytes."""
    (method,) = planned(Operation("x", "GET", "/a", responses=ANSWER), own=OperationConfig(binary=True))
    assert setting(method, "result") == '"binary"'


def test_uploads_and_downloads() -> None:
    """Discovery: an upload takes `media`, a download has a second method."""
    upload = MediaUpload("/upload/a", "/resumable/upload/a", max_size=5)
    (method,) = planned(Operation("x", "POST", "/a", responses=ANSWER, upload=upload))
    assert parameters(method) == ["*", "media: FileTypes | Omit = omit"]
    assert passed(method) == {"media": "media"}
    assert (
        setting(method, "upload")
        == 'MediaUpload(simple="/upload/a", resumable="/resumable/upload/a", max_size=5)'
    )
    plain, raw = planned(
        Operation("x", "GET", "/a/{id}", (path_param("id"),), None, ANSWER, supports_download=True)
    )
    assert (plain.name, raw.name) == ("retrieve", "retrieve_media")
    assert setting(raw, "query") == '{"alt": "media"}'
    assert setting(raw, "result") == '"binary"'
    assert raw.view(asynchronous=False).operation == "_RETRIEVE_MEDIA"


def test_paths() -> None:
    """Slashes are kept where the document says so; a collection may be left out; a fixed query is a query."""
    name = replace(path_param("name"), style="reserved", pattern="^models/[^/]+$")
    deep = replace(path_param("deep"), style="reserved", pattern="^a/[^/]+/b/[^/]+$")
    operation = Operation("x", "GET", "v1/{name}/{deep}?beta=true", (name, deep))
    (method,) = planned(operation)
    assert setting(method, "path") == '"/v1/{+name=models/}/{+deep}"'
    assert setting(method, "query") == '{"beta": "true"}'


def test_styles_that_differ() -> None:
    """Only what the document states, and what is not the default of its place, is stated."""
    params = (
        Param("a", "query", ListOf(STRING), False),
        Param("b", "query", ListOf(STRING), False, style="form", explode=False, style_stated=True),
        Param("c", "query", ListOf(STRING), False, style="form", explode=True, style_stated=True),
        Param("d", "query", ref("Thing"), False, style="json"),
    )
    (method,) = planned(Operation("x", "GET", "/a", params))
    assert setting(method, "styles") == '{"b": ("form", False), "d": ("json", True)}'


def test_constant_parts() -> None:
    """Headers of the configuration, another server, security with alternatives."""
    operation = Operation("x", "GET", "/a", server=Server("https://other"), security=(("A", "B"), ()))
    (method,) = planned(operation, own=OperationConfig(headers={"OpenAI-Beta": "assistants=v2"}))
    assert setting(method, "headers") == '{"OpenAI-Beta": "assistants=v2"}'
    assert setting(method, "server") == '"https://other"'
    assert setting(method, "security") == '(("A", "B"), ())'


def test_deprecated_methods() -> None:
    """A deprecated operation is marked for people and type checkers."""
    (method,) = planned(Operation("x", "GET", "/a", deprecated=True))
    assert method.view(asynchronous=False).decorators == (
        '@deprecated("`retrieve` is deprecated by the API.")',
    )


def test_configuration_of_one_place() -> None:
    """The entry of a method path wins, member by member, over the one of the operation id."""
    streaming = StreamingConfig(switch="stream")
    config = TargetConfig(
        operations={
            "op": OperationConfig(headers={"a": "1"}, streaming=streaming),
            "beta.x.create": OperationConfig(headers={"b": "2"}),
        }
    )
    assert operation_config(config, "op", ("x",), "create") == OperationConfig(
        headers={"a": "1"}, streaming=streaming
    )
    assert operation_config(config, "op", ("beta", "x"), "create") == OperationConfig(
        headers={"b": "2"}, streaming=streaming
    )


def choosing(own: AnswersConfig, diagnostics: Diagnostics | None = None) -> Method:
    """A method whose answer follows from a parameter."""
    operation = Operation(
        id="export",
        method="GET",
        path="/exports",
        params=(query_param("form", STRING),),
        responses=(json_answer(ref("Thing")),),
    )
    types = table(THING, obj("Table", field("rows", INTEGER)))
    return planned(operation, types, OperationConfig(answers=own), diagnostics)[0]


def test_answers_by_an_argument_have_overloads() -> None:
    method = choosing(
        AnswersConfig("form", {"json": "Thing", "rows": "Table", "text": "", "csv": ""}, default="json")
    )
    forms = method.view(asynchronous=False).overloads
    assert [form.returns for form in forms] == ["Thing", "Table", "str", "Thing | Table | str"]
    declared = [next(code for code in form.parameters if code.startswith("form")) for form in forms]
    assert declared == [
        'form: Literal["json"] | Omit = omit',
        'form: Literal["rows"]',
        'form: Literal["text", "csv"]',
        "form: str | Omit = omit",
    ]
    settings = {setting.name: setting.value for setting in method.descriptor.view.settings}
    assert '"": ' in settings["by_argument"]
    assert '"csv": "str"' in settings["by_argument"]


def test_answers_that_the_document_does_not_have_are_reported() -> None:
    diagnostics = Diagnostics()
    method = choosing(AnswersConfig("form", {"json": "Thing", "rows": "Nowhere"}, "json"), diagnostics)
    assert "SDK656" in [found.code for found in diagnostics]
    assert method.view(asynchronous=False).signature.returns == "Thing"


def test_a_preset_holds_for_members_that_the_body_has() -> None:
    types = table(THING, obj("In", field("text", required=True), field("format")))
    operation = Operation("x", "POST", "/a", body=json_body(ref("In")), responses=ANSWER)
    own = OperationConfig(preset={"format": "packed", "other": "x"}, restore="lib.packing:unpacked")
    findings = Diagnostics()
    (method,) = planned(operation, types, own, findings)
    assert setting(method, "preset") == '{"format": "packed"}'
    assert setting(method, "restore") == '"lib.packing:unpacked"'
    assert [f.code for f in findings] == ["SDK656"]
