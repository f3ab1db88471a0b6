"""The request and the answer that the reference page of chat completions shows, as they stand there.

The page is not part of the repository; SDKGEN_REFERENCE names its folder.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.generated.test_programs import Server
from tests.operations.targets import target

FOLDER = os.environ.get("SDKGEN_REFERENCE", "")

pytestmark = pytest.mark.skipif(not FOLDER, reason="SDKGEN_REFERENCE is not set: the page is not at hand")


def page() -> tuple[Any, Any]:
    """The JSON of the first request and of the first answer on the page."""
    text = (Path(FOLDER) / "chat-completions-page.txt").read_text(encoding="utf-8")
    decoder = json.JSONDecoder()
    request, end = decoder.raw_decode(text, text.index("{", text.index("--data '")))
    answer, _ = decoder.raw_decode(text, text.index("{", end))
    return request, answer


def test_request_and_answer_go_through_unchanged() -> None:
    request, answer = page()
    server = Server(lambda _: httpx2.Response(200, json=answer))
    result = server.client("openai").chat.completions.create(**request)
    assert json.loads(server.requests[0].content) == request
    assert result.to_dict(mode="json") == answer
    assert result.choices[0].message.tool_calls[0].function.name == "<string>"
    assert result.choices[0].message.audio.expires_at == 123


def test_the_answer_takes_the_fast_path() -> None:
    """A body that the document describes is read without repair, so the strict client takes it too."""
    _, answer = page()
    found = target("openai")
    http = httpx2.Client(transport=httpx2.MockTransport(lambda _: httpx2.Response(200, json=answer)))
    client = found.package.OpenAI(api_key="key", http_client=http, _strict_response_validation=True)
    assert client.chat.completions.create(model="m", messages=[]).id == "<string>"
