"""Gemini and xAI: generation, streams, embeddings, deferred completions."""

from __future__ import annotations

from gemini_client import AsyncGemini, Gemini
from xai_client import XAI


def generate(client: Gemini) -> str:
    """One answer; the model is named with or without its collection."""
    response = client.models.generate_content(
        "gemini-2.0-flash",
        contents=[{"role": "user", "parts": [{"text": "hi"}]}],
        generation_config={"temperature": 0.5, "max_output_tokens": 64},
    )
    found: list[str] = []
    for candidate in response.candidates or []:
        if candidate.content is not None:
            found += [part.text or "" for part in candidate.content.parts or []]
    return "".join(found)


async def stream(client: AsyncGemini) -> int:
    """How many pieces came."""
    count = 0
    async for _ in await client.models.stream_generate_content(
        "models/gemini-2.0-flash", contents=[{"parts": [{"text": "hi"}]}]
    ):
        count += 1
    return count


def chat(client: XAI) -> str | None:
    """A plain completion."""
    completion = client.chat.completions.create(model="grok-4", messages=[{"role": "user", "content": "hi"}])
    return completion.id
