"""Files to documents: encodings, formats, versions, duplicate keys."""

from __future__ import annotations

import codecs
import json
from pathlib import Path

import pytest

from generator.diagnostics import Diagnostics, InputError, Severity
from generator.spec import Limits, load_document, parse_document, strip_words

from .helpers import HEAD, load, parse, refused, write

TEXT = HEAD + "paths: {}\n"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-32"),
        TEXT.replace("\n", "\r\n").encode(),
    ],
)
def test_encodings_are_recognised(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "api.yaml"
    path.write_bytes(content)
    document, diagnostics = load(path)
    assert document.raw["info"] == {"title": "T", "version": "1"}
    assert list(diagnostics) == []


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (b"openapi: 3.1.0\n\xff", "SDK103", 2),
        (b"openapi: 3.1.0\na: \x00b\n", "SDK103", 2),
        (b"", "SDK120", 1),
        (b"  \n\n# words\n", "SDK120", 1),
        (b"[1]", "SDK120", 1),
        (b"a: [", "SDK104", 1),
    ],
)
def test_unreadable_files_are_refused_with_a_line(
    tmp_path: Path, content: bytes, code: str, line: int
) -> None:
    path = tmp_path / "api.yaml"
    path.write_bytes(content)
    diagnostics = Diagnostics()
    with pytest.raises(InputError):
        load_document(path, diagnostics=diagnostics)
    (found,) = diagnostics
    assert (found.code, found.severity, found.origin.line) == (code, Severity.FATAL, line)
    assert found.origin.file == str(path)


def test_missing_files_folders_and_giants_are_refused(tmp_path: Path) -> None:
    (tmp_path / "big.yaml").write_text(TEXT)
    for path, limits in (
        (tmp_path / "no.yaml", Limits()),
        (tmp_path, Limits()),
        (tmp_path / "big.yaml", Limits(bytes=9)),
    ):
        diagnostics = Diagnostics()
        with pytest.raises(InputError):
            load_document(path, diagnostics=diagnostics, limits=limits)
        assert [d.severity for d in diagnostics] == [Severity.FATAL]


@pytest.mark.parametrize("version", ["3.0.0", "3.0.4", "3.1.0", "3.1.7", "3.1", "3.2.0", "3.1.0-rc1"])
def test_versions_that_are_read(version: str) -> None:
    document = parse(f"openapi: {version}\ninfo: {{title: T, version: '1'}}\npaths: {{}}\n")
    assert document.version == version
    assert document.raw["openapi"].startswith("3.2" if version.startswith("3.2") else "3.1.")


@pytest.mark.parametrize(
    ("text", "code", "word"),
    [
        ("openapi: latest", "SDK122", "supported"),
        ("openapi: 4.0.0", "SDK122", "newer"),
        ("openapi: 2.0", "SDK122", "swagger2openapi"),
        ("swagger: '2.0'", "SDK122", "swagger2openapi"),
        ("asyncapi: 2.6.0", "SDK121", "AsyncAPI"),
        ("overlay: 1.0.0", "SDK121", "overlay"),
        ("info: {_postman_id: x}", "SDK121", "postman-to-openapi"),
        ("#%RAML 1.0\ntitle: x", "SDK121", "RAML"),
        ("<html></html>", "SDK121", "page"),
        ("$schema: http://json-schema.org", "SDK121", "components"),
        ("kind: discovery#directoryList", "SDK121", "documents"),
        ("openapi: [1]", "SDK121", "3.1.0"),
        ("a: 1", "SDK121", "3.1.0"),
    ],
)
def test_other_formats_are_named_with_a_way_out(text: str, code: str, word: str) -> None:
    found = refused(text)
    assert found.code == code
    assert word in found.hint


def test_yaml_inside_a_json_file_and_json_inside_a_yaml_file() -> None:
    assert parse(TEXT, "api.json").raw["paths"] == {}
    assert parse(json.dumps({"openapi": "3.1.0", "info": {}, "paths": {}})).raw["paths"] == {}
    assert parse("{openapi: 3.1.0, info: {}, paths: {}}").raw["paths"] == {}


def test_a_repeated_operation_is_fatal() -> None:
    found = refused(HEAD + "paths:\n  /a:\n    get: {operationId: one}\n    get: {operationId: two}\n")
    assert (found.code, found.origin.pointer, found.origin.line) == ("SDK115", "/paths/~1a/get", 6)


@pytest.mark.parametrize(("second", "severity"), [("1", Severity.WARNING), ("2", Severity.ERROR)])
def test_other_repeated_keys_are_graded_by_their_values(second: str, severity: Severity) -> None:
    diagnostics = Diagnostics()
    document = parse_document(f"{TEXT}x-a: {{k: 1, k: {second}}}\n", diagnostics=diagnostics)
    assert document.raw["x-a"] == {"k": int(second)}
    assert [(d.code, d.severity) for d in diagnostics] == [("SDK115", severity)]


def test_discovery_documents_are_converted_and_places_lead_to_the_file() -> None:
    text = json.dumps(
        {
            "kind": "discovery#restDescription",
            "discoveryVersion": "v1",
            "name": "demo",
            "version": "v1",
            "rootUrl": "https://demo.test/",
            "servicePath": "",
            "schemas": {"Thing": {"id": "Thing", "type": "object", "properties": {"a": {"type": "string"}}}},
            "methods": {
                "get": {"id": "demo.get", "path": "v1/x", "httpMethod": "GET", "response": {"$ref": "Thing"}}
            },
        },
        indent=1,
    )
    document = parse(text, "demo.json")
    assert document.format == "discovery"
    place = document.node("/components/schemas/Thing/properties/a").origin
    assert place.pointer == "/schemas/Thing/properties/a"
    assert place.line is not None
    assert '"a"' in text.splitlines()[place.line - 1]


def test_words_can_be_left_out(tmp_path: Path) -> None:
    text = HEAD + "paths: {}\ncomponents: {schemas: {A: {type: string, description: long}}}\n"
    document, _ = load(write(tmp_path, {"api.yaml": text}))
    assert strip_words(document).raw["components"]["schemas"]["A"] == {"type": "string"}
    assert "description" in document.raw["components"]["schemas"]["A"]
