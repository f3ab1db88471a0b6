"""Every kind of answer that a fake server can be given, and everything that a request can be held to."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx2
import pytest

from tests.operations.targets import target

target("openai")
target("gemini")

import gemini_client  # noqa: E402  (their folders are known from here on)
import openai_client  # noqa: E402
from gemini_client import testing as gemini  # noqa: E402
from openai_client._runtime.testing.replies import event_bytes  # noqa: E402
from openai_client.testing import FakeServer, RecordedRequest, error, make, stream  # noqa: E402
from openai_client.types.beta import Thread  # noqa: E402
from openai_client.types.chat import ChatCompletion  # noqa: E402

CREATE = "chat.completions.create"
ASK: Any = {"model": "m", "messages": [{"role": "user", "content": "Hi"}]}


def test_bytes_texts_and_responses() -> None:
    server = FakeServer()
    client = server.client(max_retries=0)
    server.on("files.content", b"\x00\x01", "words", httpx2.Response(200, content=b"own"))
    assert [client.files.content("f").content for _ in range(3)] == [b"\x00\x01", b"words", b"own"]
    server.on(CREATE, error(500, body=b"\xff"))
    with pytest.raises(openai_client.InternalServerError):
        client.chat.completions.create(**ASK)
    server.on("files.content", None)
    assert client.files.with_raw_response.content("f").status_code == 204


def test_a_broken_async_stream() -> None:
    server = FakeServer()
    server.on(CREATE, stream(breaks_after=3, cut=2))

    async def main() -> None:
        async for _ in await server.async_client().chat.completions.create(**ASK, stream=True):
            pass

    with pytest.raises(openai_client.APIConnectionError, match="Connection error"):
        asyncio.run(main())


def test_retries_of_async_clients_do_not_wait() -> None:
    server = FakeServer()
    server.on(CREATE, error(503, headers={"retry-after": "60"}), make(ChatCompletion, id="later"))

    async def main() -> str:
        return (await server.async_client(max_retries=1).chat.completions.create(**ASK)).id

    assert asyncio.run(main()) == "later"


def test_events_in_an_envelope() -> None:
    """Streams of assistants name each event and wrap its data; a model goes out as its data."""
    server = FakeServer()
    event = {"event": "thread.created", "data": make(Thread, id="t1")}
    server.on("beta.threads.create_and_run", stream(event))
    with pytest.warns(DeprecationWarning, match="deprecated"):
        (created,) = list(server.client().beta.threads.create_and_run(assistant_id="a", stream=True))
    assert (created.event, created.data.id) == ("thread.created", "t1")


@pytest.mark.parametrize(
    ("format", "reply", "expected"),
    [
        ("ndjson", stream({"a": 1}, b"{}"), b'{"a":1}\n{}\nend\n'),
        ("json-seq", stream({"a": 1}, ends=False), b'\x1e{"a":1}\n'),
        (
            "sse",
            stream({"type": "t"}, {"type": 3}, "a\nb", names=True),
            (b'event: t\ndata: {"type":"t"}\n\ndata: {"type":3}\n\ndata: a\ndata: b\n\ndata: end\n\n'),
        ),
    ],
)
def test_bytes_of_a_stream(format: str, reply: Any, expected: bytes) -> None:
    assert event_bytes(reply, format=format, terminator="end", envelope=False) == expected


def test_uploads_in_sessions() -> None:
    """A resumable upload is one call, whose answer comes with the last piece."""
    server = gemini.FakeServer()
    server.on("media.upload", {"file": {"name": "files/1"}})
    with gemini_client.Gemini(api_key="k", http_client=server.http_client()) as client:
        made = client.files.upload(file=("big.bin", b"x" * (9 << 20), "application/octet-stream"))
    assert made.name == "files/1"
    assert server.requests[-1].content.endswith(b"x")


def request_of(**headers: str) -> RecordedRequest:
    return RecordedRequest("m", "POST", "https://h/v1?tag=a&tag=b&list[]=1", headers, b"a=1&a=2&b=")


def test_forms() -> None:
    assert request_of().form == {"a": [b"1", b"2"], "b": [b""]}


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ({"query": {"limit": 4}}, "query limit: ['3'], not ['4']"),
        ({"query": {"include": ["a", "c"]}}, "query include: ['a', 'b'], not ['a', 'c']"),
        ({"headers": {"X-Team": "red"}}, "header X-Team is not 'red'"),
        ({"body": {"messages": {"a": 1}}}, "body messages: [{'role': 'user', 'content': 'Hi'}] is no object"),
        ({"body": {"messages": [{"name": 1}]}}, "body messages[0].name: missing"),
        ({"body": [1]}, "body the top: {"),
    ],
)
def test_what_a_request_lacks(wanted: Any, told: str) -> None:
    server = FakeServer(strict=False)
    query = {"limit": "3", "include": ["a", "b"]}
    server.client().chat.completions.create(**ASK, extra_query=query, extra_headers={"x-team": "blue"})
    server.assert_called(CREATE, query={"include": ["a", "b"]}, headers={"x-TEAM": "blue"})
    with pytest.raises(AssertionError) as failed:
        server.assert_called(CREATE, **wanted)
    assert told in str(failed.value)
    with pytest.raises(AssertionError, match="was called 1 times"):
        server.assert_not_called(CREATE)


def test_form_bodies_are_compared_by_their_fields() -> None:
    server = FakeServer(strict=False)
    server.client().files.create(file=b"content", purpose="assistants")
    with pytest.raises(AssertionError, match=r"body purpose\[0\]: 'assistants', not 'batch'"):
        server.assert_called("files.create", body={"purpose": "batch"})
