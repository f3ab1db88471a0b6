from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx2
import pytest

from tests.cases.kit import Case, ok


def ids(*names: str) -> list[dict[str, str]]:
    return [{"id": name} for name in names]


KINDS: list[tuple[str, list[dict[str, Any]], list[str]]] = [
    (
        "cursors",
        [{"data": ids("a", "b"), "has_more": True}, {"data": ids("c"), "has_more": False}],
        ["GET /v1/cursors", "GET /v1/cursors?after=b"],
    ),
    (
        "next_cursors",
        [{"items": ids("a", "b"), "next_cursor": "x y"}, {"items": ids("c"), "next_cursor": None}],
        ["GET /v1/next_cursors", "GET /v1/next_cursors?cursor=x%20y"],
    ),
    (
        "tokens",
        [{"widgets": ids("a", "b"), "nextPageToken": "t"}, {"widgets": ids("c"), "nextPageToken": ""}],
        ["GET /v1/tokens", "GET /v1/tokens?pageToken=t"],
    ),
    (
        "numbers",
        [{"items": ids("a", "b")}, {"items": ids("c")}, {"items": []}],
        ["GET /v1/numbers", "GET /v1/numbers?page=2", "GET /v1/numbers?page=3"],
    ),
    (
        "offsets",
        [{"results": ids("a", "b"), "has_more": True}, {"results": ids("c"), "has_more": False}],
        ["GET /v1/offsets", "GET /v1/offsets?offset=2"],
    ),
    (
        "urls",
        [{"results": ids("a", "b"), "next": "https://api.test/v1/urls?z=1&c=%20"}, {"results": ids("c")}],
        ["GET /v1/urls", "GET /v1/urls?z=1&c=%20"],
    ),
]


def check_each_kind(case: Case) -> None:
    for operation, pages, lines in KINDS:
        client, wire = case.client(*map(ok, pages))
        first = case.call(client, operation)
        assert [item.id for item in first] == ["a", "b", "c"], operation
        assert wire.lines == lines
        assert case.module("types.item").Item is type(next(iter(first)))


def check_each_kind_asynchronously(case: Case) -> None:
    async def gathered(operation: str, pages: list[dict[str, Any]]) -> tuple[list[str], list[str]]:
        client, wire = case.async_client(*map(ok, pages))
        return [item.id async for item in case.call(client, operation)], wire.lines

    for operation, pages, lines in KINDS:
        assert asyncio.run(gathered(operation, pages)) == (["a", "b", "c"], lines)


def check_other_arguments_stay(case: Case) -> None:
    client, wire = case.client(*(ok(page) for page in KINDS[0][1]))
    assert len(list(case.call(client, "cursors", limit=2, extra_query={"x": "1"}))) == 3
    assert sorted(wire.line.partition("?")[2].split("&")) == ["after=b", "limit=2", "x=1"]


def check_cursor_in_the_body(case: Case) -> None:
    client, wire = case.client(ok({"results": ids("a"), "next_cursor": "n"}), ok({"results": ids("b")}))
    assert [item.id for item in case.call(client, "search", q="x")] == ["a", "b"]
    assert [json.loads(request.content) for request in wire.requests] == [
        {"q": "x"},
        {"q": "x", "cursor": "n"},
    ]


def check_pages_one_by_one(case: Case) -> None:
    client, _ = case.client(*(ok(page) for page in KINDS[1][1]))
    page = case.call(client, "next_cursors")
    assert page.has_next_page()
    last = page.get_next_page()
    assert not last.has_next_page()
    with pytest.raises(RuntimeError):
        last.get_next_page()


def check_credentials_do_not_follow_a_foreign_url(case: Case) -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        assert request.url.host == "api.test"
        return ok({"results": ids("a"), "next": "https://evil.test/v1/urls"})

    client, wire = case.client(answer)
    with pytest.raises(case.package.PagesError):
        list(case.call(client, "urls"))
    assert len(wire.requests) == 1


def check_what_does_not_page(case: Case) -> None:
    client, _ = case.client(ok({"data": ids("a")}))
    assert [item.id for item in case.call(client, "whole").data] == ["a"]
