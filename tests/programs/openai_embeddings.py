"""Embeddings: packed on the wire, numbers for the caller."""

from __future__ import annotations

from typing import Literal

from openai_client import AsyncOpenAI, OpenAI

MODEL = "text-embedding-3-small"


def vectors(client: OpenAI) -> list[list[float]]:
    """Vectors of two texts."""
    answer = client.embeddings.create(model=MODEL, input=["one", "two"])
    return [item.embedding for item in answer.data]


async def vectors_async(client: AsyncOpenAI) -> list[list[float]]:
    """The same with the async client."""
    answer = await client.embeddings.create(model=MODEL, input=["one", "two"])
    return [item.embedding for item in answer.data]


def raw_vectors(client: OpenAI) -> list[list[float]]:
    """The same with the raw response in hand."""
    response = client.embeddings.with_raw_response.create(model=MODEL, input=["one", "two"])
    return [item.embedding for item in response.parse().data]


def as_wished(client: OpenAI, encoding: Literal["float", "base64"]) -> list[object]:
    """What comes in an encoding that the caller names."""
    answer = client.embeddings.create(model=MODEL, input=["one", "two"], encoding_format=encoding)
    return [item.embedding for item in answer.data]
