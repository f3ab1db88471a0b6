"""`responses.parse` and `responses.stream`."""

from __future__ import annotations

import importlib
import pickle
import typing
from typing import Any

import pytest
from pydantic import BaseModel

from tests.helpers.wire import Wire, ok, package, run, sse


class Place(BaseModel):
    city: str


class Look(BaseModel):
    where: str


TEXT = '{"city":"Oslo"}'


def message(text: str = TEXT, phase: str | None = None, **rest: Any) -> dict[str, Any]:
    part = {"type": "output_text", "text": text, "annotations": [], "logprobs": []}
    extra = {"phase": phase} if phase else {}
    return {
        "id": "m",
        "type": "message",
        "role": "assistant",
        "status": "completed",
        "content": [part],
        **extra,
        **rest,
    }


def call(arguments: str = '{"where":"up"}', name: str = "Look") -> dict[str, Any]:
    return {
        "id": "f",
        "call_id": "c",
        "type": "function_call",
        "name": name,
        "arguments": arguments,
        "status": "completed",
    }


def response(*output: Any, status: str = "completed") -> dict[str, Any]:
    return {
        "id": "r", "object": "response", "created_at": 1, "model": "m", "status": status, "output": list(output),
        "parallel_tool_calls": True, "tool_choice": "auto", "tools": [],
    }  # fmt: skip


def test_texts_and_calls() -> None:
    wire = Wire(ok(response(message("on it", "commentary"), call(), message())))
    tools = [package().pydantic_function_tool(Look)]
    parsed = wire.sync().responses.parse(
        model="m", input="x", text_format=Place, tools=tools, text={"verbosity": "low"}
    )
    assert parsed.output_parsed == Place(city="Oslo")
    assert parsed.output_text == "on it" + TEXT
    assert parsed.output[0].content[0].parsed is None
    assert parsed.output[1].parsed_arguments == Look(where="up")
    assert wire.body["text"]["verbosity"] == "low"
    assert wire.body["text"]["format"]["name"] == "Place"
    assert wire.body["tools"][0]["name"] == "Look"
    assert "function" not in wire.body["tools"][0]
    assert pickle.loads(pickle.dumps(parsed)) == parsed
    assert parsed.to_dict()["output"][1]["parsed_arguments"] == {"where": "up"}


def test_output_can_be_sent_back() -> None:
    """What was read into it stays here."""
    wire = Wire(ok(response(message(), call())))
    client = wire.sync()
    parsed = client.responses.parse(model="m", input="x", text_format=Place)
    client.responses.create(model="m", input=parsed.output)
    assert wire.body["input"] == [message(), call()]


def test_reading_as_another_type() -> None:
    wire = Wire(ok(response(message())))
    client = wire.sync()
    assert client.responses.parse(
        model="m", input="x", text_format=Look, parse_as=Place
    ).output_parsed == Place(city="Oslo")
    assert wire.body["text"]["format"]["name"] == "Look"
    assert client.responses.parse(model="m", input="x", text_format=Look, parse_as=None).output_parsed is None
    with pytest.raises(TypeError, match=r"text.format"):
        client.responses.parse(model="m", input="x", text_format=Place, text={"format": {"type": "text"}})


def events(final: dict[str, Any]) -> list[dict[str, Any]]:
    empty = message("", status="in_progress")
    where = {"output_index": 0, "content_index": 0, "item_id": "m"}
    found = [
        {"type": "response.created", "response": response(status="in_progress")},
        {"type": "response.output_item.added", "output_index": 0, "item": {**empty, "content": []}},
        {"type": "response.content_part.added", **where, "part": empty["content"][0]},
        {"type": "response.output_text.delta", **where, "delta": TEXT[:5], "logprobs": []},
        {"type": "response.output_text.delta", **where, "delta": TEXT[5:], "logprobs": []},
        {"type": "response.output_text.done", **where, "text": TEXT, "logprobs": []},
        {"type": "response.output_item.done", "output_index": 0, "item": message()},
        {
            "type": "response.output_item.added",
            "output_index": 1,
            "item": {**call(""), "status": "in_progress"},
        },
        {
            "type": "response.function_call_arguments.delta",
            "output_index": 1,
            "item_id": "f",
            "delta": '{"where"',
        },
        {
            "type": "response.function_call_arguments.delta",
            "output_index": 1,
            "item_id": "f",
            "delta": ':"up"}',
        },
        {"type": "response.output_item.done", "output_index": 1, "item": call()},
        {"type": "response.completed", "response": final},
    ]
    return [{**event, "sequence_number": number} for number, event in enumerate(found)]


@pytest.mark.parametrize("final", [[message(), call()], None])
def test_streams(final: list[Any] | None) -> None:
    """Snapshots grow; a final response without output gets what was streamed."""
    wire = Wire(sse(*events({**response(), "output": final})))
    seen: list[str] = []
    with wire.sync().responses.stream(
        model="m", input="x", text_format=Place, tools=[package().pydantic_function_tool(Look)]
    ) as found:
        for event in found:
            seen.append(event.type)
            if event.type == "response.output_text.delta" and len(event.snapshot) < 6:
                partial = found.current_response_snapshot
                assert partial.output[0].content[0].text == TEXT[:5]
            elif event.type == "response.output_text.done":
                assert event.parsed == Place(city="Oslo")
            elif event.type == "response.function_call_arguments.delta":
                assert '{"where":"up"}'.startswith(event.snapshot)
        whole = found.get_final_response()
    assert seen == [event["type"] for event in events({})]
    assert whole.output_parsed == Place(city="Oslo")
    assert whole.output[1].parsed_arguments == Look(where="up")
    assert wire.body["stream"] is True


def with_change(number: int, change: dict[str, Any]) -> list[dict[str, Any]]:
    """The usual events, one of them changed."""
    found = events(response(message(), call()))
    found[number] = {**found[number], **change}
    return found


@pytest.mark.parametrize(
    ("number", "change", "problem"),
    [
        (11, {"response": {**response(message(), call()), "id": "other"}}, "identity changed"),
        (1, {"output_index": 7}, "output index 0 before receiving its output item"),
        (10, {"item": {**call(), "id": "g"}}, "identity"),
        (11, {"response": response(message(), {**call(), "id": "g"})}, "conflicting output identities"),
        (10, {"type": "response.unheard_of", "item": None}, None),
        (6, {"output_index": 7}, "conflicting output identities"),
    ],
)
def test_streams_that_contradict_themselves(number: int, change: dict[str, Any], problem: str | None) -> None:
    wire = Wire(sse(*with_change(number, change)))
    with wire.sync().responses.stream(model="m", input="x") as found:
        if problem is None:
            assert len(found.get_final_response().output) == 2
            return
        with pytest.raises(RuntimeError, match=problem):
            list(found)


def test_items_that_never_end() -> None:
    unfinished = with_change(10, {"type": "response.unheard_of", "item": None})
    unfinished[11]["response"] = {**response(), "output": None}
    with (
        Wire(sse(*unfinished)).sync().responses.stream(model="m", input="x") as found,
        pytest.raises(RuntimeError, match="unfinished output items"),
    ):
        list(found)


def test_checkers_know_every_event() -> None:
    """Each event of the API is plain or has a class of the helper, so that checking `type` leaves one class."""
    plain = importlib.import_module(f"{package().__name__}.lib.streaming.responses._plain_events").PlainEvent
    known = importlib.import_module(f"{package().__name__}.types.responses").ResponseStreamEvent
    events = {cls.__name__ for cls in typing.get_args(typing.get_args(known)[0])}
    own = importlib.import_module(f"{package().__name__}.lib.streaming.responses._events").__all__
    assert {cls.__name__ for cls in typing.get_args(plain)} == events - set(own)


def test_an_added_item_that_is_none_is_passed_over() -> None:
    nothing = {"type": "response.output_item.added", "output_index": 0, "item": None}
    wire = Wire(sse(*(nothing, *events(response(message(), call())))))
    with wire.sync().responses.stream(model="m", input="x") as found:
        assert sum(event.type == "response.output_item.added" for event in found) == 2


def test_a_stream_that_stops_early() -> None:
    async def later() -> Any:
        client = Wire(sse(*events({})[:5])).asynchronous()
        async with client.responses.stream(model="m", input="x") as found:
            with pytest.raises(RuntimeError, match=r"response\.completed"):
                await found.get_final_response()
            return found.current_response_snapshot

    assert run(later()).output[0].content[0].text == TEXT


def test_an_incomplete_response() -> None:
    """What was cut off is not read, and the event has what arrived."""
    cut = {"type": "response.incomplete", "response": {**response(status="incomplete"), "output": None}}
    with (
        Wire(sse(*events({})[:5], cut))
        .sync()
        .responses.stream(model="m", input="x", text_format=Place) as found
    ):
        last = list(found)[-1]
    assert last.response.output[0].content[0].text == TEXT


def test_an_item_with_another_identity() -> None:
    changed = events({})[:7]
    changed[6] = {**changed[6], "item": message(id="other")}
    with (
        Wire(sse(*changed)).sync().responses.stream(model="m", input="x") as found,
        pytest.raises(RuntimeError, match="identity"),
    ):
        found.until_done()


def test_following_a_response() -> None:
    wire = Wire(sse(*events(response(message()))))
    with wire.sync().responses.stream(response_id="r", starting_after=9) as found:
        assert [event.sequence_number for event in found] == [10, 11]
        assert found.get_final_response().output_text == TEXT
    assert wire.requests[0].url.path.endswith("/responses/r")
    assert wire.requests[0].url.params["stream"] == "true"
    with pytest.raises(ValueError, match="response_id"):
        wire.sync().responses.stream(starting_after=1)
    with pytest.raises(ValueError, match="model"):
        wire.sync().responses.stream(response_id="r", model="m")
