"""The same for a Google Discovery document: whatever its texts say, the code has the shape of the harmless twin's."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from generator.config import PackageConfig, TargetConfig
from generator.diagnostics import Diagnostics
from generator.pipeline import Job, generate
from generator.progress import Progress
from tests.properties.test_hostile import PAYLOADS, check_text, shapes, structure


def document(tail: str) -> dict[str, Any]:
    """A document with `tail` behind every text that may be anything."""

    def text(word: str) -> str:
        return f"{word} {tail}"

    path = "".join(c for c in tail if c not in "{}/?#")
    method = {
        "id": text("twin.things.make"),
        "description": text("Make it"),
        "path": f"v1/{{+name}}:make{path}",
        "flatPath": f"v1/things/{{thingsId}}:make{path}",
        "httpMethod": "POST",
        "parameterOrder": ["name"],
        "parameters": {
            "name": {
                "type": "string",
                "location": "path",
                "required": True,
                "pattern": text("^p"),
                "description": text("n"),
            },
            text("view"): {
                "type": "string",
                "location": "query",
                "default": text("FULL"),
                "enum": [text("FULL"), text("BASIC")],
                "enumDescriptions": [text("All"), text("Some")],
                "format": text("odd"),
            },
        },
        "request": {"$ref": text("Thing")},
        "response": {"$ref": text("Thing")},
        "scopes": [f"https://twin.test/auth/{tail}"],
    }
    return {
        "kind": "discovery#restDescription",
        "discoveryVersion": "v1",
        "id": text("twin:v1"),
        "name": text("twin"),
        "version": text("v1"),
        "revision": text("1"),
        "title": text("Twin"),
        "description": text("All of it"),
        "documentationLink": f"https://twin.test/{tail}",
        "ownerName": text("Owner"),
        "rootUrl": "https://twin.test/",
        "servicePath": "",
        "basePath": "",
        "batchPath": text("batch"),
        "parameters": {text("alt"): {"type": "string", "location": "query", "description": text("a")}},
        "auth": {"oauth2": {"scopes": {f"https://twin.test/auth/{tail}": {"description": text("All")}}}},
        "schemas": {
            text("Thing"): {
                "id": text("Thing"),
                "type": "object",
                "description": text("A thing"),
                "properties": {
                    text("one"): {"type": "string", "description": text("1"), "default": text("d"), "pattern": text("p")},
                    text("two"): {"type": "string", "enum": [text("A"), text("B")], "enumDescriptions": [text("a"), text("b")]},
                    text("three"): {"type": "array", "items": {"$ref": text("Thing")}},
                    text("four"): {"type": "object", "properties": {text("inner"): {"type": "boolean"}}},
                    text("five"): {"type": "object", "additionalProperties": {"type": "string", "format": "int64"}},
                },
            }
        },
        "resources": {text("zoo"): {"methods": {text("make"): method}, "resources": {text("parts"): {"methods": {
            text("list"): {"id": text("twin.parts.list"), "path": "v1/parts", "flatPath": "v1/parts", "httpMethod": "GET",
                           "response": {"$ref": text("Thing")}}}}}}},
    }  # fmt: skip


def files(tail: str, folder: Path) -> dict[str, bytes]:
    """The package of a document, generated in memory."""
    spec = folder / "discovery.json"
    spec.write_text(json.dumps(document(tail)), "utf-8")
    config = TargetConfig(target="twin", package=PackageConfig(name="twin"))
    diagnostics = Diagnostics()
    made = generate(Job(config, spec, words="upstream", jobs=1), diagnostics, Progress())
    assert made.account.document.operations == made.account.api.operations == 2
    return dict(made.files)


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The package of the harmless twin."""
    return files("and-more words", tmp_path_factory.mktemp("twin"))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_twins_have_one_shape(payload: str, harmless: dict[str, bytes], tmp_path: Path) -> None:
    hostile = files(PAYLOADS[payload], tmp_path)
    assert shapes(hostile) == shapes(harmless)
    for name, read in (("pyproject.toml", tomllib.loads), ("operations.json", json.loads)):
        assert structure(read(hostile[name].decode())) == structure(read(harmless[name].decode()))
    for path, content in hostile.items():
        check_text(path, content.decode())
