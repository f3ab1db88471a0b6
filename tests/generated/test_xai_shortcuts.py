"""What the xAI package adds to the document: deferred answers that are waited for, and functions as tools."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx2
import pytest

from tests.operations.targets import target

ANSWER = {
    "id": "c",
    "object": "chat.completion",
    "created": 1,
    "model": "grok-4",
    "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "done"}}],
}


@pytest.fixture(autouse=True)
def _package() -> None:
    target("xai")


class Server:
    """Takes a deferred request, is busy for a while, and answers."""

    def __init__(self, busy: int) -> None:
        self.busy = busy
        self.sent: list[Any] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        if request.method == "POST":
            self.sent.append(json.loads(request.content))
            return httpx2.Response(200, json={"request_id": "r-1"})
        assert request.url.path.endswith("/r-1")
        self.busy -= 1
        return httpx2.Response(202) if self.busy >= 0 else httpx2.Response(200, json=ANSWER)


def test_deferred_answers_are_waited_for() -> None:
    from xai_client import XAI

    server = Server(busy=2)
    client = XAI(api_key="k", http_client=httpx2.Client(transport=httpx2.MockTransport(server)))
    answer = client.chat.completions.create_and_wait(
        model="grok-4", messages=[{"role": "user", "content": "?"}], poll_interval=0.0
    )
    assert answer.choices[0].message.content == "done"
    assert server.sent == [
        {"model": "grok-4", "messages": [{"role": "user", "content": "?"}], "deferred": True, "stream": False}
    ]
    with pytest.raises(TimeoutError):
        client.chat.completions.create_and_wait(model="m", messages=[], wait_timeout=0.0)


def test_async_clients_wait_too() -> None:
    from xai_client import AsyncXAI

    server = Server(busy=1)

    async def serve(request: httpx2.Request) -> httpx2.Response:
        return server(request)

    async def run() -> None:
        http = httpx2.AsyncClient(transport=httpx2.MockTransport(serve))
        async with AsyncXAI(api_key="k", http_client=http) as client:
            answer = await client.chat.completions.create_and_wait(
                model="grok-4", messages=[], poll_interval=0.0
            )
        assert answer.id == "c"

    asyncio.run(run())


@pytest.mark.parametrize("name", ["xai", "openai"])
def test_a_function_is_a_tool(name: str) -> None:
    package = target(name).package

    def add(a: int, b: int = 2) -> int:
        """Add two numbers."""
        return a + b

    tool = package.function_tool(add)
    assert tool.param["function"]["name"] == "add"
    assert tool.param["function"]["description"] == "Add two numbers."
    assert tool.param["function"]["parameters"]["required"] == ["a"]
    assert tool('{"a": 5}') == 7
    with pytest.raises(ValueError, match="b"):
        tool('{"a": 5, "b": "x"}')


def test_what_has_no_schema_is_refused() -> None:
    from xai_client import function_tool

    def starred(*numbers: int) -> int:
        return sum(numbers)

    with pytest.raises(TypeError, match="numbers"):
        function_tool(starred)
