"""Streams, sync and async, with literal, plain and absent `stream`."""

from __future__ import annotations

from openai_client import AsyncOpenAI, OpenAI, Stream
from openai_client.types.chat import ChatCompletion, ChatCompletionChunk


def text(client: OpenAI) -> str:
    """The whole answer, put together from its chunks."""
    pieces: list[str] = []
    with client.chat.completions.create(
        model="gpt-4o", messages=[{"role": "user", "content": "hi"}], stream=True
    ) as stream:
        for chunk in stream:
            for choice in chunk.choices:
                pieces.append(choice.delta.content or "")
    return "".join(pieces)


async def text_async(client: AsyncOpenAI) -> str:
    """The same with the async client."""
    pieces: list[str] = []
    stream = await client.chat.completions.create(
        model="gpt-4o", messages=[{"role": "user", "content": "hi"}], stream=True
    )
    async for chunk in stream:
        for choice in chunk.choices:
            pieces.append(choice.delta.content or "")
    return "".join(pieces)


def either(client: OpenAI, stream: bool) -> ChatCompletion | Stream[ChatCompletionChunk]:
    """A flag that is only known at run time is accepted too."""
    return client.chat.completions.create(
        model="gpt-4o", messages=[{"role": "user", "content": "hi"}], stream=stream
    )


def events(client: OpenAI) -> list[str]:
    """Text deltas of a streamed response: the tag narrows the union."""
    found: list[str] = []
    for event in client.responses.create(model="gpt-4o", input="hi", stream=True):
        if event.type == "response.output_text.delta":
            found.append(event.delta)
        elif event.type == "response.completed":
            found.append(event.response.id)
    return found
