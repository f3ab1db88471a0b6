"""A proposed configuration says what the generator does without one, and reads back without a finding."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
import yaml

from generator.config import TargetConfig
from generator.config_reader import read_config
from generator.diagnostics import Diagnostics, Severity
from generator.ir.api import Api, Operation
from generator.lower import lower
from generator.pipeline import Job
from generator.pipeline import read as load
from generator.plan.resources import placements, plan_tree
from generator.progress import Progress
from generator.proposal import propose
from tests.cli.running import SPEC, Command

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [
    ROOT / "specs" / "xai" / "openapi.yaml",
    ROOT / "specs" / "gemini" / "discovery.json",
    ROOT / "specs" / "openai" / "openapi.yaml",
]


def read(spec: Path, config: TargetConfig | None = None) -> Api:
    """The lowered document."""
    job = Job(config or TargetConfig(), spec)
    found = Diagnostics()
    return lower(load(job, found, Progress(lambda stage: None)), job.config, found)


def behaviour(operation: Operation) -> Operation:
    """An operation without the marks that say who declared what."""
    streaming, pages = operation.streaming, operation.pagination
    return dataclasses.replace(
        operation,
        streaming=streaming and dataclasses.replace(streaming, declared=True),
        pagination=pages and dataclasses.replace(pages, declared=True),
    )


@pytest.mark.parametrize("spec", DOCUMENTS, ids=lambda path: path.parent.name)
def test_the_proposal_is_what_the_generator_does_anyway(spec: Path, tmp_path: Path) -> None:
    api = read(spec)
    file = tmp_path / "sdk.yaml"
    file.write_text(propose(api, "sample", spec.name), "utf-8")
    (tmp_path / spec.name).touch()
    findings = Diagnostics()
    config = read_config(file, findings)
    assert not list(findings)
    again = read(spec, config)
    assert [behaviour(o) for o in again.operations] == [behaviour(o) for o in api.operations]
    notes = Diagnostics()
    assert placements(plan_tree(again, config, notes)) == placements(
        plan_tree(api, TargetConfig(), Diagnostics())
    )
    assert [d for d in notes if d.code in ("SDK650", "SDK651")] == []


def test_evidence_stands_beside_each_decision(sdkgen: Command, spec: Path) -> None:
    printed = sdkgen("init", spec, "--print").out
    assert "list: listPets  # GET /pets" in printed
    assert "base_url: https://pets.test  # the first server of the document" in printed
    assert yaml.safe_load(printed)["target"] == "pets"


def test_a_proposed_target_generates(sdkgen: Command, spec: Path, tmp_path: Path) -> None:
    ran = sdkgen("init", spec, "zoo")
    assert ran.code == 0
    assert "sdkgen generate zoo" in ran.out
    assert (tmp_path / "specs" / "zoo" / "api.yaml").read_text("utf-8") == SPEC
    assert sdkgen("generate").code == 0
    assert (tmp_path / "generated" / "zoo" / "zoo_client" / "_client.py").is_file()


def test_nothing_is_overwritten(sdkgen: Command, spec: Path, tmp_path: Path) -> None:
    sdkgen("init", spec, "zoo")
    (tmp_path / "specs" / "zoo" / "sdk.yaml").write_text("target: zoo\n", "utf-8")
    ran = sdkgen("init", spec, "zoo")
    assert ran.code == 2
    assert (tmp_path / "specs" / "zoo" / "sdk.yaml").read_text("utf-8") == "target: zoo\n"


def test_a_document_of_several_files_is_not_torn_apart(sdkgen: Command, spec: Path, tmp_path: Path) -> None:
    spec.write_text(SPEC.replace("'#/components/schemas/Friend'", "'friend.yaml'"), "utf-8")
    (tmp_path / "friend.yaml").write_text("type: object\n", "utf-8")
    ran = sdkgen("init", spec, "zoo")
    assert ran.code == 2
    assert "refers to other files" in ran.err
    assert not (tmp_path / "specs").exists()


def test_words_of_a_document_cannot_leave_their_place(sdkgen: Command, spec: Path) -> None:
    title = "Zoo\\n# \\u202etarget: evil\\nclient: {name: Evil}"
    spec.write_text(
        SPEC.replace("title: Pets", f'title: "{title}"').replace("listPets", '"a: b\\nc: # d"'), "utf-8"
    )
    ran = sdkgen("init", spec, "zoo", "--print")
    data = yaml.safe_load(ran.out)
    assert data["target"] == "zoo"
    assert data["client"]["name"] == "Zoo"
    assert "\u202e" not in ran.out
    assert "a: b\nc: # d" in next(iter(data["resources"]["pets"]["methods"].values()))


def test_errors_of_the_document_are_said(sdkgen: Command, spec: Path) -> None:
    spec.write_text("openapi: 3.1.0\n", "utf-8")
    ran = sdkgen("init", spec)
    assert ran.code == 1
    assert Severity.FATAL.label in ran.err
