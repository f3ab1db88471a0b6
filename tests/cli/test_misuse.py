"""Words that do not go together: one line that says so, exit code 2, and nothing written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.diagnostics import Diagnostics, Severity
from generator.diff.model import Level
from generator.release.bump import Bump
from generator.release.report import SurfaceReport, as_markdown
from generator.surface.model import SurfaceChange
from tests.cli.running import BROKEN, SPEC, Command, snapshot, target


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["history", ".", "--format", "pdf"], "--format takes one of"),
        (["diff", "api.yaml", "api.yaml", "--format", "pdf"], "--format takes one of"),
        (["mock", "pets", "--spec", "api.yaml"], "name a target, or a document with --spec"),
        (["mock"], "name a target, or a document with --spec"),
        (["mock", "--spec", "api.yaml", "--prefer", "code=x"], "code"),
        (["mock", "--spec", "api.yaml", "--host", "192.0.2.1"], "cannot listen on 192.0.2.1"),
        (["fixtures", "synth", "--spec", "api.yaml"], "--spec goes with --out DIR"),
        (["fixtures", "synth", "pets", "--spec", "api.yaml", "--out", "o"], "--spec goes with --out DIR"),
        (["fixtures", "synth"], "no specs/*/sdk.yaml here"),
        (["init", "api.yaml", "No Name"], "a target is named in lower-case letters"),
        (["surface", "nowhere", "nowhere"], "nowhere"),
        (["contract", "pets", "--recordings", "."], "unknown target pets"),
        (["record", "--spec", "api.yaml"], ""),
        (["vendor", "nobody", "--into", "."], "nobody"),
    ],
)
def test_misuse(sdkgen: Command, spec: Path, words: list[str], told: str) -> None:
    before = snapshot(spec.parent)
    ran = sdkgen(*words)
    assert (ran.code, told in ran.err) == (2, True), ran.err
    assert snapshot(spec.parent) == before


def test_several_targets_need_several_folders(sdkgen: Command, tmp_path: Path) -> None:
    target(tmp_path, "one")
    target(tmp_path, "two")
    ran = sdkgen("fixtures", "synth", "--out", "o")
    assert (ran.code, "--out goes with exactly one target" in ran.err) == (2, True)


def test_fixtures_of_a_document(sdkgen: Command, spec: Path, tmp_path: Path) -> None:
    """Written, then up to date, then told of what is missing."""
    words = ("fixtures", "synth", "--spec", spec, "--out", tmp_path / "o")
    assert sdkgen(*words).code == 0
    assert "up to date" in sdkgen(*words, "--check").out
    next((tmp_path / "o").rglob("*.yaml")).unlink()
    ran = sdkgen(*words, "--check")
    assert (ran.code, "1 to write" in ran.out) == (3, True)


def test_a_document_that_cannot_be_read_is_told_of(sdkgen: Command, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("openapi: [", "utf-8")
    ran = sdkgen("mock", "--spec", "bad.yaml")
    assert ran.code == 1
    assert "SDK1" in ran.err


def test_comparisons_into_a_file(sdkgen: Command, spec: Path, tmp_path: Path) -> None:
    (tmp_path / "new.yaml").write_text(SPEC.replace("name: {type: string}, friend", "friend"), "utf-8")
    assert sdkgen("diff", spec, "new.yaml", "--output", "d.md", "--format", "markdown").code == 0
    assert "name" in (tmp_path / "d.md").read_text("utf-8")
    (tmp_path / "all").mkdir()
    for name, text in (("v1.yaml", SPEC), ("v2.yaml", BROKEN)):
        (tmp_path / "all" / name).write_text(text, "utf-8")
    ran = sdkgen("history", "all", "--output", "h.json", "--format", "json")
    assert ran.code == 0
    assert "v2.yaml" in ran.err
    assert len(json.loads((tmp_path / "h.json").read_text("utf-8"))["steps"]) == 2


def test_surfaces_into_markdown() -> None:
    changes = (
        SurfaceChange(
            "member-removed", Level.BREAKING, "C", "m is gone | *really*", "m", causes=("because",)
        ),
        SurfaceChange("member-added", Level.ADDITIVE, "C", "n is new", "n"),
    )
    text = as_markdown(SurfaceReport("a 1", "a 2", Bump.MAJOR, changes))
    assert text.index("### Breaking") < text.index("Cause: because.") < text.index("### Additive")
    assert "| *really*" not in text


def test_hidden_findings_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    from generator.cli.console import Terminal

    diagnostics = Diagnostics()
    diagnostics.note("SDK657", "quiet")
    Terminal(quiet=False).findings(diagnostics, least=Severity.WARNING)
    assert "1 note not shown" in capsys.readouterr().err.replace("notes", "note")
