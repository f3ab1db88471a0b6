"""Clients of the generated OpenAI package over a transport of their own."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Coroutine
from typing import Any

import httpx2

from tests.operations.targets import target

Answer = httpx2.Response | Callable[[httpx2.Request], httpx2.Response]


def package() -> Any:
    """The generated package."""
    return target("openai").package


def ok(value: Any, status: int = 200, **headers: str) -> httpx2.Response:
    """A JSON answer."""
    return httpx2.Response(status, json=value, headers=headers)


def sse(*events: Any, name: bool = False) -> httpx2.Response:
    """A stream of events: texts as they are, pairs as event and data (`name`), other values as JSON."""
    lines = []
    for event in events:
        if name:
            lines.append(f"event: {event[0]}\ndata: {json.dumps(event[1])}\n\n")
        else:
            lines.append(f"data: {event if isinstance(event, str) else json.dumps(event)}\n\n")
    return stream("".join(lines).encode())


def stream(content: Any) -> httpx2.Response:
    """A stream of server-sent events from bytes, or from an iterator of them."""
    return httpx2.Response(200, content=content, headers={"content-type": "text/event-stream"})


class Wire:
    """Answers requests in order (the last one for good) and keeps them; `clients` are sync and async over it."""

    def __init__(self, *answers: Answer) -> None:
        self.answers = list(answers)
        self.requests: list[httpx2.Request] = []

    def answer(self, request: httpx2.Request) -> httpx2.Response:
        """The next answer."""
        request.read()
        self.requests.append(request)
        answer = self.answers[0] if len(self.answers) == 1 else self.answers.pop(0)
        return answer if isinstance(answer, httpx2.Response) else answer(request)

    async def _later(self, request: httpx2.Request) -> httpx2.Response:
        await request.aread()
        return self.answer(request)

    def sync(self, name: str = "OpenAI", **options: Any) -> Any:
        """A sync client."""
        http = httpx2.Client(transport=httpx2.MockTransport(self.answer))
        return getattr(package(), name)(
            **{"api_key": "key", "http_client": http, "max_retries": 0, **options}
        )

    def asynchronous(self, name: str = "AsyncOpenAI", **options: Any) -> Any:
        """An async client."""
        http = httpx2.AsyncClient(transport=httpx2.MockTransport(self._later))
        return getattr(package(), name)(
            **{"api_key": "key", "http_client": http, "max_retries": 0, **options}
        )

    @property
    def body(self) -> Any:
        """The latest request's JSON body."""
        return json.loads(self.requests[-1].content)


def run(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """The result of a coroutine."""
    return asyncio.run(coroutine)
