"""A user's own test with the test kit of the package.

Type-checked with mypy --strict and pyright strict, and run by tests/generated/test_programs.py.
"""

from __future__ import annotations

from openai_client import AsyncOpenAI, OpenAI
from openai_client.testing import FakeServer, MethodName, RecordedRequest, Reply, error, full, make, stream
from openai_client.types.chat import ChatCompletion, ChatCompletionChunk


def summary(client: OpenAI, text: str) -> str:
    """The code under test."""
    answer = client.chat.completions.create(model="m", messages=[{"role": "user", "content": text}])
    return answer.choices[0].message.content or ""


async def letters(client: AsyncOpenAI) -> list[str]:
    """More of it, async and streamed."""
    events = await client.chat.completions.create(
        model="m", messages=[{"role": "user", "content": "spell"}], stream=True
    )
    return [event.choices[0].delta.content or "" async for event in events]


def echo(request: RecordedRequest) -> ChatCompletion:
    """An answer that depends on the request."""
    content: str = request.json["messages"][0]["content"]
    return make(ChatCompletion, choices=[{"message": {"content": content.upper()}}])


def prepared() -> FakeServer:
    """A server with answers of every kind."""
    method: MethodName = "chat.completions.create"
    server = FakeServer()
    server.on(method, error(500), echo)
    server.on("models.list")
    server.on("files.content", Reply(b"content", headers={"content-type": "text/plain"}))
    return server


def spelling(word: str) -> FakeServer:
    """A server that streams a word letter by letter, cut in odd places."""
    server = FakeServer()
    chunks = [make(ChatCompletionChunk, choices=[{"delta": {"content": letter}}]) for letter in word]
    server.on("chat.completions.create", stream(*chunks, cut=5))
    return server


def whole() -> ChatCompletion:
    """A result with every member."""
    return full(ChatCompletion, id="c1")
