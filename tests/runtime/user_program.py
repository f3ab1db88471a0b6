"""A program of a user, for type checkers."""

from __future__ import annotations

from typing import assert_type

from sample import AsyncSample, Sample, Stream
from sample.types import Chat, ChatChunk


def f(c: Sample, flag: bool) -> None:
    assert_type(c.chats.create(messages=[]), Chat)
    assert_type(c.chats.create(messages=[], stream=True), Stream[ChatChunk])
    assert_type(c.chats.create(messages=[], stream=flag), Chat | Stream[ChatChunk])
    for ev in c.chats.create(messages=[], stream=True):
        assert_type(ev, ChatChunk)
    for chat in c.chats.list():
        assert_type(chat, Chat)
    r = c.chats.with_raw_response.retrieve("x")
    assert_type(r.parse(), Chat)
    with c.chats.with_streaming_response.retrieve("x") as s:
        assert_type(s.parse(), Chat)
    print(c.files.content("x").content)


async def g(c: AsyncSample) -> None:
    assert_type(await c.chats.create(messages=[]), Chat)
    async for chat in c.chats.list():
        assert_type(chat, Chat)
    page = await c.chats.list()
    print(page.data[0].id, page.has_next_page())
    async for ev in await c.chats.create(messages=[], stream=True):
        assert_type(ev, ChatChunk)
    r = await c.chats.with_raw_response.list()
    print(r.parse().data)
    async with c.chats.with_streaming_response.retrieve("x") as s:
        assert_type(await s.parse(), Chat)
