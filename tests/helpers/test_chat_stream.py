"""`chat.completions.stream`: events, the growing completion, faults, and what a long stream costs."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
from pydantic import BaseModel

from tests.helpers.wire import Wire, package, run, sse, stream

ASK: dict[str, Any] = {"model": "m", "messages": [{"role": "user", "content": "where?"}]}


class Place(BaseModel):
    city: str


def chunk(delta: dict[str, Any], finish: str | None = None, index: int = 0, **rest: Any) -> dict[str, Any]:
    choice = {"index": index, "delta": delta, "finish_reason": finish, "logprobs": None}
    return {
        "id": "c",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "m",
        "choices": [choice],
        **rest,
    }


TEXT = [
    chunk({"role": "assistant", "content": ""}),
    chunk({"content": '{"city"'}),
    chunk({"content": ':"Oslo"}'}),
]


def tool(name: str | None = None, arguments: str | None = None, index: int = 0) -> dict[str, Any]:
    function = {k: v for k, v in (("name", name), ("arguments", arguments)) if v is not None}
    head = {"id": f"call{index}", "type": "function"} if name else {}
    return {"tool_calls": [{"index": index, **head, "function": function}]}


def test_text_events() -> None:
    wire = Wire(sse(*TEXT, chunk({}, "stop"), "[DONE]"))
    with wire.sync().chat.completions.stream(**ASK, response_format=Place) as found:
        events = [(event, found.current_completion_snapshot.choices[0].message.content) for event in found]
        final = found.get_final_completion()
    assert wire.body["stream"] is True
    kinds = [event.type for event, _ in events]
    assert kinds == ["chunk", "content.delta"] * 3 + ["chunk", "content.done"]
    deltas = [event for event, _ in events if event.type == "content.delta"]
    assert [event.snapshot for event in deltas] == ["", '{"city"', '{"city":"Oslo"}']
    assert [event.parsed for event in deltas] == [None, {}, {"city": "Oslo"}]
    assert [text for _, text in events][-1] == '{"city":"Oslo"}'
    assert events[-1][0].parsed == Place(city="Oslo")
    assert final.choices[0].message.parsed == Place(city="Oslo")
    assert final.choices[0].finish_reason == "stop"


def test_fields_read_late_are_what_they_were() -> None:
    """Lazy fields of an event speak of its moment, also in dumps and comparisons."""
    with Wire(sse(*TEXT, chunk({}, "stop"))).sync().chat.completions.stream(**ASK) as found:
        events = [event for event in found if event.type == "content.delta"]
    assert events[1].to_dict() == {
        "type": "content.delta", "delta": '{"city"', "snapshot": '{"city"', "parsed": None,
    }  # fmt: skip
    assert 'snapshot=\'{"city":"Oslo"}\'' in repr(events[2])
    assert events[1] != events[2]


def test_tool_events() -> None:
    class Look(BaseModel):
        where: str

    chunks = [
        chunk({"role": "assistant", **tool("Look", "")}),
        chunk(tool(arguments='{"where"')),
        chunk(tool(arguments=':"up"}')),
        chunk(tool("other", "{", 1)),
        chunk(tool(arguments="}", index=1)),
        chunk({}, "tool_calls"),
    ]

    async def later() -> Any:
        client = Wire(sse(*chunks)).asynchronous()
        tools = [package().pydantic_function_tool(Look)]
        async with client.chat.completions.stream(**ASK, tools=tools) as found:
            events = [event async for event in found]
            return events, await found.get_final_completion()

    events, final = run(later())
    kinds = [event.type.rpartition(".")[2] for event in events if event.type != "chunk"]
    assert kinds == ["delta", "delta", "delta", "delta", "done", "delta", "done"]
    done = [event for event in events if event.type.endswith("done")]
    assert (done[0].name, done[0].parsed_arguments) == ("Look", Look(where="up"))
    assert (done[1].arguments, done[1].parsed_arguments) == ("{}", None)
    calls = final.choices[0].message.tool_calls
    assert [c.id for c in calls] == ["call0", "call1"]
    assert calls[0].function.parsed_arguments == Look(where="up")


def test_choices_and_usage() -> None:
    usage = {"prompt_tokens": 1, "completion_tokens": 2, "total_tokens": 3}
    chunks = [
        chunk({"content": "a"}), chunk({"content": "b"}, index=1), chunk({"content": "c"}, "stop"),
        chunk({}, "stop", index=1), {**chunk({}), "choices": [], "usage": usage},
    ]  # fmt: skip
    with Wire(sse(*chunks)).sync().chat.completions.stream(**ASK) as found:
        final = found.get_final_completion()
    assert [c.message.content for c in final.choices] == ["ac", "b"]
    assert final.usage.total_tokens == 3


def test_a_completion_that_is_cut_off() -> None:
    wire = Wire(sse(*TEXT[:2], chunk({}, "length")))
    with (
        wire.sync().chat.completions.stream(**ASK, response_format=Place) as found,
        pytest.raises(package().LengthFinishReasonError) as cut,
    ):
        found.until_done()
    assert cut.value.completion.choices[0].message.content == '{"city"'


def test_a_connection_that_breaks_inside_a_tool_call() -> None:
    """The error is the package's; what arrived stays readable."""

    def pieces() -> Iterator[bytes]:
        whole = sse(chunk({"role": "assistant", **tool("look", '{"whe')})).content
        yield whole
        raise httpx2.ReadError("gone")

    strict = {"type": "function", "function": {"name": "look", "strict": True, "parameters": {}}}
    with Wire(lambda _: stream(pieces())).sync().chat.completions.stream(**ASK, tools=[strict]) as found:
        with pytest.raises(package().APIConnectionError):
            found.until_done()
        snapshot = found.current_completion_snapshot
    assert snapshot.choices[0].message.tool_calls[0].function.arguments == '{"whe'
    assert snapshot.choices[0].finish_reason is None


def test_the_connection_is_given_back() -> None:
    pieces = iter([sse(*TEXT).content])
    with Wire(lambda _: stream(pieces)).sync().chat.completions.stream(**ASK) as found:
        next(found)
        assert not found.response.is_closed
    assert found.response.is_closed


def seconds(length: int) -> float:
    state = package().lib.streaming.chat.ChatCompletionStreamState(response_format=Place)
    pieces = [
        package().types.chat.ChatCompletionChunk.construct(**chunk({"content": "word "})) for _ in range(200)
    ]
    start = time.perf_counter()
    for number in range(length):
        state.handle_chunk(pieces[number % 200])
    assert len(state.current_completion_snapshot.choices[0].message.content) == 5 * length
    return time.perf_counter() - start


@pytest.mark.slow
def test_cost_is_linear() -> None:
    """Ten times the stream takes about ten times as long."""
    seconds(500)
    short = min(seconds(2000) for _ in range(3))
    assert seconds(20000) < 20 * short
