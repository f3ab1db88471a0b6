"""Validation beside other work: the same findings, remembered by the hash of the document."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.spec import proofs
from generator.spec.external import unproved, validate_data

DOCUMENT = {"openapi": "3.1.0", "info": {"title": "t"}, "paths": {}}


def test_small_documents_are_validated_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proofs, "call_elsewhere", lambda *_: pytest.fail("a child process was started"))
    assert list(proofs.start_validation(DOCUMENT, None).result()) == validate_data(DOCUMENT)


def test_large_documents_elsewhere_and_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proofs, "_SMALL", 0)
    expected = validate_data(DOCUMENT)
    assert expected
    assert list(proofs.start_validation(DOCUMENT, tmp_path).result()) == expected
    monkeypatch.setattr(proofs, "call_elsewhere", lambda *_: pytest.fail("validated twice"))
    assert list(proofs.start_validation(DOCUMENT, tmp_path).result()) == expected


def test_a_damaged_entry_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proofs, "_SMALL", 0)
    expected = list(proofs.start_validation(DOCUMENT, tmp_path).result())
    (entry,) = tmp_path.glob("*.findings.json")
    entry.write_text("[{")
    assert list(proofs.start_validation(DOCUMENT, tmp_path).result()) == expected


SCHEMAS = {
    "Plain": {"type": "object", "properties": {"a": {"type": "string", "pattern": "x", "default": 1}}},
    "Wrong": {"type": "strange", "properties": {"a": {"$ref": "#/components/schemas/Plain"}}},
    "Inside": {"$ref": "#/components/schemas/Plain/properties/a"},
}


def document(**schemas: object) -> dict[str, Any]:
    paths = {"/a": {"get": {"parameters": [{"name": "q", "in": "query", "schema": {"type": 1}}]}}}
    return {**DOCUMENT, "paths": paths, "components": {"schemas": {**SCHEMAS, **schemas}}}


def test_proved_schemas_are_not_shown_and_nothing_else_is_found() -> None:
    whole = document()
    assert unproved(whole)["components"]["schemas"] == {**SCHEMAS, "Plain": True}
    assert validate_data(unproved(whole)) == validate_data(whole)
    assert any("strange" in finding.message for finding in validate_data(whole))
    assert unproved(DOCUMENT) == DOCUMENT


def test_a_plain_schema_that_changes_is_no_reason_to_validate_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proofs, "_SMALL", 0)
    first = list(proofs.start_validation(document(), tmp_path).result())
    monkeypatch.setattr(proofs, "call_elsewhere", lambda *_: pytest.fail("validated again"))
    assert list(proofs.start_validation(document(Plain={"type": "integer"}), tmp_path).result()) == first
