"""The same streams through the generated package and the official one: equal events, equal final objects.

Recordings are not part of the repository; SDKGEN_RECORDINGS names their folder.
"""

from __future__ import annotations

import importlib
import json
import os
import warnings
from pathlib import Path
from typing import Any

import httpx2
import pytest
import yaml

from tests.helpers.wire import package

FOLDER = os.environ.get("SDKGEN_RECORDINGS", "")
pytestmark = pytest.mark.skipif(
    not FOLDER, reason="SDKGEN_RECORDINGS is not set: no recorded traffic to replay"
)

BETTER = {
    "compatible-mistral/createChatCompletion/sse-001.yaml": "parts of the content beside its text are kept",
    "compatible-openrouter/createChatCompletion/sse-001.yaml": "a role that each chunk repeats is no growing text",
    "compatible-openrouter/createChatCompletion/sse-002.yaml": "annotations without an index do not end the stream",
    "compatible-openrouter/createChatCompletion/sse-003.yaml": "a role that each chunk repeats is no growing text",
    "compatible-zai/createChatCompletion/sse-001.yaml": "a role that each chunk repeats is no growing text",
}
"""Streams that the official package reads otherwise, and why that is no model."""


def recordings(operation: str) -> list[str]:
    root = Path(FOLDER)
    return (
        sorted(p.relative_to(root).as_posix() for p in root.glob(f"*/{operation}/sse-*.yaml"))
        if FOLDER
        else []
    )


def load(name: str) -> tuple[bytes, dict[str, Any]]:
    """Body of the answer, and the request's tools as arguments."""
    interaction = yaml.safe_load((Path(FOLDER) / name).read_text(encoding="utf-8"))["interactions"][0]
    content = interaction["response"]["body"]["string"]
    sent = interaction["request"].get("body")
    tools = json.loads(sent).get("tools") if sent else None
    return content.encode() if isinstance(content, str) else content, {"tools": tools} if tools else {}


def play(module: Any, name: str) -> tuple[list[Any], Any] | str:
    """Events and final object, or the name of the error."""
    content, arguments = load(name)
    answer = httpx2.Response(200, content=content, headers={"content-type": "text/event-stream"})
    http = httpx2.Client(transport=httpx2.MockTransport(lambda _: answer))
    client = module.OpenAI(api_key="k", http_client=http, max_retries=0)
    is_chat = "createChatCompletion" in name
    method = client.chat.completions.stream if is_chat else client.responses.stream
    arguments |= {"messages": []} if is_chat else {"input": "x"}
    try:
        with method(model="m", **arguments) as stream:
            events = [plain(event) for event in stream]
            final = stream.get_final_completion() if is_chat else stream.get_final_response()
            return events, plain(final)
    except Exception as error:
        return type(error).__name__


def plain(value: Any) -> Any:
    """As plain data without what only one of the packages keeps (padding), and without nulls."""
    found = value.to_dict(mode="json", exclude_none=True, warnings=False)
    for name in ("chunk", "snapshot") if found.get("type") == "chunk" else ():
        found.pop(name)
    found.pop("obfuscation", None)
    return without_nulls(found)


def without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_nulls(inner) for key, inner in value.items() if inner is not None}
    return [without_nulls(inner) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize("name", recordings("createChatCompletion") + recordings("createResponse"))
def test_stream(name: str) -> None:
    official = importlib.import_module("openai")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = play(official, name)
    ours = play(package(), name)
    if name not in BETTER:
        assert ours == theirs
        return
    assert ours != theirs
    assert not isinstance(ours, str)
