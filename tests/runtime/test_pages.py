"""Pages of every kind, sync and async."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from sample import SampleError
from sample._runtime.operation import Operation
from sample.types import Chat
from support import Server, chat, ok


def page(*ids: str, more: bool | None = None) -> Any:
    return ok({"data": [chat(id=name) for name in ids], "has_more": more})


def queries(server: Server) -> list[str]:
    return [request.url.query.decode() for request in server.requests]


def test_a_cursor_page_goes_on_after_its_last_item() -> None:
    server = Server(page("a", "b", more=True), page("c", more=True), page("d", more=False))
    first = server.client().chats.list(limit=2)
    assert type(first).__name__.startswith("SyncCursorPage[")
    assert first.has_next_page()
    info = first.next_page_info()
    assert info is not None
    assert info.params == {"after": "b"}
    assert [type(item) for item in first.data] == [Chat, Chat]
    assert [item.id for item in first] == ["a", "b", "c", "d"]
    assert queries(server) == ["limit=2", "after=b&limit=2", "after=c&limit=2"]


def test_async_lists_are_awaited_or_iterated() -> None:
    async def run() -> None:
        server = Server(page("a", more=True), page("b", more=False))
        client = server.async_client()
        assert [item.id async for item in client.chats.list(after="z")] == ["a", "b"]
        assert queries(server) == ["after=z", "after=a"]
        server.answers = [page("a", more=True), page("b", more=False)]
        first = await client.chats.list()
        assert type(first).__name__.startswith("AsyncCursorPage[")
        assert [len(each.data) async for each in first.iter_pages()] == [1, 1]
        second = server.answers = [page("b", more=False)]
        assert second
        following = await first.get_next_page()
        assert not following.has_next_page()
        with pytest.raises(RuntimeError, match="no next page"):
            await following.get_next_page()

    asyncio.run(run())


@pytest.mark.parametrize("body", [{"data": []}, {"data": None}, {}, {"data": [], "has_more": True}])
def test_a_page_without_items_is_the_last(body: dict[str, Any]) -> None:
    server = Server(ok(body))
    first = server.client().chats.list()
    assert list(first) == []
    assert not first.has_next_page()
    assert first.to_dict() == body


def test_a_cursor_that_does_not_move_ends_the_list() -> None:
    server = Server(page("a", more=True))
    assert [item.id for item in server.client().chats.list()] == ["a", "a"]
    assert len(server.requests) == 2


def test_deviating_items_still_have_a_cursor() -> None:
    server = Server(ok({"data": [{"id": "x", "object": 3}], "has_more": True}), page())
    assert [item.id for item in server.client().chats.list()] == ["x"]
    assert queries(server) == ["", "after=x"]


def listing(kind: str, **options: Any) -> Operation[Any, Any]:
    return Operation(id=kind, method="GET", path="/things", page=kind, response="types.chat:Chat", **options)


def run_all(server: Server, operation: Operation[Any, Any], **arguments: Any) -> list[str]:
    """Ids by way of the sync and of the async client, which must agree."""
    answers = list(server.answers)
    found = [item.id for item in server.client().request(operation, **arguments)]
    server.answers = answers
    seen = queries(server)
    server.requests.clear()

    async def run() -> list[str]:
        return [item.id async for item in server.async_client().paginate(operation, **arguments)]

    assert asyncio.run(run()) == found
    assert queries(server) == seen
    return found


def things(*ids: str, **rest: Any) -> Any:
    return ok({"things": [chat(id=name) for name in ids], **rest})


def test_page_tokens_go_on_over_empty_pages() -> None:
    server = Server(things("a", next_page_token="t1"), things(next_page_token="t2"), things("b"))
    assert run_all(server, listing("TokenPage"), query={"pageSize": 1}, extra_query={"x": "y"}) == ["a", "b"]
    assert queries(server) == ["pageSize=1&x=y", "pageSize=1&pageToken=t1&x=y", "pageSize=1&pageToken=t2&x=y"]


def test_page_tokens_in_the_body() -> None:
    server = Server(things("a", next_page_token="t"), things("b"))
    operation: Operation[Any, Any] = Operation(
        id="q",
        method="POST",
        path="/q",
        body="json",
        page="TokenPage",
        response="types.chat:Chat",
        page_in_body=True,
    )
    assert run_all(server, operation, body={"q": 1}) == ["a", "b"]
    assert server.body == {"q": 1, "pageToken": "t"}


def test_offsets_count_items() -> None:
    server = Server(
        ok({"data": [chat(id="a"), chat(id="b")]}), ok({"data": [chat(id="c")]}), ok({"data": []})
    )
    assert run_all(server, listing("OffsetPage")) == ["a", "b", "c"]
    assert queries(server) == ["", "offset=2", "offset=3"]


def test_urls_are_followed_on_the_same_server_only() -> None:
    server = Server(
        ok({"data": [chat(id="a")], "next": "/v1/things?p=2"}), ok({"data": [chat(id="b")], "next": None})
    )
    assert run_all(server, listing("UrlPage"), query={"p": 1}) == ["a", "b"]
    assert queries(server) == ["p=1", "p=2"]
    server = Server(ok({"data": [chat(id="a")], "next": "https://evil.test/?p=2"}))
    with pytest.raises(SampleError, match="another server"):
        list(server.client().request(listing("UrlPage")))


def test_a_page_without_a_client_says_so() -> None:
    from sample.pagination import SyncCursorPage

    with pytest.raises(SampleError, match="did not come from a client"):
        SyncCursorPage[Chat].construct(data=[{"id": "x"}]).has_next_page()
