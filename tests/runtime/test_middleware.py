"""Code of the caller around calls and attempts, and the spans that are made of it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable

import httpx2
import pytest
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from runtime.middleware import AsyncMiddleware, CallInfo, Middleware
from runtime.tracing import AsyncTracing, Tracing
from sample import errors
from support import Server, events, ok


class Diary(Middleware):
    """Writes down what passes."""

    def __init__(self, name: str, lines: list[str]) -> None:
        self.name, self.lines = name, lines

    def call(self, info: CallInfo, proceed: Callable[[], httpx2.Response]) -> httpx2.Response:
        self.lines.append(f"{self.name} call {info.method} {info.path}")
        response = proceed()
        self.lines.append(f"{self.name} got {response.status_code}")
        return response

    def attempt(
        self,
        info: CallInfo,
        request: httpx2.Request,
        number: int,
        proceed: Callable[[httpx2.Request], httpx2.Response],
    ) -> httpx2.Response:
        request.headers[f"x-{self.name}"] = str(number)
        response = proceed(request)
        self.lines.append(f"{self.name} attempt {number}: {response.status_code}")
        return response


class AsyncDiary(AsyncMiddleware):
    """The same for an async client."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines

    async def call(
        self, info: CallInfo, proceed: Callable[[], Awaitable[httpx2.Response]]
    ) -> httpx2.Response:
        self.lines.append(f"call {info.operation}")
        return await proceed()

    async def attempt(
        self,
        info: CallInfo,
        request: httpx2.Request,
        number: int,
        proceed: Callable[[httpx2.Request], Awaitable[httpx2.Response]],
    ) -> httpx2.Response:
        response = await proceed(request)
        self.lines.append(f"attempt {number}: {response.status_code}")
        return response


def test_the_first_is_the_outermost_and_sees_every_attempt() -> None:
    server, lines = Server(httpx2.Response(503), ok()), list[str]()
    client = server.client().with_middleware(Diary("a", lines), Diary("b", lines))
    client.chats.create(messages=[])
    assert lines == [
        "a call POST /chats",
        "b call POST /chats",
        "b attempt 0: 503",
        "a attempt 0: 503",
        "b attempt 1: 200",
        "a attempt 1: 200",
        "b got 200",
        "a got 200",
    ]
    assert [request.headers["x-a"] for request in server.requests] == ["0", "1"]


def test_async_clients_have_it_too() -> None:
    server, lines = Server(httpx2.Response(503), ok()), list[str]()
    client = server.async_client().with_middleware(AsyncDiary(lines))
    asyncio.run(client.chats.create(messages=[]))
    assert lines == ["call createChat", "attempt 0: 503", "attempt 1: 200"]


def test_copies_keep_it_and_the_original_stays_without() -> None:
    server, lines = Server(ok()), list[str]()
    plain = server.client()
    plain.with_middleware(Diary("a", lines)).with_options(max_retries=0).chats.create(messages=[])
    assert len(lines) == 3
    plain.chats.create(messages=[])
    assert len(lines) == 3


def test_a_call_can_be_answered_without_the_server() -> None:
    class Canned(Middleware):
        def call(self, info: CallInfo, proceed: Callable[[], httpx2.Response]) -> httpx2.Response:
            assert info.content == b'{"messages":[]}'
            return ok()

    server = Server(httpx2.Response(500))
    assert server.client().with_middleware(Canned()).chats.create(messages=[]).id
    assert not server.requests


def test_errors_pass_through() -> None:
    server, lines = Server(httpx2.Response(404)), list[str]()
    with pytest.raises(errors.NotFoundError):
        server.client().with_middleware(Diary("a", lines)).chats.retrieve("x")
    assert lines == ["a call GET /chats/{chat_id}", "a attempt 0: 404"]


def test_information_has_no_credentials() -> None:
    seen: list[CallInfo] = []

    class Look(Middleware):
        def call(self, info: CallInfo, proceed: Callable[[], httpx2.Response]) -> httpx2.Response:
            seen.append(info)
            return proceed()

    server = Server(ok())
    server.client(api_key="very-secret").with_middleware(Look()).chats.create(messages=[])
    assert "very-secret" not in repr(seen)


@pytest.fixture
def spans() -> tuple[TracerProvider, Callable[[], tuple[ReadableSpan, ...]]]:
    """A provider of tracers, and what they have finished."""
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    return provider, exporter.get_finished_spans


Spans = tuple[TracerProvider, Callable[[], tuple[ReadableSpan, ...]]]


def test_a_span_says_what_was_asked_and_answered(spans: Spans) -> None:
    provider, finished = spans
    body = json.loads(ok().content) | {
        "model": "m-2",
        "usage": {"prompt_tokens": 3, "completion_tokens": 5},
        "choices": [{"finish_reason": "stop"}],
    }
    server = Server(httpx2.Response(503), httpx2.Response(200, json=body))
    client = server.client().with_middleware(Tracing("acme", tracer_provider=provider))
    client.chats.create(messages=[], extra_body={"model": "m", "temperature": 0.5})
    (span,) = finished()
    facts = dict(span.attributes or {})
    assert span.name == "createChat m"
    assert facts["gen_ai.provider.name"] == "acme"
    assert facts["gen_ai.request.model"] == "m"
    assert facts["gen_ai.request.temperature"] == 0.5
    assert facts["gen_ai.response.model"] == "m-2"
    assert (facts["gen_ai.usage.input_tokens"], facts["gen_ai.usage.output_tokens"]) == (3, 5)
    assert facts["gen_ai.response.finish_reasons"] == ("stop",)
    assert facts["http.request.resend_count"] == 1
    assert "very-secret" not in str(facts)


def test_a_failure_marks_the_span(spans: Spans) -> None:
    provider, finished = spans
    server = Server(httpx2.Response(404))
    with pytest.raises(errors.NotFoundError):
        server.client().with_middleware(Tracing(tracer_provider=provider)).chats.retrieve("x")
    (span,) = finished()
    assert (span.attributes or {})["error.type"] == "NotFoundError"
    assert not span.status.is_ok


def test_streams_and_async_clients_have_spans(spans: Spans) -> None:
    provider, finished = spans
    body, answer = events(b'data: {"id": "1"}\n\n', b"data: [DONE]\n\n")
    server = Server(answer)
    client = server.async_client().with_middleware(AsyncTracing(tracer_provider=provider))

    async def run() -> None:
        stream = await client.chats.create(messages=[], stream=True)
        async for _ in stream:
            assert not body.closed

    asyncio.run(run())
    (span,) = finished()
    assert (span.attributes or {})["http.response.status_code"] == 200
