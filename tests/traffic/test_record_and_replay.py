"""Recording through the proxy and in process, and replaying what was recorded."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from generator.testing.cassette import read_cassettes
from generator.testing.loopback import LoopbackHandler, loopback
from generator.testing.record import recording
from generator.testing.recorder import Recorder
from generator.testing.replay import serve
from generator.testing.scrub import Scrubber
from generator.testing.transport import RecordingTransport, ReplayTransport

EVENTS = b'data: {"n":1}\n\ndata: {"n":2}\n\ndata: [DONE]\n\n'
KEY = "sk-aaaaaaaaaaaaaaaaaaaaaaaa"


class Upstream(LoopbackHandler):
    """Streams, fails, or echoes the body with a cookie."""

    def answer(self) -> None:
        body = self.body()
        if self.path.endswith("/stream"):
            self.send(200, {"content-type": "text/event-stream"}, [EVENTS[:20], EVENTS[20:]])
        elif self.path.endswith("/missing"):
            self.send(404, {"content-type": "application/json"}, [b'{"error":"no"}'], 14)
        else:
            headers = {"content-type": "application/json", "set-cookie": "session=1"}
            self.send(200, headers, [body], len(body))


@pytest.fixture
def upstream() -> Iterator[str]:
    with loopback(Upstream) as url:
        yield url


def name_of(method: str, uri: str) -> str | None:
    return None if uri.endswith("/missing") else uri.rpartition("/")[2]


def talk(base: str) -> list[tuple[int, bytes]]:
    """Three requests with a key; the second one has its body in chunks."""
    headers = {"authorization": f"Bearer {KEY}"}
    with httpx2.Client(base_url=base, headers=headers) as client:
        answers = [
            client.post("/echo", content=b'{"key":"' + KEY.encode() + b'"}'),
            client.post("/stream", content=iter([b'{"a":', b"1}"])),
            client.get("/missing"),
        ]
        return [(answer.status_code, answer.content) for answer in answers]


def test_recording_passes_everything_on_and_writes_it_down_clean(upstream: str, tmp_path: Path) -> None:
    """The client sees what the server said; the files say it without the key."""
    recorder = Recorder(tmp_path, Scrubber(), name_of)
    with recording(recorder, upstream + "/v1") as url:
        assert url.endswith("/v1")
        assert talk(url) == talk(upstream + "/v1")
    files = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.yaml"))
    assert files == ["echo/json-001.yaml", "stream/sse-001.yaml", "unmatched/error-001.yaml"]
    text = "".join(path.read_text() for path in tmp_path.rglob("*.yaml"))
    assert KEY not in text
    assert "session=1" not in text
    echo, stream, missing = read_cassettes(tmp_path)
    assert (echo.origin, echo.operation, missing.operation) == ("recorded", "echo", "")
    assert stream.request.body == b'{"a":1}'
    assert stream.response.body == EVENTS
    assert echo.uri == f"{upstream}/v1/echo"


def test_numbers_go_on(upstream: str, tmp_path: Path) -> None:
    """A second session adds files and overwrites none."""
    for _ in range(2):
        with recording(Recorder(tmp_path, Scrubber(), name_of), upstream) as url:
            talk(url)
    assert len(list(tmp_path.rglob("*.yaml"))) == 6


def test_an_upstream_that_is_not_there(tmp_path: Path) -> None:
    """The client gets a 502, nothing is recorded."""
    recorder = Recorder(tmp_path, Scrubber())
    with recording(recorder, "http://127.0.0.1:9") as url:
        assert httpx2.get(url + "/x").status_code == 502
    assert recorder.count == 0


def test_recording_under_clients_of_either_kind(upstream: str, tmp_path: Path) -> None:
    """An async client records as a sync one does; a transport of the other kind is refused."""
    recorder = Recorder(tmp_path, Scrubber(), name_of)
    wrong = RecordingTransport(recorder, httpx2.AsyncHTTPTransport())
    with httpx2.Client(transport=wrong) as client, pytest.raises(TypeError, match="sync inner"):
        client.get(upstream)

    async def later() -> bytes:
        mistaken = RecordingTransport(recorder, httpx2.HTTPTransport())
        async with httpx2.AsyncClient(transport=mistaken) as client:
            with pytest.raises(TypeError, match="async inner"):
                await client.get(upstream)
        transport = RecordingTransport(recorder, httpx2.AsyncHTTPTransport())
        async with httpx2.AsyncClient(transport=transport, base_url=upstream) as client:
            return (await client.post("/stream", json={"a": 1})).content

    assert asyncio.run(later()) == EVENTS
    assert recorder.count == 1


def test_recording_and_replaying_in_process(upstream: str, tmp_path: Path) -> None:
    """Transports for sync and async clients; streams are cut where it is asked for."""
    recorder = Recorder(tmp_path, Scrubber(), name_of)
    transport = RecordingTransport(recorder, httpx2.HTTPTransport())
    with httpx2.Client(transport=transport, base_url=upstream) as client:
        assert client.post("/stream", json={"a": 1}).content == EVENTS
    replay = ReplayTransport(read_cassettes(tmp_path), cut=5)
    with httpx2.Client(transport=replay, base_url="http://any.test") as client:
        with client.stream("POST", "/stream", json={"a": 1}) as answer:
            assert [len(piece) for piece in answer.iter_raw()] == [5] * (len(EVENTS) // 5) + [len(EVENTS) % 5]
        assert client.get("/nothing").status_code == 501
    assert [request.method for request in replay.seen] == ["POST", "GET"]

    async def later() -> bytes:
        again = ReplayTransport(read_cassettes(tmp_path))
        async with httpx2.AsyncClient(transport=again, base_url="http://any.test") as client:
            return (await client.post("/stream", json={"a": 1})).content

    assert asyncio.run(later()) == EVENTS


def test_what_was_recorded_can_be_served(upstream: str, tmp_path: Path) -> None:
    """Record, then replay: the same answers without the server."""
    with recording(Recorder(tmp_path, Scrubber(), name_of), upstream) as url:
        first = talk(url)
    with serve(read_cassettes(tmp_path), cut=3) as url:
        assert [status for status, _ in talk(url)] == [status for status, _ in first]
        assert talk(url)[1] == first[1]


PROGRAM = (
    "import os, urllib.request as u;"
    "r = u.Request(os.environ['OPENAI_BASE_URL'] + '/models', headers={'Authorization': 'Bearer "
    + KEY
    + "'});"
    "print(u.urlopen(r).read())"
)


def test_the_command(upstream: str, tmp_path: Path) -> None:
    """`sdkgen record` names files by the operations of the target, and ends as the program ends."""
    command = [sys.executable, "-m", "generator", "record", "openai", "--out", str(tmp_path), "--upstream"]
    done = subprocess.run(
        [*command, upstream + "/v1", "--", sys.executable, "-c", PROGRAM + "; raise SystemExit(7)"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 7, done.stderr
    assert "1 interactions" in done.stdout
    (item,) = read_cassettes(tmp_path)
    assert (item.operation, item.path) == ("listModels", "/v1/models")


def test_pytest_options(upstream: str, tmp_path: Path) -> None:
    """A suite is recorded, then replayed; the variable is set before its modules are imported."""
    suite = tmp_path / "test_it.py"
    suite.write_text(
        "import os, urllib.request\n"
        "BASE = os.environ['XAI_BASE_URL']\n"
        "def test_it():\n    assert urllib.request.urlopen(BASE + '/models').status == 200\n"
    )
    folder = tmp_path / "recordings"
    run = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        # An installed sdkgen registers both plugins by name; here one is loaded, installed or not.
        "-pno:sdkgen-traffic",
        "-pno:sdkgen-contract",
        "-p",
        "generator.pytest_plugin",
        "-p",
        "no:cacheprovider",
        str(suite),
    ]
    # The variable says where the real server is, as it does for the client.
    env = {"PATH": "/usr/bin:/bin", "XAI_BASE_URL": upstream}
    done = subprocess.run(
        [*run, f"--sdkgen-record=xai={folder}"], env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 interactions recorded" in done.stdout
    again = subprocess.run(
        [*run, f"--sdkgen-replay=xai={folder}"],
        env={"PATH": env["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )
    assert again.returncode == 0, again.stdout + again.stderr
