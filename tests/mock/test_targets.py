"""The mock servers of the targets: uploads of Google's kind, streams, and every synthetic request."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx2
import pytest

from generator.mock.app import MockApp, MockOptions
from tests.fixtures.test_committed import config_of, fixtures_of
from tests.samples.documents import TARGETS, target_document


async def _each(name: str) -> list[str]:
    served = MockApp(target_document(name), config_of(name), options=MockOptions(depth=1, strict=True))
    wrong: list[str] = []
    transport = httpx2.ASGITransport(served)
    keys = {"authorization": "Bearer k", "x-goog-api-key": "k"}
    async with httpx2.AsyncClient(transport=transport, headers=keys) as client:
        for item in fixtures_of(name):
            if item.name.startswith(("boundary", "error")):
                continue
            answer = await client.request(
                item.method, item.uri, headers=dict(item.request.headers), content=item.request.body
            )
            streamed = answer.headers.get("content-type", "").startswith("text/event-stream")
            if answer.status_code != item.status or streamed != item.is_stream:
                wrong.append(f"{item.source}: {answer.status_code} {answer.text[:200]}")
    return wrong


@pytest.mark.parametrize("name", TARGETS)
def test_every_synthetic_request_gets_its_answer(name: str) -> None:
    """Each operation, with required and with all arguments, as JSON and as a stream."""
    assert not asyncio.run(_each(name))


def test_resumable_upload() -> None:
    """The address for the bytes comes first, then the answer; nothing is remembered in between."""
    served = MockApp(target_document("gemini"), config_of("gemini"))

    async def upload() -> list[Any]:
        async with httpx2.AsyncClient(
            transport=httpx2.ASGITransport(served),
            base_url="http://127.0.0.1",
            headers={"x-goog-api-key": "k"},
        ) as client:
            start = {"x-goog-upload-protocol": "resumable", "x-goog-upload-command": "start"}
            first = await client.post("/upload/v1beta/files", json={}, headers=start)
            piece = {"x-goog-upload-command": "upload", "x-goog-upload-offset": "0"}
            second = await client.post(first.headers["x-goog-upload-url"], content=b"12345", headers=piece)
            last = {"x-goog-upload-command": "upload, finalize", "x-goog-upload-offset": "5"}
            third = await client.post(first.headers["x-goog-upload-url"], content=b"678", headers=last)
            return [first, second, third]

    first, second, third = asyncio.run(upload())
    assert first.headers["x-goog-upload-status"] == "active"
    assert second.headers["x-goog-upload-size-received"] == "5"
    assert third.headers["x-goog-upload-status"] == "final"
    assert "file" in third.json()
