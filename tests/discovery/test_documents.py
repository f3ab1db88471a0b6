"""Whole documents: nothing is lost, the result is valid, and every place leads back to the source."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from generator.diagnostics import Diagnostics
from generator.spec import pointers
from generator.spec.discovery import convert, is_discovery
from tests.discovery import counting

DOCUMENTS = sorted((Path(__file__).parent / "documents").glob("*.json"))
GEMINI = Path(__file__).parents[2] / "specs" / "gemini" / "discovery.json"
ALL = [*DOCUMENTS, GEMINI]


def read(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return data


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_every_method_parameter_and_schema_is_in_the_result(path: Path) -> None:
    data = read(path)
    before = copy.deepcopy(data)
    assert is_discovery(data)
    result = convert(data, path.name, Diagnostics()).data
    assert counting.of_openapi(result) == counting.of_discovery(data)
    assert data == before


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_the_result_is_valid_openapi(path: Path) -> None:
    result = convert(read(path), path.name, Diagnostics()).data
    assert [error.message for error in OpenAPIV31SpecValidator(result).iter_errors()] == []


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_recorded_places_exist_on_both_sides(path: Path) -> None:
    data = read(path)
    converted = convert(data, path.name, Diagnostics())
    for result, (source, _) in converted.origins.entries.items():
        pointers.lookup(data, pointers.split(source))
        pointers.lookup(converted.data, pointers.split(result))


def test_only_the_documents_made_for_it_have_findings() -> None:
    found: dict[str, list[str]] = {}
    for path in ALL:
        diagnostics = Diagnostics()
        convert(read(path), path.name, diagnostics)
        if len(diagnostics):
            found[path.stem] = [finding.code for finding in diagnostics]
    assert found == {"twins": ["SDK410", "SDK410"], "discovery": ["SDK406"]}


def test_the_gemini_document_has_its_known_size() -> None:
    data = read(GEMINI)
    counts = counting.of_discovery(data)
    assert data["revision"] == "20260529"
    assert (counts["methods"], counts["schemas"]) == (79, 195)
