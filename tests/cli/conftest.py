"""Fixtures of the command line tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import SPEC, Command


@pytest.fixture
def sdkgen(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """The command, run in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return Command(capsys)


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    """A small document."""
    path = tmp_path / "api.yaml"
    path.write_text(SPEC, "utf-8")
    return path
