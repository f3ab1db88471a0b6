"""A test suite of a program that calls OpenAI: no network, no key, every failure on demand.

pytest examples/test_kit.py
"""

import asyncio

import pytest
from openai_client import AsyncOpenAI, OpenAI, RateLimitError
from openai_client.testing import FakeServer, error, stream
from openai_client.types.chat import ChatCompletion


def summary(client: OpenAI, text: str) -> str:
    """The program under test: one sentence about a text."""
    completion = client.chat.completions.create(
        model="gpt-4o-mini",
        messages=[{"role": "system", "content": "One sentence."}, {"role": "user", "content": text}],
    )
    return completion.choices[0].message.content or "nothing to say"


async def spoken(client: AsyncOpenAI, text: str) -> list[str]:
    """The same as it is said, piece by piece."""
    pieces = await client.chat.completions.create(
        model="gpt-4o-mini", messages=[{"role": "user", "content": text}], stream=True
    )
    return [chunk.choices[0].delta.content or "" async for chunk in pieces if chunk.choices]


@pytest.fixture
def server() -> FakeServer:
    """Answers in the process; a call that nobody prepared fails the test."""
    return FakeServer(strict=True)


def answer(server: FakeServer, content: str | None) -> ChatCompletion:
    """A completion of which only the content matters here; the rest is made up."""
    return server.result("chat.completions.create", choices=[{"message": {"content": content}}])


def test_summary(server: FakeServer) -> None:
    """What was asked, and what came back."""
    server.on("chat.completions.create", answer(server, "Ice moves."))
    assert summary(server.client(), "A long text about glaciers.") == "Ice moves."
    server.assert_called("chat.completions.create", times=1, body={"model": "gpt-4o-mini"})


def test_an_empty_answer(server: FakeServer) -> None:
    """A model may answer nothing."""
    server.on("chat.completions.create", answer(server, None))
    assert summary(server.client(), "?") == "nothing to say"


def test_a_busy_server_is_asked_again(server: FakeServer) -> None:
    """Retries do not wait here."""
    server.on("chat.completions.create", error(429), error(503), answer(server, "At last."))
    assert summary(server.client(), "?") == "At last."
    assert len(server.calls("chat.completions.create")) == 3


def test_a_server_that_stays_busy(server: FakeServer) -> None:
    """After the last attempt the error arrives."""
    server.on("chat.completions.create", error(429, "slow down"))
    with pytest.raises(RateLimitError, match="slow down"):
        summary(server.client(), "?")


def test_a_stream(server: FakeServer) -> None:
    """Events in pieces of seven bytes, as a network might deliver them."""
    said = [{"choices": [{"index": 0, "delta": {"content": word}}]} for word in ("Ice ", "moves.")]
    server.on("chat.completions.create", stream(*said, cut=7))
    assert asyncio.run(spoken(server.async_client(), "?")) == ["Ice ", "moves."]
