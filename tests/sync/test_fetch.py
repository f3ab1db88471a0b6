"""Documents out of packages of an index, with a stand-in for pip, and addresses that are not asked."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from generator.diagnostics import UsageError
from generator.sources import fetch
from generator.sources.fetch import Unreachable, is_safe


def pip(monkeypatch: pytest.MonkeyPatch, files: dict[str, str] | None, error: Exception | str = "") -> None:
    """What `pip download` does: a wheel with these files, or a failure."""

    def run(command: list[str], **options: Any) -> subprocess.CompletedProcess[bytes]:
        assert command[-2:] == ["--", "specs"]
        if isinstance(error, Exception):
            raise error
        if files is not None:
            place = Path(command[command.index("--dest") + 1]) / "specs-2.0-py3-none-any.whl"
            with zipfile.ZipFile(place, "w") as archive:
                for name, content in files.items():
                    archive.writestr(name, content)
        return subprocess.CompletedProcess(command, 0 if files is not None else 1, b"", error.encode())

    monkeypatch.setattr(subprocess, "run", run)


def test_the_newest_release(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pip(monkeypatch, {"specs/acme/api.json": "{}", "specs/other/my-api.json": "no"})
    found = fetch.obtain("specs==1.0:acme/api.json", tmp_path)
    assert found.path.read_text() == "{}"
    assert found.named == {"package": "specs", "version": "2.0", "path": "acme/api.json"}


@pytest.mark.parametrize("files", [{}, {"specs/a/api.json": "1", "specs/b/api.json": "2"}])
def test_one_file_has_to_be_meant(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, files: dict[str, str]
) -> None:
    pip(monkeypatch, files)
    with pytest.raises(UsageError, match=f"{len(files)} files of specs 2.0 end in 'api.json'"):
        fetch.obtain("specs==1.0:api.json", tmp_path)


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (OSError("no"), "OSError"),
        (subprocess.TimeoutExpired("pip", 600), "TimeoutExpired"),
        ("one\nNo matching distribution", "No matching distribution"),
        ("", "pip found nothing"),
    ],
)
def test_an_index_that_gives_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, error: Exception | str, reason: str
) -> None:
    """The installed package counts when it is another version than the recorded one."""
    pip(monkeypatch, None, error)
    with pytest.raises(Unreachable, match=f"could not be fetched \\({reason}\\) and is not installed"):
        fetch.obtain("specs==1.0:api.json", tmp_path)
    monkeypatch.setattr("importlib.metadata.version", lambda name: "1.0")
    with pytest.raises(Unreachable, match=r"1\.0 is what is recorded"):
        fetch.obtain("specs==1.0:api.json", tmp_path)


def test_large_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pip(monkeypatch, {"specs/api.json": "x" * 30})
    monkeypatch.setattr(fetch, "DEFAULT_LIMITS", type("Limits", (), {"bytes": 10}))
    with pytest.raises(UsageError, match=r"specs/api.json is larger than 10 bytes"):
        fetch.obtain("specs==1.0:api.json", tmp_path)


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://a.example/x", True),
        ("http://127.0.0.1:8/x", True),
        ("http://a.example/x", False),
        ("https://u:p@a.example/x", False),
        ("https:///x", False),
        ("https://[::1", False),
        ("file:///etc/passwd", False),
    ],
)
def test_addresses(url: str, safe: bool) -> None:
    assert is_safe(url) is safe
