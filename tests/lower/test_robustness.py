"""Hostile and large documents: no exception, no blow-up."""

from __future__ import annotations

import time
from typing import Any

import pytest

from generator.ir.dump import dump
from tests.lower.support import ref, schemas

STRING = {"type": "string"}


def nested(layer: Any, depth: int) -> Any:
    """A schema wrapped `depth` times."""
    schema: Any = STRING
    for _ in range(depth):
        schema = layer(schema)
    return schema


@pytest.mark.parametrize(
    "layer",
    [
        lambda inner: {"type": "object", "properties": {"a": inner}},
        lambda inner: {"type": "array", "items": inner},
        lambda inner: {"allOf": [inner]},
        lambda inner: {"allOf": [inner, {"type": "object", "properties": {"z": {}}}]},
        lambda inner: {"oneOf": [inner, {"type": "integer"}]},
        lambda inner: {"properties": {"q": {}}, "oneOf": [inner, {"properties": {"r": {}}}]},
        lambda inner: {"type": "object", "additionalProperties": inner},
    ],
)
def test_deep_nesting_ends(layer: Any) -> None:
    assert schemas(A=nested(layer, 80)).named("A").name == "A"


def loop(make: Any, size: int) -> dict[str, Any]:
    """Schemas of which each refers to the next, the last one to the first."""
    return {f"S{number}": make(ref(f"S{(number + 1) % size}"), number) for number in range(size)}


@pytest.mark.parametrize(
    "make",
    [
        lambda following, _: following,
        lambda following, _: {"allOf": [following, {"properties": {"p": {}}}]},
        lambda following, _: {"oneOf": [following, {"type": "integer"}]},
        lambda following, _: {"type": "array", "items": following},
        lambda following, number: {
            "properties": {f"q{number}": {}},
            "oneOf": [following, {"properties": {"r": {}}}],
        },
        lambda following, _: {"anyOf": [following, {"type": "null"}]},
    ],
)
def test_loops_of_any_kind_end(make: Any) -> None:
    result = schemas(**loop(make, 100))
    assert len([each for each in result.api.types.defs.values() if each.name]) == 100


def test_compositions_that_multiply_stay_small() -> None:
    doubled = {f"S{n}": {"allOf": [ref(f"S{n + 1}"), ref(f"S{n + 1}")]} for n in range(22)}
    result = schemas(**doubled, S22={"type": "object", "properties": {"x": STRING}})
    assert result.show("S0") == "{x: string}"
    spread = {
        f"S{n}": {"properties": {f"q{n}": {}}, "oneOf": [ref(f"S{(n + 1) % 24}"), ref(f"S{(n + 2) % 24}")]}
        for n in range(12)
    }
    assert len(schemas(**spread).api.types.defs) < 3_000


def test_time_grows_with_the_document_only() -> None:
    def seconds(size: int) -> float:
        start = time.process_time()
        schemas(
            **loop(lambda following, _: {"type": "object", "properties": {"a": following, "b": STRING}}, size)
        )
        return time.process_time() - start

    seconds(200)
    assert seconds(2000) < 30 * max(seconds(200), 0.01)


@pytest.mark.parametrize(
    "value", [None, 3, "x", [], [{}], {"type": {}}, {"properties": []}, {"required": True}]
)
@pytest.mark.parametrize(
    "key", ["allOf", "oneOf", "items", "properties", "additionalProperties", "enum", "discriminator"]
)
def test_nonsense_in_any_place_is_survived(key: str, value: Any) -> None:
    result = schemas(A={"type": "object", key: value}, B={key: value}, C={"properties": {"p": {key: value}}})
    assert {each.name for each in result.api.types.defs.values() if each.name} >= {"A", "B", "C"}
    assert dump(result.api)
