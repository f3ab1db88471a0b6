"""Rarely used sides of responses, streams and clients: what one kind of client can, the other can too."""

from __future__ import annotations

import asyncio
import logging
import os
import pickle
from pathlib import Path
from typing import Any

import httpx2
import pytest
from sample import AsyncSample, Sample, errors
from sample._runtime import transport
from sample._runtime.async_client import AsyncRawView
from sample._runtime.client import RawView
from sample._runtime.responses import StreamAlreadyConsumed
from support import Chunks, Server, events, ok

TEXT = httpx2.Response(200, content=b"a\nb\xc3\xa9", headers={"content-type": "text/plain; charset=utf-8"})


def test_binary_results_in_pieces(tmp_path: Path) -> None:
    server = Server(TEXT)
    binary = server.client().files.content("f")
    assert repr(binary) == "<BinaryResponse text/plain; charset=utf-8>"
    assert (binary.encoding, binary.charset_encoding) == ("utf-8", "utf-8")
    assert "".join(binary.iter_text(1)) == "a\nbé"
    with pytest.raises(httpx2.StreamConsumed):
        list(binary.iter_raw())

    async def main() -> None:
        async with await server.async_client().files.content("f") as result:
            assert [line async for line in result.aiter_lines()] == ["a", "bé"]
            assert "".join([text async for text in result.aiter_text(1)]) == "a\nbé"
            await result.awrite_to_file(tmp_path / "a")
            with pytest.raises(httpx2.StreamConsumed):
                [chunk async for chunk in result.aiter_raw()]

    asyncio.run(main())
    assert (tmp_path / "a").read_bytes() == b"a\nb\xc3\xa9"


def answer(request: httpx2.Request) -> httpx2.Response:
    return httpx2.Response(200, headers=TEXT.headers, stream=Chunks(b"a\nb", b"\xc3\xa9"))


def test_streamed_responses_in_pieces(tmp_path: Path) -> None:
    server = Server(answer)
    streaming = server.client().files.with_streaming_response
    with streaming.content("f") as response:
        assert "".join(response.iter_text()) == "a\nbé"
        assert (repr(response), response.http_version) == ("<APIResponse [200]>", "HTTP/1.1")
    assert response.elapsed.total_seconds() >= 0
    with streaming.content("f") as response:
        response.write_to_file(tmp_path / "a")
    with streaming.content("f") as response:
        assert response.parse(to=str) == "a\nbé"

    async def main() -> None:
        streaming = server.async_client().files.with_streaming_response
        async with streaming.content("f") as response:
            assert [line async for line in response.iter_lines()] == ["a", "bé"]
        async with streaming.content("f") as response:
            assert "".join([text async for text in response.iter_text()]) == "a\nbé"
            with pytest.raises(StreamAlreadyConsumed) as consumed:
                await response.read()
            assert type(pickle.loads(pickle.dumps(consumed.value))) is StreamAlreadyConsumed
        async with streaming.content("f") as response:
            await response.write_to_file(tmp_path / "b")

    asyncio.run(main())
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes() == b"a\nb\xc3\xa9"


def test_other_faults_of_reading_stay_what_they_are() -> None:
    """Only a body that was consumed is told in our words."""
    fault = RuntimeError("no loop")
    server = Server(lambda request: httpx2.Response(200, stream=Chunks(b"a", fault)))
    with (
        server.client().files.with_streaming_response.content("f") as response,
        pytest.raises(RuntimeError, match="no loop"),
    ):
        response.read()

    async def main() -> None:
        async with server.async_client().files.with_streaming_response.content("f") as response:
            await response.read()

    with pytest.raises(RuntimeError, match="no loop"):
        asyncio.run(main())


def test_events_as_they_come() -> None:
    """Under their familiar name, the end mark among them."""
    content = b"event: a\ndata: 1\n\n", b"data: [DONE]\n\n"
    body, streamed = events(*content)
    stream = Server(streamed).client().chats.create(messages=[], stream=True)
    assert [(event.event, event.data) for event in stream._iter_events()] == [("a", "1"), (None, "[DONE]")]
    assert body.closed == 1

    async def main() -> list[Any]:
        stream = await Server(streamed).async_client().chats.create(messages=[], stream=True)
        found = [(event.event, event.data) async for event in stream._iter_events()]
        await stream.aclose()
        return found

    assert asyncio.run(main()) == [("a", "1"), (None, "[DONE]")]


def test_an_end_mark_without_a_line_end() -> None:
    _, streamed = events(b'data: {"id": "1"}\n\ndata: [DONE]')
    server = Server(streamed)
    assert [event.id for event in server.client().chats.create(messages=[], stream=True)] == ["1"]

    async def main() -> list[str]:
        stream = await server.async_client().chats.create(messages=[], stream=True)
        return [event.id async for event in stream]

    assert asyncio.run(main()) == ["1"]


def test_redirects_of_async_clients(caplog: pytest.LogCaptureFixture) -> None:
    """Each hop is in the history; the log says what was sent where."""
    caplog.set_level(logging.DEBUG, "sample")
    hops = [httpx2.Response(307, headers={"location": "/v1/other"}), ok()]
    client = Server(*hops).async_client()
    response = asyncio.run(client.with_raw_response.chats.retrieve("x"))
    assert [each.status_code for each in response.http_response.history] == [307]
    assert "Sending HTTP Request: GET https://api.sample.test/v1/chats/x" in caplog.text
    assert "HTTP status 200" in caplog.text


@pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
def test_errors_whose_body_breaks_off(is_async: bool) -> None:
    """The network's fault is told; what is none of its faults goes through."""

    def ask(fault: Exception) -> Any:
        server = Server(lambda request: httpx2.Response(404, stream=Chunks(b"{", fault)))
        if is_async:
            return asyncio.run(server.async_client(max_retries=0).chats.retrieve("x"))
        return server.client(max_retries=0).chats.retrieve("x")

    with pytest.raises(errors.APIConnectionError):
        ask(httpx2.ReadError("cut"))
    with pytest.raises(LookupError, match="odd"):
        ask(LookupError("odd"))


def test_errors_of_async_transports_that_are_none_of_the_network() -> None:
    with pytest.raises(LookupError, match="odd"):
        asyncio.run(Server(LookupError("odd")).async_client().chats.retrieve("x"))


def test_views_of_clients() -> None:
    """A view has everything of its client, and raw streams."""
    _, streamed = events(b'data: {"id": "1"}\n\n')
    client = Server(streamed).async_client()
    assert AsyncRawView(client).max_retries == client.max_retries
    assert client._client is client._pool.get()

    async def main() -> list[str]:
        response = await client.with_raw_response.chats.create(messages=[], stream=True)
        return [event.id async for event in response.parse()]

    assert asyncio.run(main()) == ["1"]
    sync = Server(ok()).client()
    assert sync._client is sync._pool.get()
    assert RawView(sync).max_retries == sync.max_retries


def test_a_sync_http_client_is_of_no_use_to_an_async_one() -> None:
    with httpx2.Client() as wrong, pytest.raises(TypeError, match="needs an async one"):
        AsyncSample(api_key="k", http_client=wrong)  # type: ignore[arg-type]


def test_keys_from_functions_of_either_kind() -> None:
    async def later() -> str:
        return "later"

    async def main() -> list[str]:
        found = []
        for given in (lambda: "now", later):
            server = Server(ok())
            client = server.async_client(api_key=given)
            await client._refresh_api_key()
            found.append(client.api_key)
            await client.chats.retrieve("x")
            found.append(server.last.headers["authorization"])
        return found

    assert asyncio.run(main()) == ["now", "Bearer now", "later", "Bearer later"]


def test_copies_with_an_http_client_of_their_own() -> None:
    client = Sample(api_key="k")
    with httpx2.Client() as http:
        copied = client._copy(http_client=http)
        assert copied._pool is not client._pool
        assert copied._pool.get() is http
    anew = httpx2.AsyncClient()
    assert AsyncSample(api_key="k")._copy(http_client=anew)._pool.get() is anew


# The pools under the clients


def test_closed_pools() -> None:
    client = Sample(api_key="k")
    client.close()
    with pytest.raises(RuntimeError, match="has been closed"):
        client.chats.retrieve("x")
    assert Sample(api_key="k").close() is None

    async def main() -> None:
        client = AsyncSample(api_key="k")
        await client.close()
        with pytest.raises(RuntimeError, match="has been closed"):
            client._pool.get()

    asyncio.run(main())


def test_pools_of_forked_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A child never shares a connection with its parent."""
    client = Sample(api_key="k")
    parents = client._pool.get()
    assert client._pool.get() is parents

    async def main() -> None:
        client = AsyncSample(api_key="k")
        parents = client._pool.get()
        pid = os.getpid()
        with monkeypatch.context() as patch:
            patch.setattr(os, "getpid", lambda: pid + 1)
            assert client._pool.get() is not parents

    asyncio.run(main())
    pid = os.getpid()
    monkeypatch.setattr(os, "getpid", lambda: pid + 1)
    client.close()
    assert not parents.is_closed
    parents.close()


def test_words_that_cannot_travel() -> None:
    with pytest.raises(ValueError, match="'X' contains a line break") as refused:
        transport.header_pairs({"X": "secret\r\nY: 1"})
    assert "secret" not in str(refused.value)
    assert transport.timeout_extension(2.5)["timeout"]["read"] == 2.5


class Odd(Exception):
    """Cannot be made of a text."""

    def __init__(self, one: str, two: str) -> None:
        super().__init__(one + two)


def test_causes_without_credentials() -> None:
    """A copy of the same class where there can be one, else an error of the connection that names it."""
    plain = OSError("sk-secret-key refused")
    assert (
        str(transport.clean_cause(plain, ["sk-secret-key"]))
        == f"{transport.hide('sk-secret-key refused', ['sk-secret-key'])}"
    )
    odd = transport.clean_cause(Odd("sk-secret-key", " refused"), ["sk-secret-key"])
    assert type(odd) is ConnectionError
    assert str(odd).startswith("Odd: ")
    assert "sk-secret-key" not in str(odd)


def test_faults_of_streams_under_other_names() -> None:
    broken = type("BrokenResourceError", (Exception,), {"__module__": "anyio._core"})
    assert transport.failure_kind(broken()) == "connection"
    assert transport.failure_kind(LookupError()) is None
