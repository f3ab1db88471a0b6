"""What becomes of values that JSON does not know, and of names that Python spells otherwise."""

from __future__ import annotations

import json
from array import array
from collections import OrderedDict, UserDict
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

import pytest
from pydantic import BaseModel
from runtime import shapes
from runtime.body import dump_json, plain, unsupported
from runtime.sentinels import not_given, omit


class Color(Enum):
    RED = "red"


class Point(BaseModel):
    x: int = 0
    y: int = 0


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (datetime(2026, 1, 2, tzinfo=UTC), "2026-01-02T00:00:00+00:00"),
        (date(2026, 1, 2), "2026-01-02"),
        (time(3, 4), "03:04:00"),
        (Color.RED, "red"),
        (b"\x00\xff", "AP8="),
        (bytearray(b"a"), "YQ=="),
        (memoryview(b"a"), "YQ=="),
        (UserDict(a=1), {"a": 1}),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        (Decimal("2.50"), 2.5),
        (Decimal(3), 3),
        (array("i", [1, 2]), [1, 2]),
        ({1}, [1]),
        (range(2), [0, 1]),
        (OrderedDict(a=1).values(), [1]),
        (Point(x=1), {"x": 1}),
        ((each for each in "ab"), ["a", "b"]),
    ],
)
def test_values(value: Any, expected: Any) -> None:
    assert json.loads(dump_json({"v": value})) == {"v": expected}


def test_values_that_cannot_be_sent() -> None:
    with pytest.raises(TypeError, match="object cannot be sent as JSON"):
        plain(object())
    with pytest.raises(TypeError, match="a method that parses"):
        plain(Point)
    with pytest.raises(TypeError, match="A text body cannot be made of int"):
        unsupported(3, "text")
    with pytest.raises(ValueError, match="not JSON compliant"):
        dump_json(float("nan"))


def test_omitted_values_anywhere() -> None:
    """Members and items go; what is lazy is read once."""
    value = {"a": omit, "b": [1, not_given, {"c": omit, "d": (n for n in (1, 2))}], "e": Color.RED}
    assert json.loads(dump_json(value)) == {"b": [1, {"d": [1, 2]}], "e": "red"}
    assert json.loads(dump_json(omit)) is None


def test_halves_of_surrogate_pairs() -> None:
    assert dump_json("\ud83d ä") == b'"\\ud83d \xc3\xa4"'


INNER = shapes.obj({"class_": "class"})
TABLE: dict[str, Any] = {
    "Inner": INNER,
    "Item": shapes.obj({"from_": "from", "inner": ("inner", "Inner")}),
    "Items": shapes.list_of("Item"),
}


@pytest.mark.parametrize(
    ("shape", "value", "expected"),
    [
        (shapes.ref("Item"), {"from_": 1, "x": 2}, {"from": 1, "x": 2}),
        (shapes.ref("Item"), {"from": 1, "inner": {"class_": 3}}, {"from": 1, "inner": {"class": 3}}),
        (shapes.ref("Item"), {"inner": None}, {"inner": None}),
        (shapes.ref("Item"), "text", "text"),
        (shapes.list_of("Inner"), ({"class_": 1}, 2), [{"class": 1}, 2]),
        (shapes.list_of("Inner"), {"class_": 1}, {"class": 1}),
        (shapes.list_of("Inner"), "text", "text"),
        (shapes.map_of("Inner"), {"class_": {"class_": 1}}, {"class_": {"class": 1}}),
        (shapes.map_of("Inner"), 3, 3),
        (shapes.one_of("Inner", "Item"), {"from_": 1}, {"from": 1}),
        (shapes.one_of("Inner", "Items"), [{"from_": 1}], [{"from": 1}]),
        (shapes.one_of("Inner", "Items"), "text", "text"),
        (shapes.one_of("Items"), {"from_": 1}, {"from": 1}),
        (shapes.one_of(shapes.map_of("Inner"), "Items"), 3, 3),
    ],
)
def test_names(shape: Any, value: Any, expected: Any) -> None:
    """Python names become wire names where a shape knows them, and nothing else changes."""
    assert shape(value, TABLE) == expected
