from __future__ import annotations

import asyncio

import pytest

from tests.cases.kit import Case, ok, plain, sse


def check_switch(case: Case) -> None:
    client, wire = case.client(ok({"text": "whole"}), sse({"delta": "a"}, {"delta": "b"}))
    assert case.call(client, "chat", text="x").text == "whole"
    assert wire.body == {"text": "x"}
    assert wire.headers["accept"] == "application/json"
    with case.call(client, "chat", text="x", stream=True) as stream:
        assert [piece.delta for piece in stream] == ["a", "b"]
    assert wire.body == {"text": "x", "stream": True}
    assert wire.headers["accept"] == "text/event-stream"


def check_overloads(case: Case) -> None:
    source = case.text(f"resources/{next(iter(case.methods())).split('.')[0]}.py")
    assert source.count("@overload") == 6
    assert "stream: Literal[True]" in source


def check_always(case: Case) -> None:
    client, _ = case.client(sse({"delta": "a"}))
    assert [piece.delta for piece in case.call(client, "watch")] == ["a"]


def check_lines(case: Case) -> None:
    client, _ = case.client(plain(b'{"delta": "a"}\r\n{"delta": "\\u2028"}', "application/x-ndjson"))
    assert [piece.delta for piece in case.call(client, "lines")] == ["a", "\u2028"]


def check_asynchronously(case: Case) -> None:
    async def gathered() -> list[str]:
        client, _ = case.async_client(sse({"delta": "a"}, {"delta": "b"}))
        stream = await case.call(client, "chat", text="x", stream=True)
        return [piece.delta async for piece in stream]

    assert asyncio.run(gathered()) == ["a", "b"]


def check_an_error_inside(case: Case) -> None:
    client, _ = case.client(sse({"delta": "a"}, {"error": {"message": "overloaded"}}))
    stream = case.call(client, "watch")
    assert next(stream).delta == "a"
    with pytest.raises(case.package.APIError, match="overloaded"):
        next(stream)


def check_without_a_switch_it_is_the_plain_answer(case: Case) -> None:
    client, _ = case.client(ok({"text": "t"}))
    assert case.call(client, "odd").text == "t"
