"""`sdkgen diff`: files, folders, revisions, exit codes."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from generator.cli.main import application
from generator.diagnostics import UsageError
from generator.sources.git import verify
from tests.diff.making import Json, both

OLD = both({"type": "object", "properties": {"a": {"type": "string"}}})
NEW = both({"type": "object", "properties": {"a": {"type": "string", "maxLength": 3}}})


def put(path: Path, data: Json) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data))
    return path


def diff(*arguments: object, root: Path) -> tuple[int, str]:
    done = CliRunner().invoke(
        application(), ["diff", *map(str, arguments), "--root", str(root)], standalone_mode=False
    )
    if done.exception is not None:
        raise done.exception
    return int(done.return_value or 0), done.stdout


def git(folder: Path, *words: str) -> None:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    put(tmp_path / "specs/api.json", OLD)
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "one")
    put(tmp_path / "specs/api.json", NEW)
    return tmp_path


def test_files_and_fail_on(tmp_path: Path) -> None:
    old, new = put(tmp_path / "old.json", OLD), put(tmp_path / "new.json", NEW)
    assert diff(old, new, root=tmp_path)[0] == 0
    assert diff(old, new, "--fail-on", "breaking", root=tmp_path)[0] == 3
    assert diff(new, old, "--fail-on", "breaking", root=tmp_path)[0] == 0
    assert diff(new, old, "--fail-on", "risky", root=tmp_path)[0] == 3
    assert diff(old, old, "--fail-on", "neutral", root=tmp_path)[0] == 0
    with pytest.raises(UsageError):
        diff(old, new, "--fail-on", "bad", root=tmp_path)
    with pytest.raises(UsageError):
        diff(old, "nowhere.json", root=tmp_path)


def test_the_cache_gives_the_same_answer(tmp_path: Path) -> None:
    old, new = put(tmp_path / "old.json", OLD), put(tmp_path / "new.json", NEW)
    first = diff(old, new, "--format", "json", root=tmp_path)
    assert list((tmp_path / ".cache").rglob("*.json"))
    assert diff(old, new, "--format", "json", root=tmp_path) == first


def test_revisions(repository: Path) -> None:
    code, text = diff("HEAD:specs/api.json", "specs/api.json", "--fail-on", "breaking", root=repository)
    assert code == 3
    assert "S.a: maxLength none became 3" in text
    assert diff("HEAD:specs", "HEAD:specs/api.json", "--fail-on", "neutral", root=repository)[0] == 0
    with pytest.raises(UsageError):
        diff("HEAD:missing.json", "specs/api.json", root=repository)
    with pytest.raises(UsageError):
        verify(repository, "--output=x")


def test_other_files_of_a_revision(repository: Path) -> None:
    main = both({"$ref": "parts.json#/S"})
    put(repository / "multi/api.json", main)
    put(repository / "multi/parts.json", {"S": {"type": "string"}})
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "two")
    put(repository / "multi/parts.json", {"S": {"type": "integer"}})
    code, text = diff("HEAD:multi/api.json", "multi/api.json", "--fail-on", "breaking", root=repository)
    assert (code, "type string became integer" in text) == (3, True)


def test_folders(tmp_path: Path) -> None:
    for side, documents in (("old", {"a": OLD, "b": OLD}), ("new", {"a": NEW, "c": OLD})):
        for name, data in documents.items():
            put(tmp_path / side / f"{name}.json", data)
        (tmp_path / side / "notes.yaml").write_text("not: a document\n")
    code, text = diff("old", "new", "--fail-on", "breaking", "--format", "json", root=tmp_path)
    found = [change["id"] for each in json.loads(text)["comparisons"] for change in each["changes"]]
    assert (code, found) == (3, ["max-length-set", "document-removed", "document-added"])
