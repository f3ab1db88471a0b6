"""JSON text to data, and the lines of its values."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.spec.json_reader import read_json, record_positions
from generator.spec.limits import Limits
from generator.spec.positions import line_of
from generator.spec.reading import ReadError
from generator.spec.yaml_reader import read_yaml

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@settings(max_examples=60, deadline=None)
@given(VALUES)
def test_reading_is_the_inverse_of_writing(value: object) -> None:
    assert read_json(json.dumps(value, indent=1)).data == value


@settings(max_examples=60, deadline=None)
@given(VALUES)
def test_yaml_reads_json_the_same(value: object) -> None:
    value = [[[value]]]  # at the top, `version: 1.0` and its like are texts
    text = json.dumps(value, ensure_ascii=True)
    try:
        read = read_yaml(text).data
    except ReadError:
        return  # YAML has no surrogate escapes and no very long keys
    assert read == value or repr(read) == repr(value)


def test_duplicate_keys_are_found_with_their_lines() -> None:
    reading = read_json('{"a": {"b": 1,\n "b": 2},\n"a": 3}')
    assert reading.data == {"a": 3}
    assert [(d.pointer, d.key, d.line) for d in reading.duplicates] == [(("a",), "b", 2), ((), "a", 3)]


def test_keys_with_escapes_are_found() -> None:
    positions, _ = record_positions('{\n"a\\"b":\n {"\\u00e9": 1}}')
    assert line_of(positions, ('a"b', "é")) == 3


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ('{"a": 1}}', "SDK104", 1),
        ('{"a":\n}', "SDK104", 2),
        ('{"a": "x\ny"}', "SDK104", 1),
        ("[" * 100_000, "SDK106", 1),
        ("[" * 300 + "]" * 300, "SDK106", 1),
        ('{"a":' * 201 + "1" + "}" * 201, "SDK106", 1),
    ],
)
def test_what_cannot_be_read_has_a_code_and_a_line(text: str, code: str, line: int) -> None:
    with pytest.raises(ReadError) as caught:
        read_json(text)
    assert (caught.value.code, caught.value.line) == (code, line)


def test_numbers_outside_json_stay_text() -> None:
    reading = read_json("[NaN, -Infinity, 1e999, 12345678901234567890123, " + "1" * 5000 + "]")
    assert reading.data[:4] == ["NaN", "-Infinity", "1e999", 12345678901234567890123]  # type: ignore[index]
    assert [f.code for f in reading.findings] == ["SDK112"] * 4


def test_half_surrogates_are_replaced() -> None:
    reading = read_json('{"a": "x\\ud800y", "b": "\\ud83d\\ude00"}')
    assert reading.data == {"a": "x\ufffdy", "b": "\U0001f600"}
    assert [f.code for f in reading.findings] == ["SDK114"]


def test_nodes_are_bounded() -> None:
    with pytest.raises(ReadError) as caught:
        read_json("[1, 2, 3, 4]", Limits(nodes=3))
    assert caught.value.code == "SDK107"


@pytest.mark.parametrize("text", ['"openapi"', "1", "null"])
def test_scalars_are_read(text: str) -> None:
    assert read_json(text).data == json.loads(text)
