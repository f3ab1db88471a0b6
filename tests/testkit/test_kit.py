"""The test kit as its users meet it: with the OpenAI package, for it has everything."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from typing import Any

import pytest

from tests.operations.targets import ROOT, target

target("openai")

import openai_client  # noqa: E402  (its folder is known from here on)
from openai_client.testing import (  # noqa: E402
    FakeServer,
    RecordedRequest,
    Reply,
    UnexpectedRequest,
    connection_error,
    error,
    full,
    make,
    stream,
    timeout_error,
)
from openai_client.types.chat import ChatCompletion, ChatCompletionChunk  # noqa: E402
from openai_client.types.responses import ResponseStreamEvent  # noqa: E402

CREATE = "chat.completions.create"
ASK: Any = {"model": "m", "messages": [{"role": "user", "content": "Hi"}]}


def chunk(text: str) -> ChatCompletionChunk:
    return make(ChatCompletionChunk, choices=[{"delta": {"content": text}}])


def test_results_are_completed() -> None:
    """Objects inside are completed, to the type that their place asks for."""
    made = make(ChatCompletion, id="c1", choices=[{"message": {"content": "Hello"}}, {"index": 1}])
    assert made.id == "c1"
    assert [choice.message.content for choice in made.choices] == ["Hello", None]
    assert made.choices[0].message.role == "assistant"
    assert made.choices[0].finish_reason == "stop"
    assert make(ChatCompletion) == make(ChatCompletion)
    assert made.usage is None
    assert full(ChatCompletion).usage is not None
    tools = [{"id": "t", "function": {"name": "f", "arguments": "{}"}}]
    called = make(ChatCompletion, choices=[{"message": {"tool_calls": tools}}]).choices[0].message.tool_calls
    assert called is not None
    assert (called[0].type, called[0].id) == ("function", "t")


def test_values_that_do_not_fit() -> None:
    """A test with a wrong sample would prove nothing."""
    with pytest.raises(ValueError, match=r"ChatCompletion cannot have these values.*choices"):
        make(ChatCompletion, choices=3)


def test_members_of_unions_by_their_tag() -> None:
    """The tag chooses, also for types that are unions themselves."""
    event = make(ResponseStreamEvent, type="response.output_text.delta", delta="x")
    assert type(event).__name__ == "ResponseTextDeltaEvent"
    assert event.delta == "x"


def test_answers_in_turn() -> None:
    """Models, data, functions of the request; the last one for good."""
    server = FakeServer()
    server.on(
        CREATE,
        make(ChatCompletion, id="one"),
        {"id": "two", "object": "chat.completion", "created": 1, "model": "m", "choices": []},
        lambda request: make(ChatCompletion, id=f"three-{request.json['model']}"),
    )
    client = server.client()
    assert [client.chat.completions.create(**ASK).id for _ in range(4)] == [
        "one",
        "two",
        "three-m",
        "three-m",
    ]


def test_streams_cut_anywhere_and_named() -> None:
    """Events arrive whole however the bytes are cut; the end mark is the operation's own."""
    server = FakeServer()
    for cut in (None, 1, 7):
        server.on(CREATE, stream(chunk("a"), chunk("b"), cut=cut, names=True))
        events = list(server.client().chat.completions.create(**ASK, stream=True))
        assert [event.choices[0].delta.content for event in events] == ["a", "b"]
    server.on(CREATE, [chunk("x")])
    assert len(list(server.client().chat.completions.create(**ASK, stream=True))) == 1


def test_streams_that_go_wrong() -> None:
    """A broken connection, an error inside, data that is no JSON, a missing end."""
    server = FakeServer()
    client = server.client()
    server.on(CREATE, stream(chunk("a"), chunk("b"), breaks_after=180))
    with pytest.raises(openai_client.APIConnectionError):
        list(client.chat.completions.create(**ASK, stream=True))
    server.on(CREATE, stream(chunk("a"), {"error": {"message": "overloaded"}}))
    with pytest.raises(openai_client.APIError, match="overloaded"):
        list(client.chat.completions.create(**ASK, stream=True))
    server.on(CREATE, stream("{half"))
    with pytest.raises(openai_client.APIResponseValidationError):
        list(client.chat.completions.create(**ASK, stream=True))
    server.on(CREATE, stream(chunk("a"), ends=False))
    assert len(list(client.chat.completions.create(**ASK, stream=True))) == 1


def test_errors_are_raised_as_the_server_means_them() -> None:
    """Statuses, bodies, headers, failures of the connection; retries do not wait."""
    server = FakeServer()
    server.on(CREATE, error(401, "no such key", code="invalid_api_key"))
    with pytest.raises(openai_client.AuthenticationError, match="no such key") as caught:
        server.client().chat.completions.create(**ASK)
    assert caught.value.code == "invalid_api_key"
    server.on(CREATE, error(429, headers={"retry-after": "30"}), connection_error(), make(ChatCompletion))
    assert server.client(max_retries=2).chat.completions.create(**ASK)
    server.on(CREATE, timeout_error())
    with pytest.raises(openai_client.APITimeoutError):
        server.client(max_retries=0).chat.completions.create(**ASK)
    server.on(CREATE, error(502, body="<h1>Bad gateway</h1>"))
    with pytest.raises(openai_client.InternalServerError) as page:
        server.client(max_retries=0).chat.completions.create(**ASK)
    assert page.value.body == "<h1>Bad gateway</h1>"
    server.on(CREATE, Reply(b"not json", 200, {"content-type": "application/json"}))
    with pytest.raises(openai_client.APIResponseValidationError):
        server.client().chat.completions.create(**ASK)


def test_what_was_asked() -> None:
    """Requests are remembered and can be looked for by parts."""
    server = FakeServer(strict=False)
    server.client().chat.completions.create(**ASK, extra_headers={"x-team": "blue"})
    server.client().files.list(limit=3)
    request = server.assert_called(
        CREATE, times=1, body={"messages": [{"content": "Hi"}]}, headers={"X-Team": "blue"}
    )
    assert isinstance(request, RecordedRequest)
    assert request.headers["authorization"] == "Bearer test-key"
    assert "test-key" not in repr(request) + str(request.public_headers)
    server.assert_called("files.list", query={"limit": 3})
    server.assert_not_called("models.list")
    with pytest.raises(AssertionError, match=r"body messages\[0\].content: 'Hi', not 'Bye'"):
        server.assert_called(CREATE, body={"messages": [{"content": "Bye"}]})
    with pytest.raises(AssertionError, match="was called 1 times, not 2"):
        server.assert_called(CREATE, times=2)
    with pytest.raises(AssertionError, match=r"called were: chat.completions.create, files.list"):
        server.assert_called("models.list")


def test_files() -> None:
    """Forms are read back."""
    server = FakeServer(strict=False)
    server.client().files.create(file=("a.txt", b"content"), purpose="assistants")
    request = server.assert_called("files.create", body={"purpose": "assistants"})
    assert request.form["file"] == [b"content"]


def test_pages() -> None:
    """A page is made with its items; following pages are answered in turn."""
    server = FakeServer()
    first = server.result("files.list", data=[{"id": "f1"}], has_more=True)
    server.on("files.list", first, server.result("files.list", data=[{"id": "f2"}], has_more=False))
    assert [file.id for file in server.client().files.list()] == ["f1", "f2"]
    server.assert_called("files.list", times=2, query={"after": "f1"})


def test_mistakes_of_a_test_are_told() -> None:
    """Names that do not exist, calls that nobody prepared."""
    server = FakeServer()
    with pytest.raises(ValueError, match=r"no method 'chat.create'"):
        server.on("chat.create")  # type: ignore[arg-type]
    with pytest.raises(UnexpectedRequest, match=r"models.list was called, and no answer was prepared"):
        server.client().models.list()
    with pytest.raises(UnexpectedRequest, match="GET /v1/unknown"):
        server.client().get("/unknown", cast_to=object)
    server.on(CREATE)
    server.reset()
    assert server.requests == []


def test_async_and_clients_of_the_program() -> None:
    """Async clients, and clients that the program makes itself."""
    server = FakeServer()
    server.on(CREATE, stream(chunk("a"), cut=5), make(ChatCompletion, id="c"))

    async def main() -> None:
        client = server.async_client()
        events = [event async for event in await client.chat.completions.create(**ASK, stream=True)]
        assert events[0].choices[0].delta.content == "a"
        own = openai_client.AsyncOpenAI(api_key="k", http_client=server.async_http_client())
        assert (await own.chat.completions.create(**ASK)).id == "c"

    asyncio.run(main())
    own = openai_client.OpenAI(api_key="k", base_url="http://proxy.test/x", http_client=server.http_client())
    assert own.chat.completions.create(**ASK).id == "c"


def test_the_kit_is_loaded_by_nobody_else() -> None:
    """Ordinary use of the package does not import it."""
    code = "import sys, openai_client; openai_client.OpenAI(api_key='k').models; " + (
        "openai_client.warm_up(validators=False); print([m for m in sys.modules if 'testing.' in m and m.startswith('openai_client')])"
    )
    folder = str(ROOT / "generated" / "openai")
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=folder, check=True, timeout=100
    )
    assert done.stdout == "[]\n"
