from __future__ import annotations

import asyncio

import pytest

from tests.cases.kit import Case, ok


def check_raw(case: Case) -> None:
    client, _ = case.client(ok({"n": 1}, **{"x-total": "7"}))
    raw = client.items.with_raw_response.retrieve("a")
    assert (raw.status_code, raw.headers["x-total"]) == (200, "7")
    assert raw.parse().n == 1
    with client.items.with_streaming_response.retrieve("a") as response:
        assert b"".join(response.iter_bytes()) == b'{"n": 1}'


def check_raw_pages(case: Case) -> None:
    client, _ = case.client(ok({"items": [{"n": 1}], "next_cursor": "c"}), ok({"items": [{"n": 2}]}))
    page = client.items.with_raw_response.list().parse()
    assert [item.n for item in page] == [1, 2]


def check_asynchronously(case: Case) -> None:
    async def run() -> int:
        client, _ = case.async_client(ok({"n": 1}))
        raw = await client.items.with_raw_response.retrieve("a")
        return (await raw.parse()).n if asyncio.iscoroutinefunction(raw.parse) else raw.parse().n

    assert asyncio.run(run()) == 1


def check_strictness(case: Case) -> None:
    client, _ = case.client(ok({"m": 1}))
    loose = client.items.retrieve("a")
    assert loose.to_dict() == {"m": 1}
    strict, _ = case.client(ok({"m": 1}), _strict_response_validation=True)
    with pytest.raises(case.package.APIResponseValidationError):
        strict.items.retrieve("a")


def check_extras(case: Case) -> None:
    client, wire = case.client(ok({"n": 1}))
    client.items.retrieve("a", extra_query={"x": [1, 2]}, extra_headers={"X-Y": "z"}, timeout=3)
    assert wire.line == "GET /items/a?x=1&x=2"
    assert wire.headers["x-y"] == "z"
    assert wire.last.extensions["timeout"]["read"] == 3
