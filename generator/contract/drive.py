"""Driving the generated client: the call is made, the recorded answer given, and what leaves and comes back is kept."""

from __future__ import annotations

import asyncio
import inspect
import warnings
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpx2

from generator.contract.arguments import NotDrivable, arguments, by_path, is_raw
from generator.contract.exchange import Exchange
from generator.contract.package import Package
from generator.contract.payloads import content_of, is_encoded, is_event_stream, query_of
from generator.testing.cassette import Interaction

_PIECES = {"sync": 997, "async": 61}
"""Streams arrive in pieces of this many bytes: other ones for the two clients, so that both cut in odd places."""
_KEPT = frozenset({"content-type", "location", "x-goog-upload-url", "x-goog-upload-status", "retry-after"})


@dataclass(frozen=True, slots=True)
class Sent:
    """A request as it left the client; header names in lower case."""

    method: str
    url: str
    headers: dict[str, str]
    content: bytes


@dataclass(slots=True)
class Run:
    """What one call did: the requests that left, the result or the events, the exception that ended it."""

    sent: list[Sent] = field(default_factory=list[Sent])
    result: Any = None
    events: list[Any] | None = None
    error: Exception | None = None


class _Pieces(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """A body that arrives bit by bit."""

    def __init__(self, content: bytes, size: int) -> None:
        self._pieces = [content[i : i + size] for i in range(0, len(content), size)]

    def __iter__(self) -> Iterator[bytes]:
        yield from self._pieces

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self._pieces:
            yield piece


class _Wire:
    """Takes requests and gives the recorded answers, in order; the last one again when there are more requests."""

    def __init__(self, answers: list[Interaction], run: Run, size: int) -> None:
        self._answers = answers
        self._run = run
        self._size = size

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        return self._answer(request, request.read())

    async def asynchronous(self, request: httpx2.Request) -> httpx2.Response:
        return self._answer(request, await request.aread())

    def _answer(self, request: httpx2.Request, content: bytes) -> httpx2.Response:
        headers = {name.lower(): value for name, value in request.headers.items()}
        self._run.sent.append(Sent(request.method, str(request.url), headers, content))
        answer = self._answers[min(len(self._run.sent), len(self._answers)) - 1]
        message = answer.response
        kept = {k: v for k, v in message.headers.items() if k in _KEPT}
        content = content_of(message)
        if is_encoded(message):
            kept["content-encoding"] = message.headers["content-encoding"]
            content = message.body
        if is_event_stream(message):
            return httpx2.Response(answer.status, headers=kept, stream=_Pieces(content, self._size))
        return httpx2.Response(answer.status, headers=kept, content=content)


def base_url(exchange: Exchange) -> str:
    """Where the client has to point so that its path is the recorded one."""
    parts = urlsplit(exchange.interaction.uri)
    base = "" if exchange.match.is_upload else exchange.match.base
    return f"{parts.scheme or 'https'}://{parts.netloc or 'recorded.invalid'}{base}"


def _answers(exchange: Exchange) -> list[Interaction]:
    return [exchange.interaction, *([exchange.sending] if exchange.sending is not None else [])]


def _call(package: Package, client: Any, exchange: Exchange, proto: bool) -> Any:
    """Make the call: the method, or a call by path where the method cannot send such a request."""
    method = exchange.method
    if method.result == "stream" and _asks_for_one_body(package, client, exchange):
        return _by_path(client, exchange, object)
    try:
        values = arguments(exchange, proto=proto)
    except NotDrivable:
        if exchange.match.is_upload or not is_raw(exchange) or method.verb not in ("POST", "PUT", "PATCH"):
            raise
        kinds = {"none": type(None), "binary": package.module.BinaryResponse, "text": str}
        cast_to = kinds.get(method.result) or package.annotation(method, streamed=False)
        return _by_path(client, exchange, cast_to)
    absent = {a.name: package.module.omit for a in method.arguments if a.required and a.name not in values}
    return package.bound(client, method)(**absent, **values)


def _by_path(client: Any, exchange: Exchange, cast_to: Any) -> Any:
    path = urlsplit(exchange.interaction.uri).path.removeprefix(exchange.match.base)
    return getattr(client, exchange.method.verb.lower())(path, cast_to=cast_to, **by_path(exchange))


def _asks_for_one_body(package: Package, client: Any, exchange: Exchange) -> bool:
    """Whether a request lacks the parameters by which the method asks for a stream (Google's `alt=sse`)."""
    asked = package.constant_query(client, exchange.method)
    present = query_of(exchange.interaction.uri)
    return bool(asked) and not any(pair in present for pair in asked.items())


def drive_sync(package: Package, exchange: Exchange, *, proto: bool = False) -> Run:
    """The call with the sync client.  `proto`: see `arguments`."""
    run = Run()
    wire = _Wire(_answers(exchange), run, _PIECES["sync"])
    with warnings.catch_warnings(), httpx2.Client(transport=httpx2.MockTransport(wire)) as http:
        warnings.simplefilter("ignore")
        client = package.sync_client(http, base_url(exchange))
        try:
            run.result = _call(package, client, exchange, proto)
            if _is_stream(run.result, "Stream"):
                run.events = []
                for event in run.result:
                    run.events.append(event)
        except Exception as error:  # what it is, is judged by `outcome`
            run.error = error
    return run


def drive_async(package: Package, exchange: Exchange, *, proto: bool = False) -> Run:
    """The call with the async client, in an event loop of its own."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            return asyncio.run(_drive_async(package, exchange, proto))
        # Somebody's loop runs in this thread (a notebook, a plugin): ours gets a thread of its own.
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(asyncio.run, _drive_async(package, exchange, proto)).result()


async def _drive_async(package: Package, exchange: Exchange, proto: bool) -> Run:
    run = Run()
    wire = _Wire(_answers(exchange), run, _PIECES["async"])
    async with httpx2.AsyncClient(transport=httpx2.MockTransport(wire.asynchronous)) as http:
        client = package.async_client(http, base_url(exchange))
        try:
            result = _call(package, client, exchange, proto)
            run.result = await result if inspect.isawaitable(result) else result
            if _is_stream(run.result, "AsyncStream"):
                run.events = []
                async for event in run.result:
                    run.events.append(event)
        except Exception as error:
            run.error = error
    return run


def _is_stream(result: object, name: str) -> bool:
    return any(cls.__name__ == name for cls in type(result).__mro__)
