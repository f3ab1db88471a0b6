"""A small document and what its package makes of a WebSocket."""

from __future__ import annotations

import importlib
import inspect
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from generator.config_reader import read_config
from generator.diagnostics import Diagnostics, InputError
from tests.realtime.server import expecting, frames, playing, run, then


def event(tag: str, **members: Any) -> dict[str, Any]:
    """A schema of an event; every member is required but those named `may_...`."""
    required = ["kind", *(name for name in members if not name.startswith("may_"))]
    return {
        "type": "object",
        "required": required,
        "properties": {"kind": {"type": "string", "enum": [tag]}, **members},
    }


TEXT = {"type": "string"}
DOCUMENT = {
    "openapi": "3.1.0",
    "info": {"title": "Chatter", "version": "1"},
    "servers": [{"url": "https://chatter.example/v1"}],
    "paths": {"/rooms": {"get": {"operationId": "listRooms", "responses": {"204": {"description": ""}}}}},
    "components": {
        "schemas": {
            "Say": event("room.say", **{"from": TEXT, "may_class": TEXT}),
            "Leave": event("room.close"),
            "Deep": event("room.say.loudly", text=TEXT),
            "Quit": event("close", why=TEXT),
            "In": {
                "oneOf": [{"$ref": f"#/components/schemas/{n}"} for n in ("Say", "Leave", "Deep", "Quit")]
            },
            "Said": event("said", text=TEXT),
            "Left": event("left"),
            "Out": {"oneOf": [{"$ref": "#/components/schemas/Said"}, {"$ref": "#/components/schemas/Left"}]},
        }
    },
}
CONFIG = {
    "target": "chatter",
    "spec": "openapi.json",
    "package": {"name": "chatter"},
    "resources": {
        "rooms": {
            "methods": {"list": "listRooms"},
            "connect": {
                "path": "/rooms/{room}/socket",
                "sends": ["In"],
                "receives": "Out",
                "arguments": {"room": {"required": True, "positional": True}, "quiet": {"type": "boolean"}},
                "headers": {"X-Protocol": "2"},
                "reconnects": False,
            },
        }
    },
}


def generated(folder: Path, config: dict[str, Any], *arguments: str) -> subprocess.CompletedProcess[str]:
    target = folder / "specs" / "chatter"
    target.mkdir(parents=True)
    (target / "openapi.json").write_text(json.dumps(DOCUMENT))
    (target / "sdk.yaml").write_text(yaml.safe_dump(config))
    command = [sys.executable, "-m", "generator", "generate", "--root", str(folder), "chatter", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def chatter(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("chatter")
    done = generated(folder, CONFIG)
    assert done.returncode == 0, done.stderr
    sys.path.insert(0, str(folder / "generated" / "chatter"))
    yield importlib.import_module("chatter")
    sys.path.remove(str(folder / "generated" / "chatter"))


def client(chatter: ModuleType, url: str, name: str = "Chatter") -> Any:
    return getattr(chatter, name)(base_url=url)


def test_methods_follow_the_names_of_events(chatter: ModuleType) -> None:
    """Also where those are words of Python, of connections, or lead to further names."""
    sent = [
        {"kind": "room.say", "from": "me"},
        {"kind": "room.say.loudly", "text": "HELLO"},
        {"kind": "room.close"},
        {"kind": "close", "why": "late"},
    ]
    script = then(expecting(*sent), frames({"kind": "said", "text": "hi"}))
    with (
        playing(script) as server,
        client(chatter, server.url).rooms.connect("a/b", quiet=True) as connection,
    ):
        connection.room.send_say(from_="me")
        connection.room.say.loudly(text="HELLO")
        connection.room.close()
        connection.send_close(why="late")
        assert connection.recv().text == "hi"
    assert server.paths == ["/v1/rooms/a%2Fb/socket?quiet=true"]
    assert server.headers[0]["X-Protocol"] == "2"


def test_mappings_with_python_names_are_renamed(chatter: ModuleType) -> None:
    async def talk(url: str) -> None:
        async with client(chatter, url, "AsyncChatter").rooms.connect(room="r") as connection:
            await connection.send({"kind": "room.say", "from_": "me"})

    with playing(expecting({"kind": "room.say", "from": "me"})) as server:
        run(talk(server.url))


def test_signatures(chatter: ModuleType) -> None:
    connect = client(chatter, "https://chatter.example").rooms.connect
    names = list(inspect.signature(connect).parameters)
    assert names == ["room", "quiet", "extra_query", "extra_headers", "websocket_connection_options"]


def test_nothing_of_it_is_loaded_before(chatter: ModuleType) -> None:
    folder = Path(str(chatter.__file__)).parent.parent
    code = (
        "import sys, chatter; from chatter.resources.rooms import Rooms, RoomsConnection as C\n"
        "assert C.__name__ == 'RoomsConnection'\n"
    )
    unused = "import sys, chatter; chatter.Chatter().rooms; print([m for m in sys.modules if 'realtime' in m or m == 'websockets'])"
    for text, said in ((unused, "[]"), (code, "")):
        done = subprocess.run(
            [sys.executable, "-c", text], cwd=folder, capture_output=True, text=True, check=True
        )
        assert done.stdout.strip() == said


def test_the_extra(chatter: ModuleType) -> None:
    project = (Path(str(chatter.__file__)).parent.parent / "pyproject.toml").read_text()
    assert "realtime" in project
    assert "websockets" in project


def test_events_that_the_document_lacks(tmp_path: Path) -> None:
    """No `connect`, and a note; nothing of the runtime's part either."""
    rooms = {**CONFIG["resources"]["rooms"]}  # type: ignore[index]
    rooms["connect"] = {**rooms["connect"], "sends": ["Nothing"]}
    done = generated(tmp_path, {**CONFIG, "resources": {"rooms": rooms}}, "--verbose")
    assert done.returncode == 0, done.stderr
    assert "SDK662" in done.stderr + done.stdout
    package = tmp_path / "generated" / "chatter" / "chatter"
    assert "connect" not in (package / "resources" / "rooms.py").read_text()
    assert not (package / "_runtime" / "realtime").exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"path": "rooms"},
        {"path": "/rooms?x=1"},
        {"headers": {"X A": "1"}},
        {"max_queue_size": -1},
        {"state": {"session_id": "a b"}},
    ],
)
def test_configurations_that_are_refused(tmp_path: Path, wrong: dict[str, Any]) -> None:
    connect = {"path": "/rooms", "sends": ["In"], "receives": "Out", **wrong}
    config = {"target": "t", "spec": "s.json", "resources": {"rooms": {"connect": connect}}}
    path = tmp_path / "sdk.yaml"
    path.write_text(yaml.safe_dump(config))
    diagnostics = Diagnostics()
    with pytest.raises(InputError):
        read_config(path, diagnostics)
    assert [each.code for each in diagnostics][:1] == ["SDK804"]
