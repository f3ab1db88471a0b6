"""Every program in `examples/` runs against the mock servers of the three targets, and says what it should."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from websockets.sync.server import ServerConnection

from generator.config_reader import read_config
from generator.diagnostics import Diagnostics
from generator.mock.app import MockApp, MockOptions
from generator.mock.serving import serving
from generator.pipeline import Job, read
from generator.progress import Progress
from tests.realtime.server import playing

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
SAYS = {
    "async_fan_out.py": "What is 19 squared? sample_content",
    "chat.py": "tokens)",
    "files_and_batches.py": "sample_filename",
    "gemini.py": "[0.5]",
    "own_http_client.py": "GET /models 200",
    "realtime.py": "Hello.\ncompleted",
    "streaming.py": "is complete",
    "three_providers.py": "xAI: sample_content",
    "tools.py": "The arguments cannot be used",
    "webhooks.py": "200 response resp_1 is ready\n401",
    "xai_deferred.py": "answer",
}
"""By file: something that it prints."""
ELSEWHERE = {"first_call.py"}
"""Run by other tests."""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def servers() -> Iterator[dict[str, str]]:
    """Environment variables that lead the three clients to their mock servers."""
    with ExitStack() as stack:
        found: dict[str, str] = {}
        for name, prefix in (("openai", "OPENAI"), ("gemini", "GEMINI"), ("xai", "XAI")):
            folder = ROOT / "specs" / name
            diagnostics = Diagnostics()
            config = read_config(folder / "sdk.yaml", diagnostics)
            job = Job(config, folder / config.spec, folder=folder)
            document = read(job, diagnostics, Progress(lambda stage: None))
            app = MockApp(document, config, {}, MockOptions(depth=6))
            found[f"{prefix}_BASE_URL"] = stack.enter_context(serving(app))
            found[f"{prefix}_API_KEY"] = "not-a-key"
        yield found


def test_every_example_is_run() -> None:
    assert {path.name for path in EXAMPLES.glob("*.py")} == set(SAYS) | ELSEWHERE


@pytest.mark.parametrize("name", SAYS)
def test_example(name: str, servers: dict[str, str]) -> None:
    if name == "realtime.py":
        with playing(conversation) as server:
            run(name, {**servers, "OPENAI_BASE_URL": server.url})
    else:
        run(name, servers)


def conversation(socket: ServerConnection) -> None:
    """The server of the example: takes three events, answers with a text."""
    for _ in range(3):
        socket.recv(timeout=30)
    place = {"response_id": "r", "item_id": "i", "output_index": 0, "content_index": 0}
    for event in (
        {"type": "response.output_text.delta", "event_id": "1", "delta": "Hello.", **place},
        {"type": "response.done", "event_id": "2", "response": {"id": "r", "status": "completed"}},
    ):
        socket.send(json.dumps(event))


def run(name: str, servers: dict[str, str]) -> None:
    packages = os.pathsep.join(str(path) for path in sorted(ROOT.glob("generated/*")))
    environment = {**os.environ, **servers, "PYTHONPATH": packages, "PYTHONWARNINGS": "error"}
    done = subprocess.run(
        [sys.executable, str(EXAMPLES / name)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert SAYS[name] in done.stdout
