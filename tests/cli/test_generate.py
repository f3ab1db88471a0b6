"""`sdkgen generate`: exit codes, what goes where, and that a failed run changes nothing."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.running import BROKEN, SPEC, Command, snapshot, target


def test_a_document_becomes_a_distribution(sdkgen: Command, spec: Path, tmp_path: Path) -> None:
    ran = sdkgen("generate", "--spec", spec, "--package", "pets_client", "--out", "sdk")
    assert ran.code == 0
    assert "1 operations, 2 schemas" in ran.out
    files = snapshot(tmp_path / "sdk")
    assert {
        "pyproject.toml",
        "README.md",
        "api.md",
        "operations.json",
        "pets_client/__init__.py",
    } <= files.keys()
    manifest = json.loads(files["sdkgen.manifest.json"])
    assert set(manifest["files"]) == files.keys() - {"sdkgen.manifest.json"}


def test_a_second_run_writes_nothing(sdkgen: Command, spec: Path, tmp_path: Path) -> None:
    sdkgen("generate", "--spec", spec, "--package", "p", "--out", "sdk")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "sdk").rglob("*")}
    ran = sdkgen("generate", "--spec", spec, "--package", "p", "--out", "sdk")
    assert "0 written, 0 removed" in ran.out
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "sdk").rglob("*")} == before


def test_stale_files_go_and_foreign_files_stay(sdkgen: Command, spec: Path, tmp_path: Path) -> None:
    sdkgen("generate", "--spec", spec, "--package", "p", "--out", "sdk")
    own = [
        tmp_path / "sdk" / "notes.txt",
        tmp_path / "sdk" / "p" / "lib" / "mine.py",
        tmp_path / "sdk" / "p" / "types" / "x.py",
    ]
    for path in own:
        path.parent.mkdir(exist_ok=True)
        path.write_text("mine\n", "utf-8")
    spec.write_text(SPEC.replace("Friend", "Companion"), "utf-8")
    ran = sdkgen("generate", "--spec", spec, "--package", "p", "--out", "sdk")
    assert ran.code == 0
    assert not (tmp_path / "sdk" / "p" / "types" / "friend.py").exists()
    assert (tmp_path / "sdk" / "p" / "types" / "companion.py").exists()
    assert [path.read_text("utf-8") for path in own] == ["mine\n"] * 3


def test_findings_name_place_code_and_hint(sdkgen: Command, tmp_path: Path) -> None:
    api = target(tmp_path, "pets", BROKEN)
    ran = sdkgen("generate")
    assert ran.code == 0
    line = next(i for i, text in enumerate(BROKEN.splitlines(), 1) if "Nobody" in text)
    assert re.search(
        rf"{re.escape(api.name)}:{line} \(#/components/schemas/Pet/properties/friend[^)]*\): error SDK\d+",
        ran.err,
    )
    assert "hint:" in ran.err
    assert "error" not in ran.out


def test_quiet_prints_errors_only(sdkgen: Command, tmp_path: Path) -> None:
    target(tmp_path, "pets", BROKEN)
    ran = sdkgen("generate", "--quiet")
    assert ran.out == ""
    assert "error SDK" in ran.err
    assert "note SDK" not in ran.err
    assert (
        sdkgen("generate", "--quiet", "--spec", "specs/pets/api.yaml", "--out", "x", "--package", "x").out
        == ""
    )


def test_report(sdkgen: Command, tmp_path: Path) -> None:
    target(tmp_path, "pets", BROKEN)
    assert sdkgen("generate", "--report", "reports/run.json").code == 0
    [row] = json.loads((tmp_path / "reports" / "run.json").read_text("utf-8"))["targets"]
    assert row["target"] == "pets"
    assert row["document"]["operations"] == row["api"]["operations"] == 1
    assert {"lower", "plan", "render"} <= row["seconds"].keys()
    finding = next(d for d in row["diagnostics"] if d["severity"] == "error")
    assert finding["pointer"].startswith("/components/schemas/Pet")
    assert len(row["written"]) == row["files"] + 1


def test_strict_makes_errors_fatal(sdkgen: Command, tmp_path: Path) -> None:
    target(tmp_path, "pets", BROKEN)
    assert sdkgen("generate", "--strict").code == 1
    assert not (tmp_path / "generated").exists()


@pytest.mark.parametrize(
    "content", ["", "[]", "a: b: c", "openapi: 3.1.0\n", "{", "swagger: '2.0'\npaths: {}\n", "\x00"]
)
def test_an_unusable_document(sdkgen: Command, tmp_path: Path, content: str) -> None:
    sdkgen("generate", "--spec", _written(tmp_path, SPEC), "--package", "p", "--out", "sdk")
    before = snapshot(tmp_path / "sdk")
    ran = sdkgen("generate", "--spec", _written(tmp_path, content), "--package", "p", "--out", "sdk")
    assert ran.code == 1
    assert re.search(r"fatal SDK\d", ran.err)
    assert snapshot(tmp_path / "sdk") == before


def _written(folder: Path, content: str) -> Path:
    path = folder / "document.yaml"
    path.write_text(content, "utf-8")
    return path


def test_one_bad_target_stops_all_of_them(sdkgen: Command, tmp_path: Path) -> None:
    good, bad = target(tmp_path, "alpha"), target(tmp_path, "beta")
    assert sdkgen("generate").code == 0
    before = snapshot(tmp_path / "generated")
    good.write_text(SPEC.replace("/pets:", "/animals:"), "utf-8")
    bad.write_text("[]", "utf-8")
    assert sdkgen("generate").code == 1
    assert snapshot(tmp_path / "generated") == before


def test_several_targets_beside_each_other(sdkgen: Command, tmp_path: Path) -> None:
    """One process or two: the same files, and findings in the order of the targets."""
    for name in ("one", "two", "three"):
        target(tmp_path, name)
    said = [sdkgen("generate", "--no-cache", "--verbose", "--jobs", jobs) for jobs in ("2", "1")]
    assert [run.code for run in said] == [0, 0]
    assert [line.split(":")[0] for line in said[0].out.splitlines()] == ["one", "three", "two"]
    assert "0 written" in said[1].out
    counts = [line for line in said[0].err.splitlines() if "note" in line]
    assert counts == [line for line in said[1].err.splitlines() if "note" in line]


def test_an_edited_file_of_one_target_stops_all_of_them(sdkgen: Command, tmp_path: Path) -> None:
    for name in ("alpha", "beta"):
        target(tmp_path, name)
    assert sdkgen("generate").code == 0
    edited = tmp_path / "generated" / "beta" / "beta_client" / "types" / "pet.py"
    edited.write_text("mine\n", "utf-8")
    before = snapshot(tmp_path / "generated")
    for name in ("alpha", "beta"):
        (tmp_path / "specs" / name / "api.yaml").write_text(SPEC.replace("name:", "title:"), "utf-8")
    ran = sdkgen("generate")
    assert ran.code == 1
    assert snapshot(tmp_path / "generated") == before


def test_hand_edited_files_stop_the_run_until_forced(sdkgen: Command, spec: Path, tmp_path: Path) -> None:
    sdkgen("generate", "--spec", spec, "--package", "p", "--out", "sdk")
    edited = tmp_path / "sdk" / "p" / "types" / "pet.py"
    edited.write_text("mine\n", "utf-8")
    before = snapshot(tmp_path / "sdk")
    ran = sdkgen("generate", "--spec", spec, "--package", "p", "--out", "sdk")
    assert ran.code == 1
    assert "p/types/pet.py" in ran.err
    assert snapshot(tmp_path / "sdk") == before
    assert sdkgen("generate", "--spec", spec, "--package", "p", "--out", "sdk", "--force").code == 0
    assert edited.read_text("utf-8") != "mine\n"


def test_a_foreign_file_in_the_way(sdkgen: Command, spec: Path, tmp_path: Path) -> None:
    (tmp_path / "sdk").mkdir()
    (tmp_path / "sdk" / "README.md").write_text("mine\n", "utf-8")
    ran = sdkgen("generate", "--spec", spec, "--package", "p", "--out", "sdk")
    assert ran.code == 1
    assert "README.md" in ran.err
    assert snapshot(tmp_path / "sdk") == {"README.md": b"mine\n"}


def test_check(sdkgen: Command, tmp_path: Path) -> None:
    target(tmp_path, "pets")
    assert sdkgen("generate", "--check").code == 3
    assert not (tmp_path / "generated").exists()
    assert sdkgen("generate").code == 0
    assert sdkgen("generate", "--check").code == 0
    package = tmp_path / "generated" / "pets" / "pets_client"
    (package / "types" / "pet.py").write_text("mine\n", "utf-8")
    (package / "types" / "friend.py").unlink()
    (package / "types" / "other.py").write_text("", "utf-8")
    api = tmp_path / "specs" / "pets" / "api.yaml"
    api.write_text(SPEC.replace("/pets:", "/animals:"), "utf-8")
    before = snapshot(tmp_path / "generated")
    ran = sdkgen("generate", "--check")
    assert ran.code == 3
    assert {
        ("edited", "pets_client/types/pet.py"),
        ("missing", "pets_client/types/friend.py"),
        ("foreign", "pets_client/types/other.py"),
        ("missing", "pets_client/resources/animals.py"),
        ("stale", "pets_client/resources/pets.py"),
        ("changed", "operations.json"),
    } <= set(re.findall(r"pets: (\w+): (\S+)", ran.err))
    assert snapshot(tmp_path / "generated") == before
