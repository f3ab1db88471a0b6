"""Recordings in, overlay out; with it, the document admits them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.contract.infer import schema_of
from generator.diagnostics import Diagnostics
from generator.spec import apply_overlays
from tests.contract.shop import ORDER, Shop

GET = ("GET", "/orders/o1")


def suggested(shop: Shop, *answers: Any, request: Any = None) -> tuple[list[dict[str, Any]], list[str]]:
    """Targets and updates of the overlay for these answers, and what it does not mend."""
    for number, answer in enumerate(answers):
        if request is None:
            shop.record(f"r{number}", GET, None, answer)
        else:
            shop.record(f"r{number}", ("POST", "/orders"), request, answer)
    contract = shop.contract()
    suggestion = contract.suggestion(contract.traffic([shop.folder]).exchanges)
    parsed = yaml.safe_load(suggestion.text("shop"))
    assert parsed["overlay"] == "1.0.0"
    assert all(action["x-reason"].startswith("Observed traffic: ") for action in parsed["actions"])
    return [{k: v for k, v in a.items() if k != "x-reason"} for a in parsed["actions"]], list(
        suggestion.unmended()
    )


@pytest.mark.parametrize(
    ("change", "actions"),
    [
        (
            {"note": None},
            [{"target": "$.components.schemas.Order.properties.note", "update": {"nullable": True}}],
        ),
        (
            {"status": "lost"},
            [{"target": "$.components.schemas.Order.properties.status.enum", "update": ["lost"]}],
        ),
        (
            {"total": 2000},
            [{"target": "$.components.schemas.Order.properties.total.maximum", "remove": True}],
        ),
        (
            {"x-y": 1, "colour": "red"},
            [
                {
                    "target": "$.components.schemas.Order.properties",
                    "update": {"x-y": {"type": "integer"}, "colour": {"type": "string"}},
                }
            ],
        ),
        (
            {"lines": [{"type": "goods"}]},
            [{"target": "$.components.schemas.Goods.required[?@ == 'weight']", "remove": True}],
        ),
        (
            {"total": "12"},
            [
                {"target": "$.components.schemas.Order.properties.total", "remove": True},
                {
                    "target": "$.components.schemas.Order.properties",
                    "update": {"total": {"anyOf": [{"type": "number", "maximum": 1000}, {"type": "string"}]}},
                },
            ],
        ),
        (
            {"lines": [{"type": "gift", "for": "you"}]},
            [
                {
                    "target": "$.components.schemas",
                    "update": {
                        "LineGift": {
                            "type": "object",
                            "properties": {
                                "type": {"type": "string", "enum": ["gift"]},
                                "for": {"type": "string"},
                            },
                            "required": ["type"],
                        }
                    },
                },
                {
                    "target": "$.components.schemas.Line.oneOf",
                    "update": [{"$ref": "#/components/schemas/LineGift"}],
                },
            ],
        ),
        ({}, []),
    ],
)
def test_one_change(shop: Shop, change: dict[str, Any], actions: list[dict[str, Any]]) -> None:
    """Each kind of drift has its smallest change, and with it nothing is left."""
    assert suggested(shop, {**ORDER, **change}) == (actions, [])


def test_many_recordings_make_one_overlay(shop: Shop, tmp_path: Path) -> None:
    """Samples of one member are taken together; nested objects become schemas; the result admits all of them."""
    answers = [
        {**ORDER, "buyer": {"name": "A", "age": None}},
        {**ORDER, "buyer": {"name": "B", "age": 4, "tags": ["x", None]}, "note": None},
        {**ORDER, "buyer": None},
    ]
    actions, left = suggested(shop, *answers)
    assert left == []
    buyer = next(a for a in actions if a["target"].endswith(".Order.properties"))["update"]["buyer"]
    assert buyer == {
        "type": "object",
        "properties": {
            "name": {"type": "string"},
            "age": {"type": "integer", "nullable": True},
            "tags": {"type": "array", "items": {"type": "string", "nullable": True}},
        },
        "nullable": True,
    }


def test_the_overlay_can_be_applied(shop: Shop, tmp_path: Path) -> None:
    """As a file of the target it is read like any other, and then there is no drift any more."""
    shop.record("one", GET, None, {**ORDER, "a'b": {"c": 1}, "note": None})
    contract = shop.contract()
    exchanges = contract.traffic([shop.folder]).exchanges
    path = tmp_path / "drift.overlay.yaml"
    path.write_text(contract.suggestion(exchanges).text("shop"), "utf-8")
    changed = apply_overlays(contract.description.document, [path], diagnostics=Diagnostics())
    order = changed.raw["components"]["schemas"]["Order"]["properties"]
    assert order["a'b"]["properties"] == {"c": {"type": "integer"}}
    assert order["note"]["type"] == ["string", "null"]


def test_requests_are_mended_too(shop: Shop) -> None:
    """A member of a request that the server takes."""
    actions, left = suggested(shop, ORDER, request={"item": "tea", "gift": True})
    assert left == []
    assert [list(a["update"]) for a in actions] == [["gift"]]


@pytest.mark.parametrize(
    ("values", "schema"),
    [
        ([1, 2.5], {"type": "number"}),
        ([None], {}),
        ([True, "x"], {"anyOf": [{"type": "boolean"}, {"type": "string"}]}),
        ([[]], {"type": "array", "items": {}}),
        ([{}], {"type": "object", "additionalProperties": {}}),
        (
            [{f"k{n}": n for n in range(20)}],
            {"type": "object", "additionalProperties": {"type": "integer"}},
        ),
    ],
)
def test_schemas_of_samples(values: list[Any], schema: dict[str, Any]) -> None:
    """What a few values say of their type."""
    assert schema_of(values) == schema
