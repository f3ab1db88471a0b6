"""The user programs of tests/programs, run against a local transport."""

from __future__ import annotations

import asyncio
import base64
import importlib
import json
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.operations.targets import target

CHUNK = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m"}


def program(name: str) -> Any:
    for which in ("openai", "gemini", "xai"):
        target(which)
    return importlib.import_module(f"tests.programs.{name}")


class Server:
    """Answers by a function of the request, and keeps what it saw."""

    def __init__(self, answer: Callable[[httpx2.Request], httpx2.Response]) -> None:
        self.answer = answer
        self.requests: list[httpx2.Request] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        request.read()
        self.requests.append(request)
        return self.answer(request)

    async def asynchronous(self, request: httpx2.Request) -> httpx2.Response:
        await request.aread()
        self.requests.append(request)
        return self.answer(request)

    def client(self, which: str) -> Any:
        found = target(which)
        http = httpx2.Client(transport=httpx2.MockTransport(self))
        return getattr(found.package, found.client)(api_key="key", http_client=http, max_retries=0)

    def async_client(self, which: str) -> Any:
        found = target(which)
        http = httpx2.AsyncClient(transport=httpx2.MockTransport(self.asynchronous))
        return getattr(found.package, f"Async{found.client}")(api_key="key", http_client=http, max_retries=0)


def sse(*events: Any) -> httpx2.Response:
    text = "".join(f"data: {e if isinstance(e, str) else json.dumps(e)}\n\n" for e in events)
    return httpx2.Response(200, headers={"content-type": "text/event-stream"}, content=text.encode())


def chunks(*words: str) -> httpx2.Response:
    made = [
        {**CHUNK, "choices": [{"index": 0, "delta": {"content": w}, "finish_reason": None}]} for w in words
    ]
    return sse(*made, "[DONE]")


def completion(content: str) -> dict[str, Any]:
    message = {"role": "assistant", "content": content, "refusal": None}
    choice = {"index": 0, "finish_reason": "stop", "logprobs": None, "message": message}
    return {"id": "c1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]}


def test_every_field_of_a_chat_request_is_sent() -> None:
    server = Server(lambda request: httpx2.Response(200, json=completion("hello")))
    chat = program("openai_chat")
    answer = chat.ask(server.client("openai"))
    assert chat.words(answer) == ["hello"]
    body = json.loads(server.requests[0].content)
    assert len(body) == 31
    assert body["logit_bias"] is None
    assert body["web_search_options"]["user_location"]["approximate"]["city"] == "Caen"


def test_streams() -> None:
    streams = program("openai_streams")
    server = Server(lambda request: chunks("a", "b", "c"))
    assert streams.text(server.client("openai")) == "abc"
    assert json.loads(server.requests[0].content)["stream"] is True
    assert asyncio.run(streams.text_async(server.async_client("openai"))) == "abc"
    assert [c.choices[0].delta.content for c in streams.either(server.client("openai"), True)] == [
        "a",
        "b",
        "c",
    ]
    whole = Server(lambda request: httpx2.Response(200, json=completion("x")))
    assert streams.either(whole.client("openai"), False).id == "c1"


def test_events_are_told_apart_by_their_tag() -> None:
    delta = {"type": "response.output_text.delta", "delta": "hi", "item_id": "i", "output_index": 0}
    unknown = {"type": "response.invented", "anything": [1]}
    server = Server(lambda request: sse(delta, unknown))
    assert program("openai_streams").events(server.client("openai")) == ["hi"]


def test_files(tmp_path: Path) -> None:
    files = program("openai_files_and_pages")
    made = {
        "id": "file-1",
        "object": "file",
        "bytes": 4,
        "created_at": 1,
        "filename": "n",
        "purpose": "assistants",
    }
    server = Server(lambda request: httpx2.Response(200, json=made))
    path = tmp_path / "notes.txt"
    path.write_bytes(b"some text")
    assert files.upload(server.client("openai"), path) == "file-1"
    assert files.upload_bytes(server.client("openai")) == "file-1"
    assert b'filename="notes.txt"' in server.requests[0].content
    assert b"some text" in server.requests[0].content
    raw = Server(lambda request: httpx2.Response(200, content=b"\x00\x01"))
    assert files.download(raw.client("openai"), "file-1") == b"\x00\x01"


def _page(request: httpx2.Request) -> httpx2.Response:
    after = request.url.params.get("after")
    ids = ["f3"] if after else ["f1", "f2"]
    rows = [
        {"id": i, "object": "file", "bytes": 1, "created_at": 1, "filename": "n", "purpose": "batch"}
        for i in ids
    ]
    return httpx2.Response(200, json={"object": "list", "data": rows, "has_more": after is None})


def test_pages_are_followed() -> None:
    files = program("openai_files_and_pages")
    server = Server(_page)
    assert files.all_files(server.client("openai")) == ["f1", "f2", "f3"]
    assert [r.url.params.get("after") for r in server.requests] == [None, "f2"]
    assert asyncio.run(files.all_files_async(Server(_page).async_client("openai"))) == ["f1", "f2", "f3"]


def test_raw_response_and_error() -> None:
    files = program("openai_files_and_pages")
    model = {"id": "gpt-4o", "object": "model", "created": 1, "owned_by": "o"}
    good = Server(lambda request: httpx2.Response(200, json=model, headers={"x-request-id": "req_1"}))
    assert files.request_id(good.client("openai")) == "gpt-4o req_1"
    bad = Server(lambda request: httpx2.Response(404, json={"error": {"message": "no", "type": "t"}}))
    assert files.status(bad.client("openai")) == 404


@pytest.mark.parametrize("model", ["gemini-2.0-flash", "models/gemini-2.0-flash"])
def test_gemini_takes_names_with_and_without_collection(model: str) -> None:
    program("gemini_and_xai")
    answer = {"candidates": [{"content": {"role": "model", "parts": [{"text": "hi"}]}}]}
    server = Server(lambda request: httpx2.Response(200, json=answer))
    server.client("gemini").models.generate_content(model, contents=[{"parts": [{"text": "x"}]}])
    assert server.requests[0].url.path == "/v1beta/models/gemini-2.0-flash:generateContent"


def test_gemini_and_xai() -> None:
    programs = program("gemini_and_xai")
    answer = {"candidates": [{"content": {"role": "model", "parts": [{"text": "hi"}]}}]}
    server = Server(lambda request: httpx2.Response(200, json=answer))
    assert programs.generate(server.client("gemini")) == "hi"
    body = json.loads(server.requests[0].content)
    assert body["generationConfig"] == {"temperature": 0.5, "maxOutputTokens": 64}
    assert server.requests[0].headers["x-goog-api-key"] == "key"
    streamed = Server(lambda request: sse(answer, answer))
    assert asyncio.run(programs.stream(streamed.async_client("gemini"))) == 2
    assert streamed.requests[0].url.params["alt"] == "sse"
    xai = Server(lambda request: httpx2.Response(200, json=completion("y")))
    assert programs.chat(xai.client("xai")) == "c1"
    assert str(xai.requests[0].url) == "https://api.x.ai/v1/chat/completions"


@pytest.mark.parametrize("mask", ["display_name,ttl", ["display_name", "ttl"]])
def test_update_masks_are_text_or_lists(mask: Any) -> None:
    program("gemini_and_xai")
    server = Server(lambda request: httpx2.Response(200, json={"name": "cachedContents/x"}))
    server.client("gemini").cached_contents.patch("x", ttl="3.5s", update_mask=mask)
    assert server.requests[0].url.params["updateMask"] == "display_name,ttl"
    assert server.requests[0].url.path == "/v1beta/cachedContents/x"


def test_the_test_kit() -> None:
    """A user's test of a user's code: retries without waiting, a stream cut in odd places, what was asked."""
    testing = program("openai_testing")
    server = testing.prepared()
    assert testing.summary(server.client(), "hello") == "HELLO"
    server.assert_called("chat.completions.create", times=2, body={"model": "m"})
    assert asyncio.run(testing.letters(testing.spelling("tea").async_client())) == ["t", "e", "a"]
    assert testing.whole().usage is not None


VECTORS = [[0.5, -2.0, 0.25], [1.0, 3.0, -0.125]]


def embeddings(request: httpx2.Request) -> httpx2.Response:
    """Vectors in the encoding that is asked for."""
    is_packed = json.loads(request.content).get("encoding_format") == "base64"
    texts = [base64.b64encode(struct.pack("<3f", *vector)).decode() for vector in VECTORS]
    shown = texts if is_packed else VECTORS
    data = [{"object": "embedding", "index": n, "embedding": vector} for n, vector in enumerate(shown)]
    usage = {"prompt_tokens": 1, "total_tokens": 1}
    return httpx2.Response(200, json={"object": "list", "model": "m", "data": data, "usage": usage})


def test_embeddings_travel_packed_unless_the_caller_has_a_wish() -> None:
    module, server = program("openai_embeddings"), Server(embeddings)
    client = server.client("openai")
    assert module.vectors(client) == VECTORS
    assert json.loads(server.requests[0].content)["encoding_format"] == "base64"
    assert module.raw_vectors(client) == VECTORS
    assert asyncio.run(module.vectors_async(server.async_client("openai"))) == VECTORS
    assert module.as_wished(client, "float") == VECTORS
    assert all(isinstance(item, str) for item in module.as_wished(client, "base64"))


def test_servers_may_answer_with_numbers_and_must_answer_with_something() -> None:
    module = program("openai_embeddings")

    def always(data: Any) -> Any:
        answer = {"object": "list", "model": "m", "data": data, "usage": {}}
        return Server(lambda _: httpx2.Response(200, json=answer)).client("openai")

    numbers = [{"object": "embedding", "index": 0, "embedding": [1.5]}]
    assert module.vectors(always(numbers)) == [[1.5]]
    folded = [{"object": "embedding", "index": 0, "embedding": "AADA\nPw=="}]
    assert module.vectors(always(folded)) == [[1.5]]
    with pytest.raises(ValueError, match="no embeddings"):
        module.vectors(always([]))
