"""`sdkgen history`: commits and folders, versions that cannot be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.diagnostics import UsageError
from tests.diff.making import both
from tests.release.shop import git, sdkgen


def version(limit: int | None) -> str:
    schema = {"type": "object", "properties": {"a": {"type": "string"}}}
    if limit is not None:
        schema["properties"]["a"]["maxLength"] = limit  # type: ignore[index]
    return json.dumps(both(schema))


def test_a_repository_step_by_step(tmp_path: Path) -> None:
    repository = tmp_path / "upstream"
    repository.mkdir()
    git(repository, "init", "-q")
    for number, text in enumerate((version(None), version(5), "openapi: [", version(9), version(9) + " ")):
        (repository / "api").mkdir(exist_ok=True)
        (repository / "api/openapi.json").write_text(text)
        git(repository, "add", "-A")
        git(repository, "commit", "-qm", f"version {number} <b>")
    path = ("--path", "api/openapi.json", "--root", tmp_path, "-q")
    code, text = sdkgen("history", repository, *path, "--format", "json")
    steps = json.loads(text)["steps"]
    assert code == 0
    assert [each["problem"] is None for each in steps] == [True, True, False, True]
    ids = [[c["id"] for c in each["comparison"]["changes"]] for each in steps if each["comparison"]]
    assert ids == [[], ["max-length-set"], ["max-length-increased"]]
    code, text = sdkgen("history", repository, *path)
    assert text.index("version 3") < text.index("version 1") < text.index("version 0")
    assert "<b>" not in text.replace("\\<b\\>", "")
    assert len(list((tmp_path / ".cache").rglob("*.json"))) == 4
    _, text = sdkgen("history", repository, *path, "--since", "HEAD~2", "--format", "json")
    assert [each["note"] for each in json.loads(text)["steps"]][-1] == "version 3 <b>"
    with pytest.raises(UsageError):
        sdkgen("history", repository)


def test_a_folder_in_the_order_of_numbers(tmp_path: Path) -> None:
    for name, limit in (("v2", 2), ("v10", 10), ("v1", None)):
        (tmp_path / "all" / name).mkdir(parents=True)
        (tmp_path / "all" / name / "api.json").write_text(version(limit))
        (tmp_path / "flat").mkdir(exist_ok=True)
        (tmp_path / "flat" / f"{name}.json").write_text(version(limit))
    for words in (("all", "--path", "api.json"), ("flat",)):
        folder, *rest = words
        _, text = sdkgen("history", tmp_path / folder, *rest, "--root", tmp_path, "--format", "json", "-q")
        steps = json.loads(text)["steps"]
        assert [each["version"].removesuffix(".json") for each in steps] == ["v1", "v2", "v10"]
        assert [c["id"] for each in steps for c in each["comparison"]["changes"]] == [
            "max-length-set",
            "max-length-increased",
        ]
