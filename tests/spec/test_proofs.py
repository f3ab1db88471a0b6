"""Validation beside other work: the same findings, remembered by the hash of the document."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.spec import proofs
from generator.spec.external import validate_data

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
