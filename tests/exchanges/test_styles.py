"""Parameters as text: every style both ways (the table of OpenAPI 3.1 section 4.8.12.6)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from generator.config import WireConfig
from generator.exchanges.operations import Parameter
from generator.exchanges.styles import nest, path_text, query_pairs, readings

LIST = ["blue", "black"]
OBJECT = {"R": 100, "G": 200}


def parameter(location: str, style: str, *, explode: bool) -> Parameter:
    return Parameter("color", location, required=True, schema=None, style=style, explode=explode)


@pytest.mark.parametrize(
    ("style", "explode", "value", "text"),
    [
        ("simple", False, "blue", "blue"),
        ("simple", False, LIST, "blue,black"),
        ("simple", False, OBJECT, "R,100,G,200"),
        ("simple", True, OBJECT, "R=100,G=200"),
        ("label", False, LIST, ".blue,black"),
        ("label", True, LIST, ".blue.black"),
        ("matrix", False, "blue", ";color=blue"),
        ("matrix", False, LIST, ";color=blue,black"),
        ("matrix", True, LIST, ";color=blue;color=black"),
        ("matrix", True, OBJECT, ";R=100;G=200"),
        ("simple", False, "a/b c", "a%2Fb%20c"),
    ],
)
def test_path(style: str, explode: bool, value: Any, text: str) -> None:
    """Simple, label and matrix."""
    assert path_text(parameter("path", style, explode=explode), value) == text


@pytest.mark.parametrize(
    ("style", "explode", "value", "pairs"),
    [
        ("form", True, True, [("color", "true")]),
        ("form", True, LIST, [("color", "blue"), ("color", "black")]),
        ("form", False, LIST, [("color", "blue,black")]),
        ("spaceDelimited", False, LIST, [("color", "blue black")]),
        ("pipeDelimited", False, LIST, [("color", "blue|black")]),
        ("form", True, OBJECT, [("R", "100"), ("G", "200")]),
        ("form", False, OBJECT, [("color", "R,100,G,200")]),
        ("deepObject", True, OBJECT, [("color[R]", "100"), ("color[G]", "200")]),
    ],
)
def test_query(style: str, explode: bool, value: Any, pairs: list[tuple[str, str]]) -> None:
    """Form, delimited and deepObject."""
    assert query_pairs(parameter("query", style, explode=explode), value, WireConfig()) == pairs


def test_configured_queries_go_before_the_document() -> None:
    """What real clients of a target send."""
    it = parameter("query", "form", explode=True)
    assert query_pairs(it, LIST, WireConfig(query_arrays="brackets"))[0] == ("color[]", "blue")
    assert query_pairs(it, LIST, WireConfig(query_arrays="indices"))[1] == ("color[1]", "black")
    assert query_pairs(it, LIST, WireConfig(query_arrays="comma")) == [("color", "blue,black")]
    assert query_pairs(it, OBJECT, WireConfig(query_objects="dots"))[0] == ("color.R", "100")


@pytest.mark.parametrize(
    ("pairs", "value"),
    [
        ([("a", "1"), ("a", "2"), ("b", "3")], {"a": ["1", "2"], "b": "3"}),
        ([("a[]", "1"), ("a[]", "2")], {"a": ["1", "2"]}),
        ([("a[x][y]", "1"), ("a[z]", "2")], {"a": {"x": {"y": "1"}, "z": "2"}}),
        ([("a[0]", "1"), ("a[1]", "2")], {"a": ["1", "2"]}),
        ([("a[][x]", "1"), ("a[][y]", "2")], {"a": [{"x": "1", "y": "2"}]}),
        ([("a[", "1"), ("]", "2")], {"a[": "1", "]": "2"}),
        ([("a", "1"), ("a[b]", "2")], {"a": "1"}),
    ],
)
def test_brackets(pairs: list[tuple[str, str]], value: Any) -> None:
    """Nested names; odd ones stay as they are."""
    assert nest(pairs) == value


@pytest.mark.parametrize(
    ("pairs", "value"),
    [
        ([("a[][b]", "1"), ("a[][b]", "2")], [{"b": "1"}, {"b": "2"}]),
        ([("a[][b]", "1"), ("a[][c]", "2"), ("a[][b]", "3")], [{"b": "1", "c": "2"}, {"b": "3"}]),
        ([("a[][b][c]", "1"), ("a[][b][d]", "2")], [{"b": {"c": "1", "d": "2"}}]),
        ([("a[]", "1"), ("a[][b]", "2")], ["1", {"b": "2"}]),
        ([("a", "1"), ("a[b]", "2")], "1"),
    ],
)
def test_objects_in_lists(pairs: list[tuple[str, str]], value: Any) -> None:
    """A new one begins where the last has the key already."""
    assert nest(pairs) == {"a": value}


def test_parameters_that_are_json() -> None:
    described = replace(parameter("query", "form", explode=True), media_type="application/json")
    assert query_pairs(described, {"a": ["ä"]}, WireConfig()) == [("color", '{"a": ["ä"]}')]
    assert readings("1e999") == ["1e999"]


def test_readings() -> None:
    """What a text may stand for."""
    assert readings("12") == ["12", 12]
    assert readings("-1.5") == ["-1.5", -1.5]
    assert readings("true") == ["true", True]
    assert readings("null") == ["null", None]
    assert readings("nan") == ["nan"]
    assert readings("1_0") == ["1_0"]
