"""JSONPaths that are followed without the library select what the library selects."""

from __future__ import annotations

from typing import Any

import pytest
from jsonpath_rfc9535 import find

from generator.spec.overlay.plain_paths import follow, steps_of

DATA: Any = {
    "paths": {
        "/a b": {"get": {"parameters": [{"name": "x", "in": "query"}, {"name": "x", "in": 1}, "x", None]}},
        "/b": {"get": {"parameters": {"one": {"name": "x", "in": "query"}}}, "summary": "x", "tags": []},
    },
    "x-text": "name",
    "list": [[1, {"name": "y'z"}], {"name": True}, {"name": None}, {"name": ""}],
}

PLAIN = [
    "$",
    "$.paths",
    "$['paths']['/a b'].get",
    '$["paths"]["/b"]',
    "$.list[0][1]",
    "$.list[9]",
    "$.list.name",
    "$.paths[0]",
    "$.*",
    "$[*][*]",
    "$.paths.*.*.parameters[?(@.name=='x' && @.in=='query')]",
    '$.paths[*].get.parameters[?@.name == "x"]',
    "$.paths.*.*.parameters[*].name",
    "$.list[?@.name=='']",
    '$.list[*][?@.name=="y\'z"]',
    "$.x_text.*",
    "$.*[?@.name=='x']",
]
OTHER = [
    "$..name",
    "$.list[-1]",
    "$.list[0:2]",
    "$['a', 'b']",
    "$[?@.a]",
    "$[?@.a=='x' || @.b=='y']",
    "$[?@.a!='x']",
]
OTHER += [
    "$.x-text",
    "$[?@.a==1]",
    "$['a\\'b']",
    "$[?(@.a=='x']",
    "$[?@.a=='x')]",
    "$[?@=='x']",
    "paths",
    "",
    "$ .a",
    "$.01",
]


@pytest.mark.parametrize("path", PLAIN)
def test_the_same_places_in_the_same_order(path: str) -> None:
    steps = steps_of(path)
    assert steps is not None
    assert follow(DATA, steps) == [tuple(node.location) for node in find(path, DATA)]


@pytest.mark.parametrize("path", OTHER)
def test_everything_else_is_left_to_the_library(path: str) -> None:
    assert steps_of(path) is None
