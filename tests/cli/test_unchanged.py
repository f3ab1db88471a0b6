"""A run with nothing to do: the same messages, none of the stages, and never a stale answer."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from unittest import mock

import pytest

from tests.cli.running import SPEC, Command, Ran, snapshot, target


def _again(sdkgen: Command, *options: str) -> Ran:
    """Run where every stage is broken: only a run with nothing to do ends well."""
    with mock.patch("generator.pipeline.lower", side_effect=RuntimeError("a stage ran")):
        return sdkgen("generate", *options)


def test_nothing_to_do_says_the_same_without_a_stage(sdkgen: Command, tmp_path: Path) -> None:
    target(
        tmp_path, "pets", SPEC.replace("{$ref: '#/components/schemas/Friend'}", "{type: string, default: 5}")
    )
    first = sdkgen("generate", "--verbose", "--report", "first.json")
    before = snapshot(tmp_path / "generated")
    second = _again(sdkgen, "--verbose", "--report", "second.json")
    assert (first.code, second.code) == (0, 0)
    assert " SDK" in second.err
    assert [
        line for line in first.err.splitlines() if not line.startswith("pets: ")
    ] == second.err.splitlines()
    assert "1 operations, 2 schemas" in second.out
    rows = [
        json.loads((tmp_path / f"{name}.json").read_text("utf-8"))["targets"][0]
        for name in ("first", "second")
    ]
    assert rows[0]["diagnostics"] == rows[1]["diagnostics"] != []
    assert rows[0]["written"]
    assert not rows[1]["written"]
    assert snapshot(tmp_path / "generated") == before
    assert _again(sdkgen, "--check").code == 0


@pytest.mark.parametrize(
    "path",
    [
        "specs/pets/api.yaml",
        "specs/pets/sdk.yaml",
        "generated/pets/api.md",
        "generated/pets/sdkgen.manifest.json",
    ],
)
def test_any_changed_file_starts_the_stages(sdkgen: Command, tmp_path: Path, path: str) -> None:
    target(tmp_path, "pets")
    assert sdkgen("generate").code == 0
    assert _again(sdkgen).code == 0
    file = tmp_path / path
    file.write_text(file.read_text("utf-8") + "\n", "utf-8")
    assert _again(sdkgen).code != 0


def test_options_that_shape_the_output_count(sdkgen: Command, tmp_path: Path) -> None:
    target(tmp_path, "pets")
    assert sdkgen("generate").code == 0
    for options in (
        ("--docs", "none"),
        ("--strict",),
        ("--no-cache",),
        ("--package", "other"),
        ("--out", "there"),
    ):
        assert _again(sdkgen, *options).code == 4, options


def test_only_the_changed_target_runs(sdkgen: Command, tmp_path: Path) -> None:
    target(tmp_path, "alpha")
    beta = target(tmp_path, "beta")
    assert sdkgen("generate").code == 0
    beta.write_text(SPEC.replace("/pets:", "/animals:"), "utf-8")
    ran = sdkgen("generate")
    assert [line.partition(":")[0] for line in ran.out.splitlines()] == ["alpha", "beta"]
    assert "alpha: lower" not in ran.err
    assert "beta: lower" in ran.err
    assert _again(sdkgen).code == 0


def test_a_run_with_a_reference_to_nowhere_is_not_remembered(sdkgen: Command, tmp_path: Path) -> None:
    target(tmp_path, "pets", SPEC.replace("'#/components/schemas/Friend'", "'other.yaml#/Friend'"))
    assert sdkgen("generate").code == 0
    assert _again(sdkgen).code == 4


def test_foreign_files_are_told_by_check_alone(sdkgen: Command, tmp_path: Path) -> None:
    target(tmp_path, "pets")
    assert sdkgen("generate").code == 0
    (tmp_path / "generated" / "pets" / "notes.txt").write_text("mine", "utf-8")
    assert _again(sdkgen).code == 0
    assert sdkgen("generate", "--check").code == 3


def test_the_command_line_loads_no_stage() -> None:
    heavy = ("black", "jinja2", "pydantic", "yaml", "rich", "generator.pipeline")
    code = (
        "import sys; sys.argv[1:] = ['generate', 'nobody']; from generator.cli.main import application; "
        f"application(sys.argv[1:]); print([m for m in {heavy!r} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
