"""Paths and query strings alone."""

from __future__ import annotations

import enum
from typing import Any

import pytest
from runtime.query import QueryWriter
from runtime.sentinels import omit
from runtime.urls import expand_path, origin_of


class Colour(enum.Enum):
    RED = "red"


@pytest.mark.parametrize(
    ("template", "value", "path"),
    [
        ("/a/{x}/b", "v", "/a/v/b"),
        ("/a/{x}", "a/b?c#d%e f:é", "/a/a%2Fb%3Fc%23d%25e%20f%3A%C3%A9"),
        ("/a/{x}", "..", "/a/%2E%2E"),
        ("/a/{x}", ".", "/a/%2E"),
        ("/a/{x}", 3, "/a/3"),
        ("/a/{x}", True, "/a/true"),
        ("/a/{x}", Colour.RED, "/a/red"),
        ("/v1/{+x}:run", "models/m 1", "/v1/models/m%201:run"),
        ("/v1/{+x}", "a/../../b", "/v1/a/%2E%2E/%2E%2E/b"),
        ("/v1/{+x}", "a/%2e%2E/b%2Fc%zz", "/v1/a/%2E%2E/b%2Fc%25zz"),
        ("/v1/{+x}", "a?b#c", "/v1/a%3Fb%23c"),
    ],
)
def test_paths(template: str, value: object, path: str) -> None:
    assert expand_path(template, {"x": value}, {}) == path


@pytest.mark.parametrize(
    ("style", "explode", "value", "path"),
    [
        ("simple", False, ["a", "b/"], "/a,b%2F"),
        ("simple", True, {"a": 1, "b": 2}, "/a=1,b=2"),
        ("label", False, ["a", "b"], "/.a,b"),
        ("label", True, ["a", "b"], "/.a.b"),
        ("matrix", False, "v", "/;x=v"),
        ("matrix", True, ["a", "b"], "/;x=a;x=b"),
        ("matrix", True, {"a": 1}, "/;a=1"),
        ("matrix", False, {"a": 1}, "/;x=a,1"),
    ],
)
def test_path_styles(style: str, explode: bool, value: object, path: str) -> None:
    assert expand_path("/{x}", {"x": value}, {"x": (style, explode)}) == path


@pytest.mark.parametrize("value", ["", None, omit, [], {}])
def test_paths_need_a_value(value: object) -> None:
    with pytest.raises(ValueError, match="non-empty value for `x`"):
        expand_path("/{x}", {"x": value}, {})


def test_origins() -> None:
    assert origin_of("HTTPS://u:p@Host.test:443/a?b") == "https://host.test"
    assert origin_of("http://h:8080/x") == "http://h:8080"


@pytest.mark.parametrize(
    ("style", "explode", "value", "query"),
    [
        ("form", True, [1, "a b", None, omit], "x=1&x=a%20b"),
        ("form", False, [1, "a,b"], "x=1,a%2Cb"),
        ("spaceDelimited", False, ["a", "b"], "x=a%20b"),
        ("pipeDelimited", False, ["a", "b"], "x=a%7Cb"),
        ("spaceDelimited", True, ["a", "b"], "x=a&x=b"),
        ("deepObject", True, {"a": 1, "b": {"c": True}}, "x%5Ba%5D=1&x%5Bb%5D%5Bc%5D=true"),
        ("form", True, {"a": 1, "b": [1, 2]}, "a=1&b=1&b=2"),
        ("form", False, {"a": 1, "b": None}, "x=a,1"),
        ("json", False, {"a": [1]}, "x=%7B%22a%22%3A%5B1%5D%7D"),
        ("brackets", True, [1, 2], "x%5B%5D=1&x%5B%5D=2"),
        ("indices", True, [1, 2], "x%5B0%5D=1&x%5B1%5D=2"),
        ("comma", True, [1, 2], "x=1,2"),
        ("dots", True, {"a": {"b": 1}}, "x.a.b=1"),
        ("form", False, [], ""),
        ("form", True, "s", "x=s"),
    ],
)
def test_stated_styles(style: str, explode: bool, value: Any, query: str) -> None:
    assert QueryWriter().write({"x": value}, {"x": (style, explode)}) == query


@pytest.mark.parametrize(
    ("arrays", "objects", "query"),
    [
        ("document", "document", "x=1&x=2&a%5Bb%5D=false"),
        ("brackets", "brackets", "x%5B%5D=1&x%5B%5D=2&o%5Ba%5D%5Bb%5D=false"),
        ("repeat", "dots", "x=1&x=2&o.a.b=false"),
        ("comma", "dots", "x=1%2C2&o.a.b=false"),
        ("indices", "brackets", "x%5B0%5D=1&x%5B1%5D=2&o%5Ba%5D%5Bb%5D=false"),
    ],
)
def test_defaults_of_a_client(arrays: str, objects: str, query: str) -> None:
    params = {"x": [1, 2], "o": {"a": {"b": False}, "n": None}, "none": None, "omitted": omit}
    assert QueryWriter(arrays, objects).write(params, {}) == query


def test_names_with_brackets_of_their_own_keep_them_single() -> None:
    assert QueryWriter("brackets").write({"ids[]": ["a", "b"]}, {}) == "ids%5B%5D=a&ids%5B%5D=b"
