"""Runs of assistants: event handlers, snapshots, polling."""

from __future__ import annotations

from typing import Any

import pytest

from tests.helpers.wire import Wire, ok, package, run, sse

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

RUN = {"id": "run", "object": "thread.run", "thread_id": "t", "status": "completed"}
STEP = {
    "id": "s",
    "object": "thread.run.step",
    "type": "tool_calls",
    "step_details": {"type": "tool_calls", "tool_calls": []},
}
MESSAGE = {"id": "m", "object": "thread.message", "role": "assistant", "content": []}
TOOL = {"index": 0, "id": "call", "type": "function", "function": {"name": "look", "arguments": ""}}


def text(value: str, index: int = 0) -> dict[str, Any]:
    content = {"index": index, "type": "text", "text": {"value": value, "annotations": []}}
    return {"id": "m", "object": "thread.message.delta", "delta": {"content": [content]}}


def calls(*fragments: dict[str, Any]) -> dict[str, Any]:
    details = {"type": "tool_calls", "tool_calls": list(fragments)}
    return {"id": "s", "object": "thread.run.step.delta", "delta": {"step_details": details}}


def more(arguments: str) -> dict[str, Any]:
    return {"index": 0, "type": "function", "function": {"arguments": arguments}}


DONE = {**MESSAGE, "content": [{"type": "text", "text": {"value": "Hello", "annotations": []}}]}
EVENTS = [
    ("thread.run.created", {**RUN, "status": "queued"}),
    ("thread.run.step.created", STEP),
    ("thread.run.step.delta", calls(TOOL, more('{"a"'))),
    ("thread.run.step.delta", calls(more(":1}"))),
    ("thread.run.step.completed", {**STEP, "status": "completed"}),
    ("thread.message.created", MESSAGE),
    ("thread.message.delta", text("Hel")),
    ("thread.message.delta", text("lo")),
    ("thread.message.completed", DONE),
    ("thread.run.completed", RUN),
]


def handler_class(asynchronous: bool, log: list[Any]) -> Any:
    base = package().AsyncAssistantEventHandler if asynchronous else package().AssistantEventHandler
    interesting = [name for name in vars(base) if name.startswith("on_")]

    def method(name: str) -> Any:
        def note(self: Any, *arguments: Any) -> None:
            if name == "on_text_delta":
                log.append((name, arguments[0].value, arguments[1].value))
            elif name == "on_tool_call_delta":
                log.append((name, arguments[1].function.arguments))
            elif name != "on_event":
                log.append((name,))

        async def later(self: Any, *arguments: Any) -> None:
            note(self, *arguments)

        return later if asynchronous else note

    return type("Handler", (base,), {name: method(name) for name in interesting})


EXPECTED = [
    ("on_run_step_created",),
    ("on_tool_call_created",),
    ("on_tool_call_delta", '{"a"'),
    ("on_run_step_delta",),
    ("on_tool_call_delta", '{"a":1}'),
    ("on_run_step_delta",),
    ("on_tool_call_done",),
    ("on_run_step_done",),
    ("on_message_created",),
    ("on_text_created",),
    ("on_text_delta", "Hel", "Hel"),
    ("on_message_delta",),
    ("on_text_delta", "lo", "Hello"),
    ("on_message_delta",),
    ("on_text_done",),
    ("on_message_done",),
    ("on_end",),
]


@pytest.mark.parametrize("asynchronous", [False, True])
def test_callbacks(asynchronous: bool) -> None:
    log: list[Any] = []
    handler = handler_class(asynchronous, log)()
    arguments: dict[str, Any] = {"thread_id": "t", "assistant_id": "a", "event_handler": handler}
    wire = Wire(sse(*EVENTS, ("done", "[DONE]"), name=True))
    if asynchronous:

        async def later() -> Any:
            async with wire.asynchronous().beta.threads.runs.stream(**arguments) as found:
                assert found is handler
                return await found.get_final_messages()

        messages = run(later())
    else:
        with wire.sync().beta.threads.runs.stream(**arguments) as found:
            assert found is handler
            messages = found.get_final_messages()
    assert log == EXPECTED
    assert messages[0].content[0].text.value == "Hello"
    assert handler.current_run.status == "completed"
    assert wire.body["stream"] is True
    with pytest.raises(RuntimeError, match="one stream"):
        handler._init(None)


def test_iteration() -> None:
    """Events come as they are, with the state of their moment at hand."""
    wire = Wire(sse(*EVENTS[:8], name=True))
    with wire.sync().beta.threads.create_and_run_stream(assistant_id="a") as found:
        seen = []
        for event in found:
            seen.append(event.event)
            if event.event == "thread.run.step.delta":
                step = found.current_run_step_snapshot
        message = found.current_message_snapshot
    assert seen == [name for name, _ in EVENTS[:8]]
    assert step.step_details.tool_calls[0].function.arguments == '{"a":1}'
    assert message.content[0].text.value == "Hello"
    with wire.sync().beta.threads.runs.submit_tool_outputs_stream(
        run_id="r", thread_id="t", tool_outputs=[]
    ) as found:
        assert list(found.text_deltas) == ["Hel", "lo"]


def test_failures_reach_the_handler() -> None:
    log: list[Any] = []
    handler = handler_class(False, log)()
    wire = Wire(sse(EVENTS[0], ("error", {"message": "no"}), name=True))
    with (
        wire.sync().beta.threads.runs.stream(thread_id="t", assistant_id="a", event_handler=handler) as found,
        pytest.raises(package().APIError),
    ):
        found.until_done()
    assert log == [("on_exception",), ("on_end",)]


def test_polling() -> None:
    wire = Wire(*(ok({**RUN, "status": status}) for status in ("queued", "in_progress", "requires_action")))
    found = wire.sync().beta.threads.runs.create_and_poll(thread_id="t", assistant_id="a", poll_interval_ms=1)
    assert found.status == "requires_action"
    assert [r.method for r in wire.requests] == ["POST", "GET", "GET"]

    async def later() -> Any:
        client = Wire(ok({**RUN, "status": "queued"}), ok(RUN)).asynchronous()
        return await client.beta.threads.create_and_run_poll(assistant_id="a", poll_interval_ms=1)

    assert run(later()).status == "completed"
