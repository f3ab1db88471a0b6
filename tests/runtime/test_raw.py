"""Raw and streamed responses, and binary results."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import httpx2
import pytest
from sample import errors
from sample._runtime.responses import StreamAlreadyConsumed
from sample.types import Chat, ChatChunk
from support import Server, chat, events, ok


def test_a_raw_response_is_read_and_parsed_once() -> None:
    server = Server(ok(**{"x-request-id": "r1"}))
    client = server.client()
    for response in (
        client.chats.with_raw_response.retrieve("x"),
        client.with_raw_response.chats.retrieve("x"),
    ):
        assert response.is_closed
        assert response.http_request.headers["authorization"] == "Bearer sk-test-key"
        assert (response.status_code, response.request_id, response.method) == (200, "r1", "GET")
        assert response.headers["x-request-id"] == "r1"
        assert response.url.path == "/v1/chats/x"
        assert response.json() == chat()
        assert response.text.startswith("{")
        assert response.content == response.read()
        parsed = response.parse()
        assert type(parsed) is Chat
        assert parsed is response.parse()
        assert parsed._request_id == "r1"
        assert response.parse(to=dict[str, object]) == chat()  # type: ignore[comparison-overlap]
        assert response.retries_taken == 0


def test_async_raw_responses_parse_without_await() -> None:
    async def run() -> None:
        client = Server(ok()).async_client()
        response = await client.with_raw_response.chats.retrieve("x")
        assert response.is_closed
        assert type(response.parse()) is Chat
        listed = (
            await Server(ok({"data": [chat()], "has_more": False}))
            .async_client()
            .chats.with_raw_response.list()
        )
        assert listed.parse().data[0].id == "c1"
        assert [item.id async for item in listed.parse()] == ["c1"]

    asyncio.run(run())


def test_raw_streams_parse_to_streams() -> None:
    _, answer = events(b'data: {"id": "1"}\n\n')
    response = Server(answer).client().chats.with_raw_response.create(messages=[], stream=True)
    assert not response.is_closed
    assert [type(event) for event in response.parse()] == [ChatChunk]


def test_a_streamed_response_is_sent_on_entry_and_closed_on_exit(tmp_path: Path) -> None:
    server = Server(lambda request: httpx2.Response(200, stream=Bytes(b'{"id": "a"}', b"\n")))
    manager = server.client().chats.with_streaming_response.retrieve("x")
    assert server.requests == []
    with manager as response:
        assert not response.is_closed
        assert response.parse().id == "a"
    assert response.is_closed
    with server.client().chats.with_streaming_response.retrieve("x") as response:
        assert list(response.iter_lines()) == ['{"id": "a"}']
    with server.client().chats.with_streaming_response.retrieve("x") as response:
        response.stream_to_file(tmp_path / "out")
    assert (tmp_path / "out").read_bytes() == b'{"id": "a"}\n'
    with server.client().chats.with_streaming_response.retrieve("x") as response:
        assert (response.json(), response.text(), response.read()) == (
            {"id": "a"},
            '{"id": "a"}\n',
            b'{"id": "a"}\n',
        )
    with server.client().chats.with_streaming_response.retrieve("x") as response:
        pass
    assert response.is_closed


class Bytes(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    def __init__(self, *chunks: bytes) -> None:
        self.chunks = chunks

    def __iter__(self) -> Any:
        yield from self.chunks

    async def __aiter__(self) -> Any:
        for chunk in self.chunks:
            yield chunk


def test_async_streamed_responses(tmp_path: Path) -> None:
    async def run() -> None:
        server = Server(lambda request: httpx2.Response(200, stream=Bytes(b'{"id": "a"}', b"\n")))
        client = server.async_client()
        async with client.chats.with_streaming_response.retrieve("x") as response:
            assert not response.is_closed
            assert (await response.parse()).id == "a"
        assert response.is_closed
        async with client.files.with_streaming_response.content("x") as binary:
            assert [chunk async for chunk in binary.iter_bytes()] == [b'{"id": "a"}', b"\n"]
        async with client.files.with_streaming_response.content("x") as binary:
            await binary.stream_to_file(tmp_path / "out")
        assert (tmp_path / "out").read_bytes() == b'{"id": "a"}\n'
        async with client.files.with_streaming_response.content("x") as binary:
            assert (await binary.parse()).content == b'{"id": "a"}\n'
            assert await binary.json() == {"id": "a"}
            assert await binary.text() == '{"id": "a"}\n'

    asyncio.run(run())


def test_errors_of_streamed_responses_are_read() -> None:
    server = Server(lambda request: httpx2.Response(404, stream=Bytes(b'{"error": {"message": "gone"}}')))
    with (
        pytest.raises(errors.NotFoundError, match="gone"),
        server.client().chats.with_streaming_response.retrieve("x"),
    ):
        pass
    with pytest.raises(errors.NotFoundError, match="gone"):
        server.client().chats.create(messages=[], stream=True)


def test_binary_results(tmp_path: Path) -> None:
    answer = httpx2.Response(200, content=b"a\nb\xc3\xa9", headers={"content-type": "audio/mpeg"})
    binary = Server(answer).client().files.content("f")
    assert (binary.content, binary.read(), binary.text) == (b"a\nb\xc3\xa9",) * 2 + ("a\nbé",)
    assert list(binary.iter_bytes(2)) == [b"a\n", b"b\xc3", b"\xa9"]
    assert list(binary.iter_lines()) == ["a", "bé"]
    binary.write_to_file(tmp_path / "a")
    binary.stream_to_file(tmp_path / "b", chunk_size=1)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes() == b"a\nb\xc3\xa9"
    with binary as entered:
        assert entered.response.status_code == 200

    async def run() -> None:
        result = await Server(answer).async_client().files.content("f")
        assert result.content == await result.aread() == b"a\nb\xc3\xa9"
        await result.astream_to_file(tmp_path / "c")
        assert [chunk async for chunk in result.aiter_bytes()] == [b"a\nb\xc3\xa9"]
        await result.aclose()

    asyncio.run(run())
    assert (tmp_path / "c").read_bytes() == b"a\nb\xc3\xa9"
    assert Server(httpx2.Response(200, content=b'{"a": 1}')).client().files.content("f").json() == {"a": 1}


def test_a_body_is_not_read_after_it_was_iterated_over() -> None:
    _, answer = events(b"abc")
    with Server(answer).client().chats.with_streaming_response.retrieve("x") as response:
        assert b"".join(response.iter_bytes()) == b"abc"
        with pytest.raises(StreamAlreadyConsumed):
            response.read()
