"""Misuse, the other commands, and bugs: what is printed, and how the command ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from unittest import mock

import pytest

import generator
from tests.cli.running import BROKEN, SPEC, Command, target

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "arguments",
    [
        ("generate",),
        ("generate", "nobody"),
        ("generate", "--nonsense"),
        ("generate", "--jobs", "0"),
        ("generate", "--spec", "missing.yaml", "--out", "x"),
        ("generate", "--spec", "api.yaml"),
        ("generate", "--spec", "api.yaml", "--out", "x", "--package", "Not a name"),
        ("generate", "--spec", "api.yaml", "--out", "x", "--package", "class"),
        ("generate", "--spec", "api.yaml", "--out", "x", "--docs", "theirs"),
        ("validate", "missing.yaml"),
        ("validate",),
        ("inspect", "."),
        ("replay", "missing"),
        ("import", "x"),
        ("nonsense",),
    ],
    ids=" ".join,
)
def test_misuse(sdkgen: Command, spec: Path, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    ran = sdkgen(*arguments)
    assert ran.code == 2
    assert ran.err.strip()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["api.yaml"]


def test_an_unknown_target_lists_the_known_ones(sdkgen: Command, tmp_path: Path) -> None:
    target(tmp_path, "pets")
    ran = sdkgen("generate", "petz")
    assert ran.code == 2
    assert "pets" in ran.err
    assert "petz" in ran.err
    target(tmp_path, "cats")
    assert sdkgen("generate", "--out", "one").code == 2


def test_a_broken_configuration(sdkgen: Command, tmp_path: Path) -> None:
    target(tmp_path, "pets")
    (tmp_path / "specs" / "pets" / "sdk.yaml").write_text(
        "target: pets\nspec: api.yaml\nclinet: {}\n", "utf-8"
    )
    ran = sdkgen("generate")
    assert ran.code == 1
    assert "sdk.yaml:3" in ran.err
    assert "clinet" in ran.err


def test_a_bug_has_its_own_exit_code(sdkgen: Command, spec: Path) -> None:
    with mock.patch("generator.pipeline.lower", side_effect=RuntimeError("odd")):
        ran = sdkgen("generate", "--spec", spec, "--package", "p", "--out", "x")
    assert ran.code == 4
    assert "bug" in ran.err
    assert "RuntimeError: odd" in ran.err


def test_version_and_help(sdkgen: Command) -> None:
    assert sdkgen("--version").out == f"sdkgen {generator.__version__}\n"
    for command in ("generate", "validate", "inspect", "import", "replay"):
        assert command in sdkgen("--help").out
        assert sdkgen(command, "--help").code == 0


def test_validate(sdkgen: Command, tmp_path: Path, spec: Path) -> None:
    fine = sdkgen("validate", spec)
    assert (fine.code, fine.out.strip()) == (0, "api.yaml: no findings")
    spec.write_text(SPEC.replace("type: string", "type: text"), "utf-8")
    assert sdkgen("validate", spec).code == 0
    strict = sdkgen("validate", spec, "--strict")
    assert strict.code == 1
    assert "error SDK240" in strict.err
    found = json.loads(sdkgen("validate", spec, "--json").out)
    assert {"code", "severity", "message", "file", "pointer", "line", "hint"} == set(found[0])
    spec.write_text("[]", "utf-8")
    assert sdkgen("validate", spec).code == 1


def test_inspect(sdkgen: Command, spec: Path) -> None:
    assert "operations: 1" in sdkgen("inspect", spec).out
    data = json.loads(sdkgen("inspect", spec, "--json").out)
    assert data["api"]["operations"][0]["id"] == "listPets"
    spec.write_text(BROKEN, "utf-8")
    assert sdkgen("inspect", spec).code in (0, 1)


def test_import_keeps_facts_and_checks(sdkgen: Command, spec: Path, tmp_path: Path) -> None:
    spec.write_text(SPEC.replace("description: ok", "description: Some words."), "utf-8")
    before = sdkgen("import", "pets", "--from", spec, "--check")
    assert before.code == 3
    assert not (tmp_path / "specs").exists()
    assert sdkgen("import", "pets", "--from", spec).code == 0
    stored = "".join(path.read_text("utf-8") for path in (tmp_path / "specs" / "pets").iterdir())
    assert "Some words" not in stored
    assert "listPets" in stored
    assert sdkgen("import", "pets", "--from", spec, "--check").code == 0


@pytest.mark.slow
def test_replay_runs_the_first_call() -> None:
    command = [
        sys.executable,
        "-m",
        "generator",
        "replay",
        "examples/recordings",
        "--env",
        "OPENAI_BASE_URL",
        "--quiet",
    ]
    command += ["--cut", "7", "--", sys.executable, "-W", "error", "examples/first_call.py"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "generated" / "openai")}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.strip().splitlines()) == 2


def test_replay_passes_the_exit_code_on() -> None:
    command = [sys.executable, "-m", "generator", "replay", "examples/recordings", "--", sys.executable, "-c"]
    done = subprocess.run(
        [*command, "raise SystemExit(7)"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 7
    missing = subprocess.run(
        [*command[:5], "no-such-program-here"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert missing.returncode == 2
    assert "Traceback" not in missing.stderr
