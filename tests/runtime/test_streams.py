"""Streams of events over clients: typed events, errors inside, and the connection."""

from __future__ import annotations

import asyncio
import gc
from typing import Any

import httpx2
import pytest
from sample import errors
from sample.types import ChatChunk
from support import Server, events, ok

ONE = b'data: {"id": "1", "delta": "a"}\n\n'
TWO = b'event: x\r\ndata: {"id": "2",\r\ndata: "n": 1}\r\n\r\n'
END = b"data: [DONE]\n\ndata: never\n\n"


def collect(*chunks: Any) -> tuple[list[ChatChunk], Exception | None, Any]:
    body, answer = events(*chunks)
    got: list[ChatChunk] = []
    try:
        for event in Server(answer).client().chats.create(messages=[], stream=True):
            got.append(event)
    except errors.SampleError as error:
        return got, error, body
    return got, None, body


def acollect(*chunks: Any) -> tuple[list[ChatChunk], Exception | None, Any]:
    body, answer = events(*chunks)
    got: list[ChatChunk] = []

    async def run() -> Exception | None:
        try:
            async for event in await Server(answer).async_client().chats.create(messages=[], stream=True):
                got.append(event)
        except errors.SampleError as error:
            return error
        return None

    return got, asyncio.run(run()), body


@pytest.mark.parametrize("run", [collect, acollect])
def test_events_are_typed_and_the_end_releases_the_connection(run: Any) -> None:
    got, error, body = run(b": hello\n\n" + ONE, TWO, b"data:\n\n", END)
    assert [event.to_dict() for event in got] == [{"id": "1", "delta": "a"}, {"id": "2", "n": 1}]
    assert all(type(event) is ChatChunk for event in got)
    assert error is None
    assert body.closed


@pytest.mark.parametrize("run", [collect, acollect])
def test_cut_at_any_byte(run: Any) -> None:
    whole = 'data: {"id": "é😀"}\r\n\r\n'.encode() + ONE + b"data: [DONE]\n\n"
    got, error, _ = run(*(bytes([byte]) for byte in whole))
    assert [event.id for event in got] == ["é😀", "1"]
    assert error is None


@pytest.mark.parametrize("run", [collect, acollect])
@pytest.mark.parametrize(
    ("chunk", "message", "code"),
    [
        (b'data: {"error": {"message": "boo", "code": "c"}}\n\n', "boo", "c"),
        (b'event: error\ndata: {"error": {"message": "boo"}}\n\n', "boo", None),
        (b'event: error\ndata: {"message": "boo", "code": "d"}\n\n', "boo", "d"),
        (b"event: error\ndata: broken\n\n", "broken", None),
        (b'data: {"id": "x", "error": {"code": 7}}\n\n', "An error occurred during streaming", "7"),
        (b'data: {"error": "words"}\n\n', "words", None),
    ],
)
def test_errors_inside_a_stream_are_raised_after_the_events(
    run: Any, chunk: bytes, message: str, code: Any
) -> None:
    got, error, body = run(ONE, chunk, ONE)
    assert len(got) == 1
    assert type(error) is errors.APIError
    assert (str(error), error.code) == (message, code)
    assert body.closed


def test_an_error_member_that_is_null_is_none() -> None:
    got, error, _ = collect(
        b'data: {"id": "1", "error": null}\n\n', b'event: error\ndata: {"type": "error", "id": "2"}\n\n'
    )
    assert [event.id for event in got] == ["1", "2"]
    assert error is None


@pytest.mark.parametrize("data", [b'{"id": ', b"<html>", b"\xff\xfe", b"[" * 900])
@pytest.mark.parametrize("run", [collect, acollect])
def test_data_that_is_no_json_raises(run: Any, data: bytes) -> None:
    got, error, body = run(ONE, b"data: " + data + b"\n\n")
    assert len(got) == 1
    assert type(error) is errors.APIResponseValidationError
    assert body.closed


@pytest.mark.parametrize("run", [collect, acollect])
def test_a_broken_connection_raises(run: Any) -> None:
    for raised, cls in [
        (httpx2.ReadTimeout("x"), errors.APITimeoutError),
        (httpx2.RemoteProtocolError("x"), errors.APIConnectionError),
    ]:
        got, error, body = run(ONE, raised)
        assert len(got) == 1
        assert type(error) is cls
        assert error.__context__ is None
        assert body.closed


def test_deviating_events_are_kept() -> None:
    got, error, _ = collect(b'data: {"id": 5, "delta": {"x": 1}}\n\n', b"data: [1]\n\n")
    assert error is None
    assert got[0].to_dict() == {"id": 5, "delta": {"x": 1}}
    assert got[1] == [1]


def test_closing_leaving_and_dropping_release_the_connection() -> None:
    for leave in ("close", "with", "drop", "drop late"):
        body, answer = events(ONE, ONE)
        stream: Any = Server(answer).client().chats.create(messages=[], stream=True)
        assert isinstance(stream.response, httpx2.Response)
        if leave == "close":
            stream.close()
        elif leave == "with":
            with stream as entered:
                next(iter(entered))
        elif leave == "drop late":
            next(stream)
        del stream
        entered = None
        gc.collect()
        assert body.closed, leave


def test_async_streams_release_the_connection() -> None:
    async def run(leave: str) -> None:
        body, answer = events(ONE, ONE)
        stream: Any = await Server(answer).async_client().chats.create(messages=[], stream=True)
        if leave == "close":
            await stream.close()
        elif leave == "with":
            async with stream:
                await stream.__anext__()
        elif leave == "drop late":
            await stream.__anext__()
        del stream
        gc.collect()
        for _ in range(5):
            await asyncio.sleep(0)
        assert body.closed, leave

    for leave in ("close", "with", "drop", "drop late"):
        asyncio.run(run(leave))


def test_a_loop_over_a_temporary_stream_keeps_it_alive() -> None:
    _, answer = events(ONE, ONE, ONE)
    got = 0
    for _ in Server(answer).client().chats.create(messages=[], stream=True):
        gc.collect()
        got += 1
    assert got == 3


def test_what_switches_a_stream_on() -> None:
    _, answer = events(END)
    server = Server(answer)
    list(server.client().chats.create(messages=[], stream=True))
    assert server.body == {"messages": [], "stream": True}
    assert server.last.headers["accept"] == "text/event-stream"
    server = Server(ok())
    server.client().chats.create(messages=[], stream=False)
    assert server.body == {"messages": [], "stream": False}


def test_operations_that_always_stream() -> None:
    _, answer = events(b'data: {"id": "1"}\r\n\r\n')
    server = Server(answer)
    assert [event.id for event in server.client(header_key="h").files.watch("models/a b")] == ["1"]
    assert str(server.last.url) == "https://api.sample.test/v1/models/a%20b:watch?alt=sse"


def test_streams_by_path() -> None:
    from sample import Stream

    _, answer = events(ONE, END)
    client = Server(answer).client()
    got = list(client.post("/x", cast_to=ChatChunk, body={}, stream=True, stream_cls=Stream[ChatChunk]))
    assert [type(event) for event in got] == [ChatChunk]


def test_an_envelope_joins_name_and_data() -> None:
    from sample._runtime.operation import Operation

    _, answer = events(b'event: thread.created\ndata: {"id": "t"}\n\nevent: done\ndata: [DONE]\n\n')
    operation: Operation[Any, Any] = Operation(
        id="e", method="POST", path="/e", result="stream", envelope=True, terminator="[DONE]"
    )
    got = list(Server(answer).client().request(operation))
    assert got == [{"event": "thread.created", "data": {"id": "t"}}]
