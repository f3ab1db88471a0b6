"""Parameters of headers, cookies and queries in the styles that a document may ask for (OpenAPI 3.2 section 4.12)."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import BaseModel, Field
from runtime.params import cookie_header, header_text
from runtime.query import QueryWriter
from runtime.sentinels import omit


class Filter(BaseModel):
    to_day: str = Field(alias="to-day")
    other: int = 0


@pytest.mark.parametrize(
    ("value", "style", "expected"),
    [
        (True, ("simple", False), "true"),
        ([1, "b"], ("simple", False), "1,b"),
        ({"a": 1, "b": True}, ("simple", False), "a,1,b,true"),
        ({"a": 1, "b": True}, ("simple", True), "a=1,b=true"),
        ({"a": "ä"}, ("json", False), '{"a":"\\u00e4"}'),
    ],
)
def test_headers(value: Any, style: tuple[str, bool], expected: str) -> None:
    assert header_text(value, style) == expected


@pytest.mark.parametrize(
    ("value", "style", "expected"),
    [
        ("a b;c=d/e%", ("form", True), "c=a%20b%3Bc=d/e%"),
        ([1, 2], ("form", True), "c=1&c=2"),
        ([1, 2], ("form", False), "c=1,2"),
        ([1, 2], ("cookie", True), "c=1; c=2"),
        ([], ("form", True), ""),
        ({"a": 1, "b": omit}, ("form", True), "a=1"),
        ({"a": 1, "b": 2}, ("form", False), "c=a,1,b,2"),
        ({"a": 1, "b": 2}, ("cookie", True), "a=1; b=2"),
        ({"a": [1]}, ("json", False), "c={%22a%22:[1]}"),
        (None, ("form", True), ""),
        (omit, ("form", True), ""),
    ],
)
def test_cookies(value: Any, style: tuple[str, bool], expected: str) -> None:
    assert cookie_header({"c": value}, {"c": style}) == expected
    assert cookie_header({"z": 1, "c": value}, {"c": style}) == "; ".join(filter(None, ("z=1", expected)))


@pytest.mark.parametrize(
    ("value", "style", "expected"),
    [
        ("a/b?c#d&e", ("reserved", True), "q=a/b?c%23d%26e"),
        (["a/b", None, "c"], ("reserved", True), "q=a/b&q=c"),
        (["a/b", "c"], ("reserved", False), "q=a/b,c"),
        ([], ("reserved", False), ""),
        ({"x": "a/b", "y": None}, ("reserved", True), "x=a/b"),
        ({"x": "a/b", "y": 1}, ("reserved", False), "q=x,a/b,y,1"),
        ({"x": 1}, ("json", False), "q=%7B%22x%22%3A1%7D"),
        ([1, [2]], ("json", False), "q=%5B1%2C%5B2%5D%5D"),
        ({"x": {"y": 1}}, ("deepObject", True), "q%5Bx%5D%5By%5D=1"),
        ({"x": {"y": 1}}, ("dots", True), "q.x.y=1"),
        ({"x": 1, "y": 2}, ("form", True), "x=1&y=2"),
        ({"x": 1, "y": 2}, ("spaceDelimited", False), "q=x%201%20y%202"),
        ({}, ("form", False), ""),
        ([1, 2], ("pipeDelimited", False), "q=1%7C2"),
        ([], ("comma", True), ""),
        ([1, 2], ("brackets", True), "q%5B%5D=1&q%5B%5D=2"),
        ([1, 2], ("indices", True), "q%5B0%5D=1&q%5B1%5D=2"),
        (Filter.model_validate({"to-day": "x"}), ("deepObject", True), "q%5Bto-day%5D=x"),
        (1.5, ("form", True), "q=1.5"),
        (b"x", ("form", True), "q=x"),
    ],
)
def test_queries(value: Any, style: tuple[str, bool], expected: str) -> None:
    assert QueryWriter().write({"q": value, "left": None, "out": omit}, {"q": style}) == expected


def test_the_clients_own_form() -> None:
    """What no style is stated for."""
    nested = {"a": [[1, 2], {"b": None}], "c": {"d": [omit, 3]}}
    assert (
        QueryWriter("brackets", "brackets").write({"q": nested}, {})
        == "q%5Ba%5D%5B%5D=1&q%5Ba%5D%5B%5D=2&q%5Bc%5D%5Bd%5D%5B%5D=3"
    )
    assert QueryWriter("comma", "dots").write({"q": {"a": [1, 2], "b": []}}, {}) == "q.a=1%2C2"
    assert QueryWriter().write({"q": {"a": [1, 2]}, "r": [1, 2]}, {}) == "a=1&a=2&r=1&r=2"
