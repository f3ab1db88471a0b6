"""Recorded and synthetic sessions, frame by frame in both directions."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.realtime.server import PATIENCE, Script, client, package, playing, run

RECORDED = Path(os.environ.get("SDKGEN_RECORDINGS", "nowhere")) / "realtime"
SYNTHETIC = Path(__file__).parent / "sessions"
PLACES = {
    "azure": ("openai", "realtime"),
    "azure_voice_live": ("openai", "realtime"),
    "gateway-openai": ("openai", "realtime"),
    "openai": ("openai", "realtime"),
    "xai": ("xai", "realtime"),
    "beta": ("openai", "beta.realtime"),
    "gateway": ("gemini", "live"),
    "gateway-gemini": ("gemini", "live"),
    "gemini": ("gemini", "live"),
    "responses": ("openai", "responses"),
    "translations": ("openai", "realtime.translations"),
    "live": ("openai", "live"),
}
"""By folder or file: package and resource."""
FOREIGN = {
    "azure_voice_live": {
        "response.audio.delta",
        "response.audio.done",
        "response.audio_transcript.delta",
        "response.audio_transcript.done",
    }
}
"""By folder: types of events that no document has; Azure's other product kept the names of the beta."""
NAMES = {"openai": "OpenAI", "xai": "XAI", "gemini": "Gemini"}

Frames = list[tuple[str, Any]]


def _sessions() -> Iterator[Any]:
    for path in sorted(RECORDED.glob("*/*.jsonl")):
        if path.parent.name in PLACES:
            yield pytest.param(path, path.parent.name, id=f"{path.parent.name}/{path.stem}")
    for path in sorted(SYNTHETIC.glob("*.jsonl")):
        yield pytest.param(path, path.stem, id=f"synthetic/{path.stem}")


SESSIONS = list(_sessions())


def read(path: Path) -> Frames:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [(frame["direction"], camel(frame["data"])) for frame in map(json.loads, lines)]


def camel(event: dict[str, Any]) -> dict[str, Any]:
    """Gemini's server takes names of members in two spellings; ours is the one of its documents."""
    first = next(iter(event))
    head, *rest = first.split("_") if "type" not in event else [first]
    return {head + "".join(word.title() for word in rest): event[first]} if rest else event


def server_side(session: Frames) -> Script:
    """The server of a session: sends what was received, and holds what arrives against what was sent."""

    def script(socket: Any) -> None:
        for direction, data in session:
            if direction == "received":
                socket.send(json.dumps(data))
            else:
                assert json.loads(socket.recv(timeout=PATIENCE)) == data

    return script


def resource(api: Any, path: str) -> Any:
    for name in path.split("."):
        api = getattr(api, name)
    return api


def arguments(connect: Any) -> dict[str, Any]:
    """A model, where it is asked for."""
    return {"model": "a-model"} if "model" in connect.__annotations__ else {}


def snake(name: str) -> str:
    """`turnComplete` as `turn_complete`."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)


def typed_call(connection: Any, event: dict[str, Any]) -> Any:
    """Send an event by the method that its type names, and not as a mapping."""
    if "type" not in event:
        ((name, value),) = event.items()
        return getattr(connection, f"send_{snake(name)}")(**{snake(k): inner for k, inner in value.items()})
    *parts, method = event["type"].split(".")
    for part in parts:
        connection = getattr(connection, part)
    return getattr(connection, method)(**{key: value for key, value in event.items() if key != "type"})


def check(event: Any, data: Any, place: str) -> None:
    """A known class that gives back what arrived."""
    unknown = isinstance(event, package(PLACES[place][0]).UnknownVariant)
    assert unknown == (data.get("type") in FOREIGN.get(place, ())), data
    assert event.to_dict() == data


def test_there_are_sessions() -> None:
    assert len(list(SYNTHETIC.glob("*.jsonl"))) >= 4


@pytest.mark.parametrize(("path", "place"), SESSIONS)
def test_sync(path: Path, place: str) -> None:
    of, where = PLACES[place]
    session = read(path)
    with playing(server_side(session)) as server:
        connect = resource(client(server, NAMES[of], of), where).connect
        with connect(**arguments(connect)) as connection:
            for direction, data in session:
                if direction == "sent":
                    typed_call(connection, data)
                else:
                    check(connection.recv(), data, place)


@pytest.mark.parametrize(("path", "place"), SESSIONS)
def test_async(path: Path, place: str) -> None:
    of, where = PLACES[place]
    session = read(path)

    async def talk(server: Any) -> None:
        connect = resource(client(server, f"Async{NAMES[of]}", of), where).connect
        async with connect(**arguments(connect)) as connection:
            for direction, data in session:
                if direction == "sent":
                    await typed_call(connection, data)
                else:
                    check(await connection.recv(), data, place)

    with playing(server_side(session)) as server:
        run(talk(server))
