"""Every command of the README runs as it is written there, in a small project of the same layout."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.running import SPEC, Command

ROOT = Path(__file__).resolve().parents[2]
COMMAND = re.compile(r"^    (?:\.venv/bin/)?(sdkgen .*?)(?:\s{2,}#.*|\s+#\s.*)?$", re.MULTILINE)
ELSEWHERE = {
    "sdkgen replay examples/recordings --env OPENAI_BASE_URL -- .venv/bin/python examples/first_call.py": "tests/traffic",
    "sdkgen mock openai --port 4010": "tests/mock",
    "sdkgen record openai --out recordings -- python app.py": "tests/traffic",
    "sdkgen replay recordings --env OPENAI_BASE_URL -- python app.py": "tests/traffic",
    "sdkgen contract openai --recordings recordings/": "tests/contract",
    "sdkgen history ../upstream --path openapi.yaml": "tests/diff",
}
"""Commands that serve, or need traffic, and where they are tested."""


def commands() -> list[str]:
    """The commands of the README, in their order."""
    text = (ROOT / "README.md").read_text("utf-8")
    return [match[1].strip() for match in COMMAND.finditer(text)]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one target called openai, generated and committed, and a newer document."""
    root = tmp_path / "project"
    folder = root / "specs" / "openai"
    folder.mkdir(parents=True)
    (root / "api.yaml").write_text(SPEC, "utf-8")
    (root / "newer.yaml").write_text(
        SPEC.replace("name: {type: string}, friend", "age: {type: integer}, friend"), "utf-8"
    )
    (folder / "openapi.yaml").write_text(SPEC, "utf-8")
    (folder / "sdk.yaml").write_text(
        "target: openai\nspec: openapi.yaml\npackage:\n  name: openai_client\n  version: 0.1.0\nclient: {name: OpenAI, base_url_env: OPENAI_BASE_URL}\n"
        "resources: {chat: {methods: {list: listPets}}}\n",
        "utf-8",
    )
    monkeypatch.chdir(root)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "none"))
    return root


def _git(*words: str) -> None:
    identity = ("-c", "user.name=t", "-c", "user.email=t@example.org")
    subprocess.run(["git", *identity, *words], check=True, capture_output=True)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_commands_run_as_they_are_written(
    project: Path, sdkgen: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    assert sdkgen("generate", "-q").code == 0
    _git("init", "-q")
    _git("add", "-A")
    _git("commit", "-qm", "first")
    listed = commands()
    assert set(ELSEWHERE) <= set(listed)
    for command in listed:
        if command in ELSEWHERE:
            continue
        line = command.replace("/tmp/new", str(tmp_path / "new")).replace("chat,responses,files", "chat")
        ran = sdkgen(*shlex.split(line)[1:])
        assert ran.code == 0, (command, ran.out, ran.err)
