"""Streaming and paging, by document and by configuration."""

from __future__ import annotations

from typing import Any

import pytest

from generator.config import OperationConfig, PageConfig, StreamingConfig, TargetConfig
from tests.lower.support import Result, json_response, operation, ref, show

STRING = {"type": "string"}
COMPONENTS = {
    "schemas": {
        "Event": {"type": "object", "properties": {"e": STRING}},
        "Answer": {"type": "object", "properties": {"a": STRING}},
        "Item": {"type": "object", "properties": {"id": STRING}},
        "Plain": {"type": "object", "properties": {"v": STRING}},
    }
}


def obj(**properties: Any) -> dict[str, Any]:
    """An object schema."""
    return {"type": "object", "properties": properties}


def streamed(body: Any, responses: Any, config: StreamingConfig | None = None, **others: Any) -> Result:
    """A POST operation with a JSON body and responses of status 200 by media type."""
    content = {
        media: ({"schema": schema} if schema is not None else {}) for media, schema in responses.items()
    }
    document = {
        "requestBody": {"content": {"application/json": {"schema": body}}},
        "responses": {"200": {"description": "", "content": content}},
        **others,
    }
    target = TargetConfig(operations={"op": OperationConfig(streaming=config)})
    return operation(document, method="post", config=target, components=COMPONENTS)


BOTH = {"application/json": ref("Answer"), "text/event-stream": ref("Event")}


@pytest.mark.parametrize(
    "switch", [{"type": "boolean"}, {"type": ["boolean", "null"], "default": False}, {"const": True}]
)
def test_a_boolean_field_switches_between_answer_and_stream(switch: Any) -> None:
    result = streamed(obj(stream=switch), BOTH)
    streaming = result.operation().streaming
    assert streaming is not None
    assert (streaming.switch, streaming.switch_value, streaming.format, streaming.declared) == (
        "stream",
        True,
        "sse",
        True,
    )
    assert show(result.api, streaming.event) == "Event"
    assert streaming.terminator is None


def test_the_switch_may_be_a_query_parameter() -> None:
    query = [{"name": "stream", "in": "query", "schema": {"type": "boolean"}}]
    for config in (None, StreamingConfig(switch="stream")):
        result = streamed(obj(), BOTH, config, parameters=query)
        streaming = result.operation().streaming
        assert streaming is not None
        assert streaming.switch == "stream"
        assert result.codes == []


def test_without_a_field_the_stream_cannot_be_asked_for() -> None:
    result = streamed(obj(x=STRING), BOTH)
    assert result.operation().streaming is None
    assert result.codes == ["SDK542"]


@pytest.mark.parametrize(
    ("media_type", "format_"),
    [
        ("text/event-stream", "sse"),
        ("application/x-ndjson", "ndjson"),
        ("application/jsonl", "ndjson"),
        ("application/json-seq", "json-seq"),
    ],
)
def test_an_operation_that_only_streams_always_streams(media_type: str, format_: str) -> None:
    streaming = streamed(obj(), {media_type: ref("Event")}).operation().streaming
    assert streaming is not None
    assert (streaming.switch, streaming.format) == (None, format_)


def test_item_schemas_of_version_32() -> None:
    frame = obj(
        event=STRING,
        data={"type": "string", "contentMediaType": "application/json", "contentSchema": ref("Event")},
    )
    content = {"text/event-stream": {"itemSchema": frame}}
    result = operation(
        {"responses": {"200": {"description": "", "content": content}}},
        components=COMPONENTS,
        version="3.2.0",
    )
    streaming = result.operation().streaming
    assert streaming is not None
    assert show(result.api, streaming.event) == "Event"
    plain = {"application/jsonl": {"itemSchema": ref("Item")}}
    result = operation(
        {"responses": {"200": {"description": "", "content": plain}}}, components=COMPONENTS, version="3.2.0"
    )
    found = result.operation().streaming
    assert found is not None
    assert show(result.api, found.event) == "Item"


def test_inline_events_have_a_place() -> None:
    result = streamed(obj(), {"text/event-stream": obj(x=STRING)})
    assert result.inline("response:200", "item:event").owner == "op:op"


def test_configuration_adds_streaming() -> None:
    config = StreamingConfig(event="Event", query={"alt": "sse"}, terminator="[DONE]")
    result = streamed(obj(stream={"type": "boolean"}), {"application/json": ref("Answer")}, config)
    streaming = result.operation().streaming
    assert streaming is not None
    assert show(result.api, streaming.event) == "Event"
    assert (streaming.switch, streaming.query, streaming.terminator) == (
        "stream",
        (("alt", "sse"),),
        "[DONE]",
    )
    assert not streaming.declared


def test_configuration_may_leave_the_event_to_the_answer() -> None:
    result = streamed(obj(), {"application/json": ref("Answer")}, StreamingConfig())
    streaming = result.operation().streaming
    assert streaming is not None
    assert show(result.api, streaming.event) == "Answer"
    assert streaming.switch is None


def test_configuration_names_another_switch() -> None:
    config = StreamingConfig(switch="stream_format", switch_value="sse")
    streaming = streamed(obj(stream_format={"enum": ["sse", "audio"]}), BOTH, config).operation().streaming
    assert streaming is not None
    assert (streaming.switch, streaming.switch_value) == ("stream_format", "sse")


def test_configuration_that_does_not_fit_is_reported() -> None:
    result = streamed(obj(), BOTH, StreamingConfig(event="Ghost", switch="ghost"))
    assert result.codes == ["SDK544", "SDK545"]


def listed(
    query: dict[str, Any], fields: dict[str, Any], config: TargetConfig | None = None, method: str = "get"
) -> Result:
    """An operation that answers with an object, with query parameters by name."""
    document = {
        "parameters": [{"name": name, "in": "query", "schema": schema} for name, schema in query.items()],
        "responses": {"200": json_response({"type": "object", "properties": fields})},
    }
    return operation(document, config=config, components=COMPONENTS, method=method)


ITEMS = {"type": "array", "items": ref("Item")}
INTEGER = {"type": "integer"}
BOOLEAN = {"type": "boolean"}


@pytest.mark.parametrize(
    ("query", "fields", "expected"),
    [
        (
            {"after": STRING},
            {"data": ITEMS, "has_more": BOOLEAN},
            "CursorPage cursor data after None id has_more",
        ),
        (
            {"after": STRING},
            {"data": ITEMS, "has_more": BOOLEAN, "last_id": STRING},
            "CursorPage cursor data after last_id None has_more",
        ),
        (
            {"after": STRING},
            {"data": ITEMS, "has_more": BOOLEAN, "next": {"type": ["string", "null"]}},
            "CursorPage cursor data after next None has_more",
        ),
        (
            {"pageToken": STRING, "pageSize": INTEGER},
            {"models": ITEMS, "unreachable": {"type": "array", "items": STRING}, "nextPageToken": STRING},
            "ModelsTokenPage token models pageToken nextPageToken None None",
        ),
        (
            {"page": STRING},
            {"data": ITEMS, "next_page": STRING},
            "TokenPage token data page next_page None None",
        ),
        (
            {"page": INTEGER, "per_page": INTEGER},
            {"items": ITEMS},
            "PageNumberPage page items page None None None",
        ),
        (
            {"offset": INTEGER, "limit": INTEGER},
            {"results": ITEMS},
            "OffsetPage offset results offset None None None",
        ),
        (
            {},
            {"results": ITEMS, "next": {"type": "string", "format": "uri"}},
            "NextUrlPage url results None next None None",
        ),
        (
            {},
            {"results": ITEMS, "next": STRING, "previous": STRING},
            "NextUrlPage url results None next None None",
        ),
        (
            {},
            {"value": ITEMS, "@odata.nextLink": STRING},
            "ValueNextUrlPage url value None @odata.nextLink None None",
        ),
    ],
)
def test_paging_is_recognised_by_its_shape(query: Any, fields: Any, expected: str) -> None:
    result = listed(query, fields)
    found = result.operation().pagination
    assert found is not None
    described = (
        found.scheme,
        found.kind,
        found.items,
        found.cursor_param,
        found.next_field,
        found.last_item_field,
        found.has_more_field,
    )
    assert " ".join(str(each) for each in described) == expected
    assert show(result.api, found.item) == "Item"
    assert not found.declared
    assert result.codes == ["SDK546"]


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ({}, {"data": ITEMS}),
        ({"after": STRING}, {"data": ITEMS}),
        ({"after": STRING}, {"a": ITEMS, "b": ITEMS, "has_more": BOOLEAN}),
        ({"page": INTEGER}, {"data": ITEMS}),
        ({"after": STRING}, {"data": STRING, "has_more": BOOLEAN}),
        ({}, {"results": ITEMS, "next": STRING}),
        ({"after": STRING}, {"data": {"type": "array", "items": ref("Plain")}, "has_more": BOOLEAN}),
    ],
)
def test_what_is_not_clearly_paging_is_none(query: Any, fields: Any) -> None:
    result = listed(query, fields)
    assert result.operation().pagination is None
    assert result.codes == []


CURSOR = PageConfig("cursor", "data", "after", last_item_field="id", has_more_field="has_more", infer=True)


def configured(page: str | None, **pages: PageConfig) -> TargetConfig:
    """A configuration with page classes, one of them (or none) for the operation."""
    return TargetConfig(pages=pages, operations={"op": OperationConfig(page=page)})


def test_configured_classes_come_first() -> None:
    fields = {"data": ITEMS, "has_more": BOOLEAN, "last_id": STRING}
    named = (
        listed({"after": STRING}, fields, configured("Mine", Other=CURSOR, Mine=CURSOR))
        .operation()
        .pagination
    )
    assert named is not None
    assert (named.scheme, named.declared, named.next_field) == ("Mine", True, None)
    fitting = (
        listed({"after": STRING}, fields, configured(None, Other=CURSOR, Mine=CURSOR)).operation().pagination
    )
    assert fitting is not None
    assert fitting.scheme == "Other"
    assert listed({"after": STRING}, fields, configured("", Other=CURSOR)).operation().pagination is None


def test_inferred_names_avoid_configured_ones() -> None:
    taken = PageConfig("single", "data")
    found = listed(
        {"after": STRING}, {"data": ITEMS, "has_more": BOOLEAN}, TargetConfig(pages={"CursorPage": taken})
    )
    pagination = found.operation().pagination
    assert pagination is not None
    assert pagination.scheme == "CursorPage2"


def test_configured_classes_that_do_not_fit_are_reported() -> None:
    result = listed({}, {"data": ITEMS}, configured("Mine", Mine=CURSOR))
    assert result.operation().pagination is None
    assert result.codes == ["SDK545"]
    assert listed({}, {"data": ITEMS}, configured("Ghost")).codes == ["SDK545"]


def test_a_cursor_may_go_into_the_body() -> None:
    body = {"content": {"application/json": {"schema": obj(cursor=STRING)}}}
    responses = {"200": json_response(obj(items=ITEMS, next_cursor=STRING))}
    result = operation({"requestBody": body, "responses": responses}, method="post", components=COMPONENTS)
    found = result.operation().pagination
    assert found is not None
    assert (found.cursor_param, found.in_body) == ("cursor", True)
