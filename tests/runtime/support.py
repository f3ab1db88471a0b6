"""Clients of the sample package over a transport that answers from memory."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import httpx2
from sample import AsyncSample, Sample

CHAT: dict[str, Any] = {
    "id": "c1",
    "object": "chat",
    "items": [{"type": "message", "role": "user", "content": "hi"}],
    "created_at": 1,
    "usage": {"total_tokens": 3},
}


def chat(**changes: Any) -> dict[str, Any]:
    return {**CHAT, **changes}


Answer = httpx2.Response | Exception | Callable[[httpx2.Request], httpx2.Response]


class Server:
    """Answers requests in order (the last answer for good) and remembers them."""

    def __init__(self, *answers: Answer) -> None:
        self.answers = list(answers)
        self.requests: list[httpx2.Request] = []
        self.slept: list[float] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        request.read()
        self.requests.append(request)
        answer = self.answers[0] if len(self.answers) == 1 else self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        if callable(answer):
            return answer(request)
        return httpx2.Response(answer.status_code, headers=answer.headers, content=answer.content)

    async def acall(self, request: httpx2.Request) -> httpx2.Response:
        await request.aread()
        return self(request)

    @property
    def last(self) -> httpx2.Request:
        return self.requests[-1]

    @property
    def body(self) -> Any:
        return json.loads(self.last.content)

    def client(self, **options: Any) -> Sample:
        """A sync client whose own pool is replaced, so that the fast way of building requests is tested."""
        client = Sample(**{"api_key": "sk-test-key", **options})
        http = httpx2.Client(transport=httpx2.MockTransport(self), follow_redirects=True)
        client._pool.get = lambda: http  # type: ignore[method-assign]
        client._sleep = self.slept.append  # type: ignore[method-assign,assignment]
        return client

    def async_client(self, **options: Any) -> AsyncSample:
        client = AsyncSample(**{"api_key": "sk-test-key", **options})
        http = httpx2.AsyncClient(transport=httpx2.MockTransport(self.acall), follow_redirects=True)
        client._pool.get = lambda: http  # type: ignore[method-assign]

        async def sleep(seconds: float) -> None:
            self.slept.append(seconds)

        client._sleep = sleep  # type: ignore[method-assign,assignment]
        return client


def ok(value: Any = None, status: int = 200, **headers: str) -> httpx2.Response:
    content = json.dumps(CHAT if value is None else value).encode()
    return httpx2.Response(status, content=content, headers={"content-type": "application/json", **headers})


class Chunks(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """A response body in given pieces, which knows whether it was closed."""

    def __init__(self, *chunks: bytes | Exception) -> None:
        self.chunks = chunks
        self.closed = 0

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self.chunks:
            if isinstance(chunk, Exception):
                raise chunk
            yield chunk

    async def __aiter__(self) -> Any:
        for chunk in self:
            yield chunk

    def close(self) -> None:
        self.closed += 1

    async def aclose(self) -> None:
        self.closed += 1


def events(*chunks: bytes | Exception) -> tuple[Chunks, Callable[[httpx2.Request], httpx2.Response]]:
    """A streaming answer and its body."""
    body = Chunks(*chunks)
    headers = {"content-type": "text/event-stream"}
    return body, lambda request: httpx2.Response(200, headers=headers, stream=body)
