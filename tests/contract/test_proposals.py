"""Overlay actions for each kind of drift, against the data that overlays see."""

from __future__ import annotations

from typing import Any

import pytest

from generator.contract.deviation import Deviation
from generator.contract.drift import Proposals, gathered, json_path

SCHEMAS = "/components/schemas"
OPERATION = "/paths/~1a/get"
BASIS: dict[str, Any] = {
    "paths": {
        "/a": {
            "get": {"responses": {"200": {"description": "ok", "content": {"application/json": {}}}}},
            "put": {"parameters": [], "responses": {"default": {"$ref": "#/x"}}},
        }
    },
    "components": {
        "schemas": {
            "A": {
                "type": "object",
                "required": ["x"],
                "properties": {
                    "x": {"type": "string"},
                    "n": {"nullable": True, "type": "integer", "maximum": 3},
                    "u": {"oneOf": [{"type": "string"}, {"$ref": "#/components/schemas/B"}]},
                    "e": {"enum": ["a"]},
                    "c": {"const": "a"},
                    "odd key": {"type": "array", "items": {"type": "string"}},
                },
            },
            "B": {"type": "object"},
            "AB": {},
        }
    },
}
A = f"{SCHEMAS}/A"


def actions(*deviations: Deviation) -> list[dict[str, Any]]:
    """The actions without their reasons."""
    made = Proposals(BASIS).actions(gathered(("r", each) for each in deviations))
    return [{key: value for key, value in action.items() if key != "x-reason"} for action in made]


def seen(kind: Any, pointer: str, name: str = "", value: Any = None, **others: Any) -> Deviation:
    return Deviation(kind, pointer, "/here", "odd", name, value=value, **others)


X = "$.components.schemas.A.properties"


@pytest.mark.parametrize(
    ("deviation", "expected"),
    [
        (seen("null", f"{A}/properties/x"), [{"target": f"{X}.x", "update": {"nullable": True}}]),
        (
            seen("type", f"{A}/properties/x", value=3),
            [
                {"target": f"{X}.x", "remove": True},
                {"target": X, "update": {"x": {"anyOf": [{"type": "string"}, {"type": "integer"}]}}},
            ],
        ),
        (
            seen("type", f"{A}/properties/u", value=3),
            [{"target": f"{X}.u.oneOf", "update": [{"type": "integer"}]}],
        ),
        (seen("type", f"{A}/properties/u/oneOf/0", value=3), []),
        (seen("enum", f"{A}/properties/e", value="b"), [{"target": f"{X}.e.enum", "update": ["b"]}]),
        (
            seen("enum", f"{A}/properties/c", value="b"),
            [
                {"target": f"{X}.c.const", "remove": True},
                {"target": f"{X}.c", "update": {"enum": ["a", "b"]}},
            ],
        ),
        (seen("enum", f"{A}/properties/x", value="b"), []),
        (
            seen("required", A, "x"),
            [{"target": "$.components.schemas.A.required[?@ == 'x']", "remove": True}],
        ),
        (seen("required", f"{SCHEMAS}/B", "x"), []),
        (seen("undocumented", A, "z", 1.5), [{"target": X, "update": {"z": {"type": "number"}}}]),
        (
            seen("undocumented", f"{SCHEMAS}/B", "z", [True]),
            [
                {
                    "target": "$.components.schemas.B",
                    "update": {"properties": {"z": {"type": "array", "items": {"type": "boolean"}}}},
                }
            ],
        ),
        (
            seen("variant", f"{A}/properties/u/oneOf", value={"q": 1}),
            [
                {
                    "target": f"{X}.u.oneOf",
                    "update": [{"type": "object", "properties": {"q": {"type": "integer"}}}],
                }
            ],
        ),
        (
            seen("variant", f"{A}/properties/u/oneOf", "new", {"type": "new"}),
            [
                {
                    "target": "$.components.schemas",
                    "update": {
                        "UNew": {
                            "type": "object",
                            "properties": {"type": {"type": "string", "enum": ["new"]}},
                            "required": ["type"],
                        }
                    },
                },
                {"target": f"{X}.u.oneOf", "update": [{"$ref": "#/components/schemas/UNew"}]},
            ],
        ),
        (seen("variant", f"{A}/properties/x", value={}), []),
        (seen("bound", f"{A}/properties/n", "maximum"), [{"target": f"{X}.n.maximum", "remove": True}]),
        (seen("bound", f"{A}/properties/n/oneOf", "maximum"), [{"target": f"{X}.n.maximum", "remove": True}]),
        (seen("bound", f"{A}/properties/x", "maximum"), []),
        (
            seen("parameter", OPERATION, "q", "1"),
            [
                {
                    "target": "$.paths['/a'].get",
                    "update": {"parameters": [{"name": "q", "in": "query", "schema": {"type": "string"}}]},
                }
            ],
        ),
        (
            seen("parameter", "/paths/~1a/put", "q", 1),
            [
                {
                    "target": "$.paths['/a'].put.parameters",
                    "update": [{"name": "q", "in": "query", "schema": {"type": "integer"}}],
                }
            ],
        ),
        (
            seen("status", "/paths/~1a/put", "201"),
            [{"target": "$.paths['/a'].put.responses", "update": {"201": {"description": ""}}}],
        ),
        (
            seen("content", f"{OPERATION}/responses/200", "image/png"),
            [
                {
                    "target": "$.paths['/a'].get.responses['200']",
                    "update": {"content": {"image/png": {"schema": {"type": "string", "format": "binary"}}}},
                }
            ],
        ),
        (seen("content", f"{OPERATION}/responses/200", "application/json"), []),
        (seen("content", f"{OPERATION}/responses/200", "image/png", side="request"), []),
        (seen("content", "/paths/~1a/put/responses/default", "image/png"), []),
        (seen("other", A), []),
    ],
)
def test_actions(deviation: Deviation, expected: list[dict[str, Any]]) -> None:
    assert actions(deviation) == expected


@pytest.mark.parametrize(
    "kind",
    [
        "null",
        "type",
        "enum",
        "required",
        "undocumented",
        "variant",
        "bound",
        "parameter",
        "status",
        "content",
    ],
)
def test_places_that_the_document_does_not_have(kind: str) -> None:
    """Nothing is proposed for what an overlay cannot reach."""
    assert actions(seen(kind, f"{SCHEMAS}/Gone", "x", 1)) == []


def test_changes_of_one_place_are_one_action() -> None:
    members = [seen("undocumented", A, name, 1) for name in ("z", "y", "z")]
    [action] = Proposals(BASIS).actions(gathered(("r", each) for each in members))
    assert action["update"] == {"z": {"type": "integer"}, "y": {"type": "integer"}}
    assert (
        action["x-reason"]
        == "Observed traffic: odd (2 times in 1 recording). Observed traffic: odd (1 time in 1 recording)."
    )
    lists = [seen("type", f"{A}/properties/u", "", 3), seen("variant", f"{A}/properties/u/oneOf", value=3)]
    assert actions(*lists) == [{"target": f"{X}.u.oneOf", "update": [{"type": "integer"}]}]


def test_paths() -> None:
    """Names that are no plain words are string literals (RFC 9535 section 2.3.1)."""
    assert json_path(["a", 3, "b-c", "it's\\\n"]) == "$.a[3]['b-c']['it\\'s\\\\\\u000a']"


def test_names_that_are_taken() -> None:
    basis = {"components": {"schemas": {"UNew": {}, "UNew2": {}, "T": {"u": {"oneOf": []}}}}}
    drift = gathered([("r", seen("variant", f"{SCHEMAS}/T/u/oneOf", "new", {"role": "new"}))])
    first, _ = Proposals(basis).actions(drift)
    assert list(first["update"]) == ["UNew3"]
