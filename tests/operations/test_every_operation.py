"""Every operation of every generated package, called once: sync and async, with few arguments and with all.

The request that leaves the client is held against the document by :mod:`generator.contract.request_check`, which
knows nothing of the generator.
"""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import httpx2
import pytest

from generator.contract.drive import Sent
from tests.operations.calls import Calls
from tests.operations.targets import TARGETS, Target, target

CASES = [(name, number) for name in TARGETS for number in range(len(target(name).methods))]


@lru_cache
def calls(name: str) -> Calls:
    return Calls(target(name).description)


def case_id(value: Any) -> str:
    return str(value)


class Wire:
    """A transport that keeps the request and gives the promised answer."""

    def __init__(self, answer: tuple[int, dict[str, str], bytes]) -> None:
        self.answer = answer
        self.seen: list[Sent] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.seen.append(self._seen(request, request.read()))
        return self._response()

    async def asynchronous(self, request: httpx2.Request) -> httpx2.Response:
        self.seen.append(self._seen(request, await request.aread()))
        return self._response()

    @staticmethod
    def _seen(request: httpx2.Request, content: bytes) -> Sent:
        return Sent(request.method, str(request.url), dict(request.headers), content)

    def _response(self) -> httpx2.Response:
        status, headers, body = self.answer
        return httpx2.Response(status, headers=headers, content=body)


def sync_client(which: Target, wire: Wire) -> Any:
    http = httpx2.Client(transport=httpx2.MockTransport(wire))
    return getattr(which.package, which.client)(
        **dict.fromkeys(which.schemes, "key"), http_client=http, max_retries=0
    )


def async_client(which: Target, wire: Wire) -> Any:
    http = httpx2.AsyncClient(transport=httpx2.MockTransport(wire.asynchronous))
    made = getattr(which.package, f"Async{which.client}")
    return made(**dict.fromkeys(which.schemes, "key"), http_client=http, max_retries=0)


def bound(client: Any, method: dict[str, Any]) -> Any:
    for name in method["resource"]:
        client = getattr(client, name)
    return getattr(client, method["method"])


def variants(method: dict[str, Any]) -> Iterator[tuple[bool, bool]]:
    """(all arguments?, streamed?)"""
    for full in (False, True):
        yield full, False
        if method.get("event") is not None:
            yield full, True


def expect(which: Target, method: dict[str, Any], wire: Wire) -> None:
    assert len(wire.seen) == 1
    seen = wire.seen[0]
    problems = calls(which.name).problems(method["operation"], seen)
    assert not problems, "\n".join(problems)
    assert any(
        "key" in value for name, value in seen.headers.items() if name in {"authorization", "x-goog-api-key"}
    )


def consume(result: Any) -> None:
    if hasattr(result, "__next__") or type(result).__name__ == "Stream":
        assert list(result)


async def consume_async(result: Any) -> None:
    if type(result).__name__ == "AsyncStream":
        assert [event async for event in result]


def prepared(which: Target, number: int) -> Iterator[tuple[dict[str, Any], dict[str, Any], Wire]]:
    method = which.methods[number]
    for full, streamed in variants(method):
        arguments = calls(which.name).arguments(method, full=full)
        if streamed:
            arguments["stream"] = True
        is_stream = streamed or method["result"] == "stream"
        yield method, arguments, Wire(calls(which.name).answer(method, streamed=is_stream))


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize(("name", "number"), CASES, ids=case_id)
def test_operation(name: str, number: int) -> None:
    """The sync and the async method send what the document says, and take the answer that it promises."""
    which = target(name)
    for method, arguments, wire in prepared(which, number):
        client = sync_client(which, wire)
        consume(bound(client, method)(**arguments))
        expect(which, method, wire)
    asyncio.run(_async(which, number))


async def _async(which: Target, number: int) -> None:
    for method, arguments, wire in prepared(which, number):
        client = async_client(which, wire)
        result = bound(client, method)(**arguments)
        if inspect.isawaitable(result):
            result = await result
        await consume_async(result)
        expect(which, method, wire)


@pytest.mark.parametrize("name", TARGETS)
def test_every_operation_of_the_document_has_a_method(name: str) -> None:
    """The index holds each operation of the plain document."""
    documented = {
        operation["operationId"]
        for item in target(name).description.schemas.root["paths"].values()
        for verb, operation in item.items()
        if verb in {"get", "put", "post", "delete", "patch", "head", "options"}
    }
    assert documented == {method["operation"] for method in target(name).methods}
