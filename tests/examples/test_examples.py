"""Every program in `examples/` runs against the mock servers of the three targets, and says what it should."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from websockets.sync.server import ServerConnection

from generator.config import TargetConfig
from generator.config_reader import read_config
from generator.diagnostics import Diagnostics
from generator.mock.app import MockApp, MockOptions
from generator.mock.serving import serving
from generator.pipeline import Job, read
from generator.progress import Progress
from generator.testing.cassette import read_cassettes
from generator.testing.replay import serve
from tests.cli.conftest import sdkgen as sdkgen
from tests.cli.running import Command
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
ELSEWHERE = {"first_call.py", "structured_output.py", "test_kit.py"}
"""Run by other tests, here or in tests/cli."""

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
    if name != "realtime.py":
        assert SAYS[name] in run(str(EXAMPLES / name), **servers)
        return
    with playing(conversation) as server:
        assert SAYS[name] in run(str(EXAMPLES / name), **{**servers, "OPENAI_BASE_URL": server.url})


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


def run(*words: str, packages: tuple[Path, ...] = (), **variables: str) -> str:
    """What a program of Python prints, with the generated packages at hand; it must succeed."""
    places = (*packages, *sorted(ROOT.glob("generated/*")))
    path = os.pathsep.join(map(str, places))
    environment = {**os.environ, **variables, "PYTHONPATH": path, "PYTHONWARNINGS": "error"}
    done = subprocess.run(
        [sys.executable, *words], env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_structured_output() -> None:
    """Against recordings: what a mock server makes up has another shape than the program asks for."""
    with serve(read_cassettes(EXAMPLES / "recordings")) as url:
        printed = run(str(EXAMPLES / "structured_output.py"), OPENAI_BASE_URL=url, OPENAI_API_KEY="any")
    assert printed == "Pancakes\n- 250 g flour\n- 500 g milk\n"


def test_the_test_kit() -> None:
    assert "5 passed" in run("-m", "pytest", "-q", "-p", "no:cacheprovider", str(EXAMPLES / "test_kit.py"))


def test_a_document_of_ones_own(sdkgen: Command, tmp_path: Path) -> None:
    spec = EXAMPLES / "own_document/shop.yaml"
    made = sdkgen("generate", "--spec", spec, "--package", "shop_client", "--out", tmp_path / "shop")
    assert made.code == 0, made.err
    config = TargetConfig()
    document = read(Job(config, spec), Diagnostics(), Progress())
    with serving(MockApp(document, config, {}, MockOptions())) as url:
        program = str(EXAMPLES / "own_document/shop.py")
        printed = run(program, packages=(tmp_path / "shop",), SHOP_BASE_URL=url)
    assert printed.startswith("made ")
    assert "\n1. sample_title" in printed


def test_an_application_with_the_sdk_inside(sdkgen: Command, tmp_path: Path) -> None:
    application = tmp_path / "translator"
    shutil.copytree(EXAMPLES / "vendored/translator", application)
    (application / "_vendor").mkdir()
    (application / "_vendor/__init__.py").touch()
    vendored = ("vendor", "xai", "--into", application / "_vendor/xai", "--only", "chat", "--root", ROOT)
    made = sdkgen(*vendored)
    assert made.code == 0, made.err
    with serve(read_cassettes(EXAMPLES / "recordings/chat.yaml")) as url:
        printed = run("-m", "translator", "Hello", packages=(tmp_path,), XAI_BASE_URL=url, XAI_API_KEY="any")
    assert printed == "Bonjour !\n"


def test_the_list_of_examples_is_complete() -> None:
    listed = (EXAMPLES / "README.md").read_text("utf-8")
    assert all(f"]({path.name})" in listed for path in EXAMPLES.glob("*.py"))
