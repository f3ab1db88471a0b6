"""Real traffic through the generated clients: the same request leaves, and what comes back is typed and lossless.

Recordings are not part of the repository; SDKGEN_RECORDINGS names their folder.
"""

from __future__ import annotations

import asyncio
import inspect
import json
from typing import Any

import pytest

from tests.operations.test_every_operation import Wire, async_client, bound, sync_client
from tests.recordings.traffic import (
    FOLDER,
    Recorded,
    arguments,
    body_of,
    events_of,
    known,
    method_of,
    query_of,
    recordings,
    spelled,
)

pytestmark = [
    pytest.mark.skipif(not FOLDER, reason="SDKGEN_RECORDINGS is not set: no recorded traffic to replay"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


def wire_of(recorded: Recorded) -> Wire:
    interaction = recorded.interaction()
    headers = {k: v for k, v in interaction.response.headers.items() if k == "content-type"}
    return Wire((interaction.status, headers, interaction.response.body))


def plain(result: Any) -> Any:
    """What a result says it was made from."""
    if hasattr(result, "to_dict"):
        return result.to_dict(mode="json")
    return [plain(item) for item in result] if isinstance(result, list) else result


def expect_sent(recorded: Recorded, wire: Wire) -> None:
    """The request that left is the recorded one: method, body, query."""
    seen, interaction = wire.seen[0], recorded.interaction()
    content = json.loads(seen.content) if seen.content else None
    expected = body_of(interaction)
    assert seen.method == interaction.method
    if recorded.target == "gemini":
        content, expected = spelled(content), spelled(expected)
    assert content == expected
    assert [k for k, _ in query_of(seen.url)] == [k for k, _ in query_of(interaction.uri)]


def fails_inside(recorded: Recorded) -> bool:
    """Whether a stream carries an error of its own."""
    return recorded.kind == "sse" and any(
        isinstance(event, dict) and event.get("error")
        for event in events_of(recorded.interaction().response.body)
    )


CASES = [pytest.param(r, id=r.name) for r in recordings()]


@pytest.mark.parametrize("recorded", CASES)
def test_sync(recorded: Recorded) -> None:
    """The sync client reproduces the recording."""
    which, wire = known(recorded.target), wire_of(recorded)
    method = method_of(which, recorded.operation)
    interaction = recorded.interaction()
    call = bound(sync_client(which, wire), method)
    if recorded.kind == "error":
        with pytest.raises(which.package.APIStatusError) as caught:
            call(**arguments(method, interaction))
        assert caught.value.status_code == interaction.status
    else:
        result = call(**arguments(method, interaction))
        _compare(recorded, which, result)
    expect_sent(recorded, wire)


def _compare(recorded: Recorded, which: Any, result: Any) -> None:
    body = recorded.interaction().response.body
    if recorded.kind != "sse":
        if body.strip():
            assert plain(result) == json.loads(body)
        return
    found = []
    try:
        for event in result:
            found.append(plain(event))
    except which.package.APIError:
        assert fails_inside(recorded)
        return
    assert found == events_of(body)


@pytest.mark.parametrize("recorded", CASES)
def test_async(recorded: Recorded) -> None:
    """The async client sends the same and gives the same."""
    asyncio.run(_async(recorded))


async def _async(recorded: Recorded) -> None:
    which, wire = known(recorded.target), wire_of(recorded)
    method = method_of(which, recorded.operation)
    interaction = recorded.interaction()
    call = bound(async_client(which, wire), method)
    try:
        result = call(**arguments(method, interaction))
        if inspect.isawaitable(result):
            result = await result
        events = [plain(event) async for event in result] if recorded.kind == "sse" else []
    except which.package.APIError:
        assert recorded.kind == "error" or fails_inside(recorded)
    else:
        expected = interaction.response.body
        if recorded.kind == "sse":
            assert events == events_of(expected)
        elif expected.strip():
            assert plain(result) == json.loads(expected)
    expect_sent(recorded, wire)
