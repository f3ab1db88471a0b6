"""Retries: when, how often, after how long, and with what."""

from __future__ import annotations

import asyncio
import time
from email.utils import formatdate
from typing import Any

import httpx2
import pytest
from runtime import retry
from sample import errors
from support import Server, events, ok

FAILURES = [httpx2.Response(code) for code in (408, 409, 429, 500, 503)] + [
    httpx2.ConnectError("x"),
    httpx2.ReadTimeout("x"),
]


@pytest.mark.parametrize("failure", FAILURES)
def test_passing_failures_are_tried_again_with_the_same_key(failure: Any) -> None:
    server = Server(failure, failure, ok())
    raw = server.client().chats.with_raw_response.create(messages=[])
    assert raw.retries_taken == 2
    assert len({request.headers["idempotency-key"] for request in server.requests}) == 1
    assert [request.content for request in server.requests] == [b'{"messages":[]}'] * 3
    assert 0.375 <= server.slept[0] <= 0.5 < server.slept[1] <= 1.0


@pytest.mark.parametrize("failure", FAILURES)
def test_async_clients_do_the_same(failure: Any) -> None:
    server = Server(failure, failure, ok())
    asyncio.run(server.async_client().chats.create(messages=[]))
    assert len(server.requests) == 3
    assert len({request.headers["idempotency-key"] for request in server.requests}) == 1


def test_it_gives_up_after_max_retries() -> None:
    server = Server(httpx2.Response(500))
    with pytest.raises(errors.InternalServerError):
        server.client().chats.retrieve("x")
    assert len(server.requests) == 3
    server = Server(httpx2.Response(500))
    with pytest.raises(errors.InternalServerError):
        server.client(max_retries=0).chats.retrieve("x")
    assert len(server.requests) == 1


@pytest.mark.parametrize("status", [400, 401, 404, 422])
def test_lasting_failures_are_not(status: int) -> None:
    server = Server(httpx2.Response(status))
    with pytest.raises(errors.APIStatusError):
        server.client().chats.retrieve("x")
    assert len(server.requests) == 1


def test_the_server_has_the_last_word() -> None:
    server = Server(httpx2.Response(400, headers={"x-should-retry": "true"}), ok())
    server.client().chats.retrieve("x")
    assert len(server.requests) == 2
    server = Server(httpx2.Response(500, headers={"x-should-retry": "false"}))
    with pytest.raises(errors.InternalServerError):
        server.client().chats.retrieve("x")
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "3"}, 3),
        ({"retry-after": "1.5"}, 1.5),
        ({"retry-after-ms": "250", "retry-after": "9"}, 0.25),
        ({"retry-after": formatdate(1030, usegmt=True)}, 30),
        ({"retry-after": "120"}, 120),
        ({"retry-after": "121"}, 0.5),
        ({"retry-after": "0"}, 0.5),
        ({"retry-after": "-3"}, 0.5),
        ({"retry-after": "soon"}, 0.5),
        ({"retry-after": "nan"}, 0.5),
        ({"retry-after": formatdate(900, usegmt=True)}, 0.5),
        ({}, 0.5),
    ],
)
def test_delays_that_servers_ask_for(headers: dict[str, str], seconds: float) -> None:
    assert retry.retry_delay(0, headers, now=lambda: 1000.0, jitter=lambda: 0.0) == seconds


def test_back_off_grows_to_eight_seconds() -> None:
    delays = [retry.retry_delay(attempt, None, jitter=lambda: 0.0) for attempt in range(7)]
    assert delays == [0.5, 1, 2, 4, 8, 8, 8]
    assert retry.retry_delay(0, None, jitter=lambda: 1.0) == 0.375
    assert retry.retry_delay(5000, None, now=time.time) <= 8


def test_a_stream_is_opened_again_but_never_read_again() -> None:
    _, good = events(b'data: {"id": "1"}\n\n')
    server = Server(httpx2.Response(503), good)
    assert [event.id for event in server.client().chats.create(messages=[], stream=True)] == ["1"]
    body, broken = events(b'data: {"id": "1"}\n\n', httpx2.ReadError("cut"))
    server = Server(broken)
    stream = server.client().chats.create(messages=[], stream=True)
    assert next(stream).id == "1"
    with pytest.raises(errors.APIConnectionError):
        next(stream)
    assert len(server.requests) == 1
    assert body.closed


def test_content_that_cannot_be_read_twice_is_sent_once() -> None:
    server = Server(httpx2.Response(503))
    with pytest.raises(errors.InternalServerError):
        server.client().post("/x", cast_to=object, content=(chunk for chunk in [b"a", b"b"]))
    assert len(server.requests) == 1
    assert server.last.content == b"ab"
    server = Server(httpx2.Response(503), ok())
    server.client().post("/x", cast_to=object, content=[b"a", b"b"])
    assert [request.content for request in server.requests] == [b"ab", b"ab"]
