"""YAML text to data: the core schema of YAML 1.2, faults with a line, and budgets."""

from __future__ import annotations

from typing import Any

import pytest

from generator.diagnostics import Severity
from generator.spec.limits import Limits
from generator.spec.positions import line_of
from generator.spec.reading import ReadError
from generator.spec.yaml_reader import read_yaml


def data(text: str) -> Any:
    return read_yaml(text).data


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("False", False),
        ("yes", "yes"),
        ("NO", "NO"),
        ("on", "on"),
        ("~", None),
        ("null", None),
        ("12", 12),
        ("-7", -7),
        ("012", 12),
        ("0o17", 15),
        ("0x1F", 31),
        ("1_000", "1_000"),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("1:30", "1:30"),
        ("2024-10-01", "2024-10-01"),
        ("'12'", "12"),
        ("!!str 12", "12"),
        ("!!int 12", 12),
        ("! 12", "12"),
        ("18446744073709551616", 18446744073709551616),
    ],
)
def test_scalars_follow_the_core_schema(text: str, value: object) -> None:
    read = data(f"- {text}")[0]
    assert read == value
    assert type(read) is type(value)


def test_keys_are_text_as_written() -> None:
    reading = read_yaml("200: a\n1.10: b\ntrue: c\n2026-08-01: d\n~: e\n")
    assert isinstance(reading.data, dict)
    assert list(reading.data) == ["200", "1.10", "true", "2026-08-01", "~"]
    assert [(f.code, f.line) for f in reading.findings] == [("SDK111", 2), ("SDK111", 3), ("SDK111", 5)]


def test_versions_near_the_root_stay_text() -> None:
    assert data("openapi: 3.1\ninfo: {version: 1.10}\n") == {"openapi": "3.1", "info": {"version": "1.10"}}


def test_entries_with_a_complex_key_are_left_out() -> None:
    reading = read_yaml("a: 1\n? [x, y]\n: lost\nb: 2\n")
    assert reading.data == {"a": 1, "b": 2}
    assert [f.severity for f in reading.findings] == [Severity.ERROR]


def test_an_anchor_may_be_defined_again() -> None:
    assert data("a: &x 1\nb: *x\nc: &x 2\nd: *x\n") == {"a": 1, "b": 1, "c": 2, "d": 2}


def test_duplicate_keys_are_listed_and_the_last_counts() -> None:
    reading = read_yaml("a:\n  b: 1\n  c: 0\n  b: 2\n")
    assert reading.data == {"a": {"b": 2, "c": 0}}
    (duplicate,) = reading.duplicates
    assert (duplicate.pointer, duplicate.key, duplicate.first_line, duplicate.line) == (("a",), "b", 2, 4)
    assert not duplicate.same


def test_merge_keys_yield_to_own_keys_and_to_earlier_sources() -> None:
    text = "a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  <<: [*a, *b]\n  x: 0\n"
    assert data(text)["c"] == {"x": 0, "y": 1, "z": 2}


def test_a_merge_key_takes_mappings_only() -> None:
    reading = read_yaml("<<: 5\na: 1\n")
    assert reading.data == {"a": 1}
    assert [f.code for f in reading.findings] == ["SDK110"]


def test_a_quoted_merge_key_is_a_key() -> None:
    assert data("'<<': {a: 1}") == {"<<": {"a": 1}}


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\nb: !!python/object/new:os.system [x]\n", "SDK105", 2),
        ("a: !custom 1\n", "SDK105", 1),
        ("info:\n\ttitle: T\n", "SDK104", 2),
        ("a: [1, 2\n", "SDK104", 2),
        ("a: *gone\n", "SDK109", 1),
        ("a: &a\n  b: *a\n", "SDK109", 2),
        ("a: b: c\n", "SDK104", 1),
        ("a: '\x01'\n", "SDK104", None),
    ],
)
def test_what_cannot_be_read_has_a_code_and_a_line(text: str, code: str, line: int | None) -> None:
    with pytest.raises(ReadError) as caught:
        read_yaml(text)
    assert caught.value.code == code
    assert line is None or caught.value.line == line


def test_tags_are_placed() -> None:
    with pytest.raises(ReadError) as caught:
        read_yaml("info:\n  title: !!python/name:os.system x\n")
    assert caught.value.pointer == "/info/title"


def test_aliases_have_a_budget() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    with pytest.raises(ReadError) as caught:
        read_yaml("\n".join(lines))
    assert caught.value.code == "SDK108"


def test_merge_keys_have_a_budget() -> None:
    big = "a: &a {" + ", ".join(f"k{n}: 1" for n in range(100)) + "}\n"
    text = big + "".join(f"b{n}: {{<<: *a}}\n" for n in range(20))
    with pytest.raises(ReadError) as caught:
        read_yaml(text, Limits(merged_keys=1000))
    assert caught.value.code == "SDK108"


@pytest.mark.parametrize("text", ["[" * 300 + "]" * 300, "- " * 5000 + "x"])
def test_depth_is_bounded(text: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_yaml(text)
    assert caught.value.code == "SDK106"


def test_depth_counts_aliases() -> None:
    nested = "a: &a " + "[" * 60 + "]" * 60 + "\nb: &b " + "[" * 60 + "*a" + "]" * 60
    with pytest.raises(ReadError) as caught:
        read_yaml(nested, Limits(depth=100))
    assert caught.value.code == "SDK106"


def test_nodes_are_bounded() -> None:
    with pytest.raises(ReadError) as caught:
        read_yaml("[1, 2, 3, 4]", Limits(nodes=3))
    assert caught.value.code == "SDK107"


def test_numbers_outside_json_stay_text() -> None:
    reading = read_yaml("[.inf, .nan, 1e999]")
    assert reading.data == [".inf", ".nan", "1e999"]
    assert [f.code for f in reading.findings] == ["SDK112"] * 3


def test_only_the_first_document_is_read() -> None:
    reading = read_yaml("a: 1\n---\nb: 2\n")
    assert reading.data == {"a": 1}
    assert [f.code for f in reading.findings] == ["SDK113"]


def test_lines_are_those_of_keys() -> None:
    positions = read_yaml("a: 1\nb:\n  c:\n    - x\n    - y: 1\n").positions
    assert positions is not None
    assert line_of(positions, ("b", "c")) == 3
    assert line_of(positions, ("b", "c", "1", "y")) == 5
    assert line_of(positions, ("b", "gone", "further")) == 2
