"""The import command: where a document comes from, what is written, and that it can be repeated."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from generator.diagnostics import Diagnostics, InputError, UsageError
from generator.sources.import_spec import run_import

OPENAPI = """\
openapi: 3.1.0
info: {title: Lamps, version: '2', description: All about lamps.}
paths:
  /lamps:
    get: {operationId: list, summary: Lists lamps., responses: {'200': {description: The lamps.}}}
    post: {operationId: add, responses: {'200': {description: The lamp.}}}
webhooks:
  lit: {post: {operationId: lit, responses: {'200': {description: Fine.}}}}
components:
  schemas:
    Lamp: {type: object, description: A lamp., properties: {description: {type: string}}}
"""
DISCOVERY = {
    "kind": "discovery#restDescription",
    "version": "v1",
    "revision": "20260101",
    "resources": {"a": {"methods": {"get": {"path": "v1", "httpMethod": "GET", "description": "Gets it."}}}},
    "schemas": {"B": {"id": "B", "type": "object"}},
}


@pytest.fixture
def lamps(tmp_path: Path) -> Path:
    path = tmp_path / "lamps.yml"
    path.write_text(OPENAPI, "utf-8")
    return path


def test_a_file_becomes_facts_and_a_record(lamps: Path, tmp_path: Path) -> None:
    out = tmp_path / "specs" / "lamps"
    result = run_import("lamps", str(lamps), out, diagnostics=Diagnostics())
    text = (out / "openapi.yaml").read_bytes()
    assert b"lamps." not in text
    assert result.changed == ("openapi.yaml", "source.json")
    assert json.loads((out / "source.json").read_text("utf-8")) == {
        "format": 1,
        "target": "lamps",
        "from": {"file": "lamps.yml"},
        "original": {
            "kind": "OpenAPI 3.1.0",
            "version": "2",
            "sha256": hashlib.sha256(OPENAPI.encode()).hexdigest(),
            "bytes": len(OPENAPI),
        },
        "stored": {"file": "openapi.yaml", "sha256": hashlib.sha256(text).hexdigest(), "bytes": len(text)},
        "counts": {"operations": 2, "schemas": 1, "webhooks": 1},
        "tool": result.record["tool"],
    }


def test_the_second_import_changes_nothing(lamps: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run_import("lamps", str(lamps), out, diagnostics=Diagnostics())
    times = {path.name: path.stat().st_mtime_ns for path in out.iterdir()}
    assert run_import("lamps", str(lamps), out, diagnostics=Diagnostics()).changed == ()
    assert {path.name: path.stat().st_mtime_ns for path in out.iterdir()} == times


def test_an_import_of_an_import_is_the_same(lamps: Path, tmp_path: Path) -> None:
    run_import("lamps", str(lamps), tmp_path / "one", diagnostics=Diagnostics())
    run_import("lamps", str(tmp_path / "one" / "openapi.yaml"), tmp_path / "two", diagnostics=Diagnostics())
    assert (tmp_path / "two" / "openapi.yaml").read_bytes() == (
        tmp_path / "one" / "openapi.yaml"
    ).read_bytes()


def test_checking_writes_nothing(lamps: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = run_import("lamps", str(lamps), out, diagnostics=Diagnostics(), check=True)
    assert result.changed == ("openapi.yaml", "source.json")
    assert not out.exists()


def test_a_discovery_document_stays_one(tmp_path: Path) -> None:
    source = tmp_path / "a.json"
    source.write_text(json.dumps(DISCOVERY), "utf-8")
    result = run_import("a", str(source), tmp_path / "out", diagnostics=Diagnostics())
    stored = json.loads((tmp_path / "out" / "discovery.json").read_text("utf-8"))
    assert stored["kind"] == "discovery#restDescription"
    assert stored["resources"]["a"]["methods"]["get"] == {"path": "v1", "httpMethod": "GET"}
    assert result.record["counts"] == {"operations": 1, "schemas": 1, "webhooks": 0}
    assert result.record["original"]["revision"] == "20260101"  # type: ignore[index]


def test_a_file_of_an_installed_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    (site / "lamp_specs" / "data" / "lamps").mkdir(parents=True)
    (site / "lamp_specs-1.2.dist-info").mkdir()
    (site / "lamp_specs" / "data" / "other").mkdir()
    for folder in ("lamps", "other"):
        (site / "lamp_specs" / "data" / folder / "openapi.yml").write_text(OPENAPI, "utf-8")
    (site / "lamp_specs-1.2.dist-info" / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: lamp-specs\nVersion: 1.2\n"
    )
    (site / "lamp_specs-1.2.dist-info" / "RECORD").write_text(
        "lamp_specs/data/lamps/openapi.yml,,\nlamp_specs/gone.yml,,\nlamp_specs/data/other/openapi.yml,,\n"
    )
    monkeypatch.syspath_prepend(str(site))
    result = run_import("l", "lamp-specs==1.2:lamps/openapi.yml", tmp_path / "out", diagnostics=Diagnostics())
    assert result.record["from"] == {"package": "lamp-specs", "version": "1.2", "path": "lamps/openapi.yml"}
    for source, words in {
        "lamp-specs==1.3:lamps/openapi.yml": "1.2 is installed",
        "lamp-specs==1.2:openapi.yml": "2 files",
        "lamp-specs==1.2:no.yml": "0 files",
        # Python 3.12 and newer do not list what is not there.
        "lamp-specs==1.2:lamp_specs/gone.yml": "not there|0 files",
        "no-such-package==1:a.yml": "not installed",
    }.items():
        with pytest.raises(UsageError, match=words):
            run_import("l", source, tmp_path / "out", diagnostics=Diagnostics())


def test_what_cannot_be_imported(lamps: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no file"):
        run_import("l", str(tmp_path / "none.yml"), tmp_path / "out", diagnostics=Diagnostics())
    with pytest.raises(InputError, match="hashes"):
        run_import("l", str(lamps), tmp_path / "out", diagnostics=Diagnostics(), sha256="0" * 64)
    other = tmp_path / "other.yml"
    other.write_text("swagger: '2.0'\n", "utf-8")
    with pytest.raises(InputError):
        run_import("l", str(other), tmp_path / "out", diagnostics=Diagnostics())
    assert not (tmp_path / "out").exists()


def test_the_right_hash_passes(lamps: Path, tmp_path: Path) -> None:
    digest = hashlib.sha256(lamps.read_bytes()).hexdigest().upper()
    assert run_import("l", str(lamps), tmp_path / "out", diagnostics=Diagnostics(), sha256=digest).changed
