"""The text of a document reads the same everywhere."""

from __future__ import annotations

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.spec.facts import dump_json, dump_yaml
from generator.spec.yaml_reader import read_yaml

AMBIGUOUS = [
    "y", "N", "yes", "Off", "true", "NULL", "~", "", "1", "0o17", "017", "0x1F", "0b11", "1e3", "1.", ".5", "+1", "-.inf",
    ".NaN", "1_000", "190:20:30", "2024-01-01", "2024-01-01T00:00:00Z", "=", "<<", "3.1.0", "- a", "a: b", "a #b", "*",
    "&a", "!t", "|", ">", "%", "@", "`", "'", '"', "\\d+", " lead", "trail ", "two\nlines", "é", "😀", "\u2028", "\x85",
]  # fmt: skip


@pytest.mark.parametrize("text", AMBIGUOUS)
def test_strings_stay_strings_in_yaml_1_1_and_1_2(text: str) -> None:
    data = {"key": text, text: "value", "list": [text]}
    written = dump_yaml(data)
    assert yaml.safe_load(written) == data
    assert read_yaml(written).data == data


@pytest.mark.parametrize("text", ["y", "1e3", "0o17", "12:30", "2024-01-01", "No"])
def test_where_versions_disagree_there_are_quotes(text: str) -> None:
    assert dump_yaml([text]) == f"- '{text}'\n"


@pytest.mark.parametrize("value", [True, False, None, 0, -1, 2**70, 1.5, 1e-05, 1e300, -0.0])
def test_scalars_keep_their_type(value: object) -> None:
    written = dump_yaml([value])
    for again in (yaml.safe_load(written), read_yaml(written).data):
        assert again == [value]
        assert [type(item) for item in again] == [type(value)]


def test_no_anchors_no_folds_no_sorting() -> None:
    shared = {"b": 1, "a": "word " * 60}
    written = dump_yaml({"zebra": shared, "ape": shared})
    assert written.splitlines() == [
        "zebra:",
        "  b: 1",
        f"  a: '{shared['a']}'",
        "ape:",
        "  b: 1",
        f"  a: '{shared['a']}'",
    ]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda children: st.lists(children) | st.dictionaries(st.text(), children),
    max_leaves=20,
)
TEXT = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff\ufffe\uffff")


@given(st.dictionaries(st.text(TEXT, max_size=8), st.text(TEXT, max_size=20) | st.integers(), max_size=5))
def test_any_text_reads_back(data: dict[str, object]) -> None:
    # Near the root a value named `version` or `openapi` is text whatever it looks like, so this lies deeper.
    document = {"components": {"schemas": data}}
    written = dump_yaml(document)
    assert yaml.safe_load(written) == document
    assert read_yaml(written).data == document


@given(JSON)
def test_json_reads_back(data: object) -> None:
    written = dump_json(data)
    assert json.loads(written) == data
    assert written.endswith("\n")


def test_json_has_no_nan() -> None:
    with pytest.raises(ValueError, match="JSON"):
        dump_json([float("nan")])
