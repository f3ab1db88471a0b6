"""The documents in `specs/`: what their records say is true, and their overlays fit."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.diagnostics import Diagnostics
from generator.sources.import_spec import counts
from generator.spec.document import Document
from generator.spec.facts import Format, dump, strip
from generator.spec.load import load_document
from generator.spec.overlay import apply_overlays
from generator.spec.source import read_source

SPECS = Path(__file__).parents[2] / "specs"
TARGETS: list[tuple[str, Format]] = [("openai", "openapi"), ("gemini", "discovery")]
FILES: dict[str, list[str]] = {"openai": ["fixes", "withdrawn", "drift"], "gemini": ["fixes"]}


def record(target: str) -> Any:
    return json.loads((SPECS / target / "source.json").read_text("utf-8"))


@pytest.mark.parametrize(("target", "format"), TARGETS)
def test_the_record_fits_the_stored_document(target: str, format: Format) -> None:
    kept = record(target)
    path = SPECS / target / kept["stored"]["file"]
    content = path.read_bytes()
    assert kept["stored"]["sha256"] == hashlib.sha256(content).hexdigest()
    assert kept["stored"]["bytes"] == len(content)
    data: Any = read_source(path, diagnostics=Diagnostics()).data
    assert counts(data, format) == kept["counts"]
    assert strip(data, format) == data
    assert dump(data, format).encode() == content


def test_the_originals_are_the_ones_that_were_agreed() -> None:
    openai, gemini = record("openai"), record("gemini")
    assert openai["original"]["sha256"] == "a203971a0bc0cd3b903b9488e3ac40eaa161a274dfaf172c1da73eee029147a8"
    assert openai["counts"] == {"operations": 271, "schemas": 983, "webhooks": 15}
    assert gemini["original"]["revision"] == "20260529"
    assert gemini["counts"] == {"operations": 79, "schemas": 195, "webhooks": 0}


@pytest.mark.parametrize(
    ("target", "name"), [(target, name) for target, names in FILES.items() for name in names]
)
def test_every_action_has_its_reason(target: str, name: str) -> None:
    overlay = yaml.safe_load((SPECS / target / f"{name}.overlay.yaml").read_text("utf-8"))
    assert overlay["overlay"] == "1.0.0"
    for action in overlay["actions"]:
        assert action["x-reason"].strip()
        assert set(action) in ({"target", "x-reason", "update"}, {"target", "x-reason", "remove"})


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    found = {}
    for target, _ in TARGETS:
        diagnostics = Diagnostics()
        folder = SPECS / target
        document = load_document(folder / record(target)["stored"]["file"], diagnostics=diagnostics)
        overlays = [folder / f"{name}.overlay.yaml" for name in FILES[target]]
        found[target] = apply_overlays(document, overlays, diagnostics=diagnostics)
        assert [str(finding) for finding in diagnostics] == []
    return found


def at(documents: dict[str, Document], *keys: str) -> Any:
    value: Any = documents["openai"].raw
    for key in keys:
        value = value[key]
    return value


@pytest.mark.parametrize(
    ("path", "method", "media_type"),
    [
        ("/files/{file_id}/content", "get", ["application/octet-stream"]),
        ("/containers/{container_id}/files/{file_id}/content", "get", ["application/octet-stream"]),
        ("/skills/{skill_id}/content", "get", ["application/zip"]),
        ("/completions", "post", ["application/json", "text/event-stream"]),
        ("/threads/runs", "post", ["application/json", "text/event-stream"]),
        ("/responses/{response_id}", "get", ["application/json", "text/event-stream"]),
        ("/answers", "post", ["application/json"]),
        ("/classifications", "post", ["application/json"]),
    ],
)
def test_answers_after_the_overlays(
    documents: dict[str, Document], path: str, method: str, media_type: list[str]
) -> None:
    assert list(at(documents, "paths", path, method, "responses", "200", "content")) == media_type


def test_withdrawn_operations_are_deprecated(documents: dict[str, Document]) -> None:
    for path in ("/answers", "/classifications"):
        assert at(documents, "paths", path, "post", "deprecated") is True


def test_the_dangling_reference_of_gemini_is_defined(documents: dict[str, Document]) -> None:
    node = documents["gemini"].root.child("components", "schemas", "Part", "properties", "mediaResolution")
    assert node.resolve().child("properties", "level", "type").value == "string"
