"""Small documents in, data and findings out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.diagnostics import Diagnostic, Diagnostics, InputError, Severity
from generator.spec import Document, check_rules, load_document, parse_document

HEAD = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n"


def parse(text: str, name: str = "api.yaml") -> Document:
    """A document that loads without a word."""
    diagnostics = Diagnostics()
    document = parse_document(text, diagnostics=diagnostics, name=name)
    assert list(diagnostics) == []
    return document


def refused(text: str, name: str = "api.yaml") -> Diagnostic:
    """The one FATAL finding that stops the reading of a text."""
    diagnostics = Diagnostics()
    with pytest.raises(InputError):
        parse_document(text, diagnostics=diagnostics, name=name)
    (found,) = [d for d in diagnostics if d.severity is Severity.FATAL]
    return found


def rules(text: str, name: str = "api.yaml", **options: Any) -> list[tuple[str, str, str]]:
    """Code, severity and pointer of everything that the rules say."""
    document = parse(text, name)
    diagnostics = Diagnostics()
    check_rules(document, diagnostics, **options)
    return [(d.code, d.severity.label, d.origin.pointer) for d in diagnostics]


def write(folder: Path, files: dict[str, str]) -> Path:
    """Write files; returns the first one."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / next(iter(files))


def load(path: Path, **options: Any) -> tuple[Document, Diagnostics]:
    """A document from a file, and what was said about it."""
    diagnostics = Diagnostics()
    return load_document(path, diagnostics=diagnostics, name=path.name, **options), diagnostics
