"""Texts for unusual patterns, and values where a schema leaves hardly any."""

from __future__ import annotations

import re
from typing import Any

import pytest

from generator.samples import Flavour
from generator.samples.patterns import text_for
from tests.samples.test_sampler import sample


@pytest.mark.parametrize(
    "pattern",
    [
        "^(a|b)$",
        "^(?>ab)c$",
        r"^(ab)-\1$",
        "^[^a]$",
        "^[^a-z]$",
        r"^[^\w]$",
        r"^[^\d]$",
        r"^[\s]$",
        "^.$",
        "^[^b]{3}$",
        "^x{2,}?$",
        "^(?:[0-9]{4})?$",
    ],
)
@pytest.mark.parametrize("least", [0, 1])
def test_a_text_matches_its_pattern(pattern: str, least: int) -> None:
    text = text_for(pattern, least)
    assert text is not None
    assert re.search(pattern, text)
    assert len(text) >= least


@pytest.mark.parametrize(
    "pattern", ["(", "^a{99999}$", "^(a{900}){9}$", "(?=a)b", r"^\1(a)$", "(?<!a)b" * 2, "^ab$(?!c)x"]
)
def test_patterns_that_no_text_is_made_for(pattern: str) -> None:
    assert text_for(pattern) is None


def test_no_text_is_as_long_as_it_has_to_be() -> None:
    assert text_for("^ab$", 5) is None


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"type": "string", "contentEncoding": "base64"}, "c2FtcGxl"),
        ({"type": "array", "uniqueItems": True, "minItems": 3, "items": {"type": "integer"}}, [1, 2, 3]),
        ({"type": "array", "uniqueItems": True, "minItems": 2, "items": {"type": "boolean"}}, [True, False]),
        ({"type": "array", "items": False}, []),
        ({"type": "object", "properties": {"a": False, "b": {"const": 1}}}, {"b": 1}),
        ({"type": "number", "multipleOf": 0.5, "maximum": -1}, -1),
    ],
)
def test_values(schema: Any, expected: Any) -> None:
    assert sample(schema) == expected


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "array", "uniqueItems": True, "minItems": 2, "items": {"type": "string"}},
        {"type": "array", "uniqueItems": True, "minItems": 2, "items": {"type": "object"}},
        {"type": "array", "uniqueItems": True, "minItems": 2, "items": {"type": "null"}},
        {"type": "string", "pattern": "(?=a)b", "minLength": 2},
        {"type": "object", "patternProperties": {"(": {}}, "minProperties": 2},
        {"oneOf": [False, False], "type": "integer"},
        {"oneOf": [{"type": "integer", "not": {}}, {"type": "integer", "minimum": 3}]},
    ],
)
def test_something_comes_out_where_nothing_is_found(schema: Any) -> None:
    assert sample(schema, flavour=Flavour.UNKNOWN_FIELDS) is not None or schema.get("oneOf")
