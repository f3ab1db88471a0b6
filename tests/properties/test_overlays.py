"""Laws of overlays (Overlay specification 1.1, section 4.4)."""

from __future__ import annotations

import copy
import json
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Diagnostics
from generator.spec import apply_overlays, parse_document

KEYS = st.sampled_from(["x-a", "x-b", "title", "summary", "x-c d"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)
OBJECTS = st.dictionaries(KEYS, VALUES, max_size=4)
SCALARS = st.dictionaries(KEYS, st.integers() | st.text(max_size=5), min_size=1, max_size=4)
BASE = {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {}}


def applied(place: dict[str, Any], *actions: dict[str, Any], lenient: bool = False) -> Any:
    """What actions make of `x-place`."""
    document = parse_document(
        json.dumps({**BASE, "x-place": place}), diagnostics=Diagnostics(), name="api.json"
    )
    before = copy.deepcopy(document.raw)
    overlay = {"overlay": "1.1.0", "info": {"title": "O", "version": "1"}, "actions": list(actions)}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "o.json"
        path.write_text(json.dumps(overlay), "utf-8")
        result = apply_overlays(document, [path], diagnostics=Diagnostics(), lenient=lenient)
    assert document.raw == before
    return result.raw["x-place"]


def update(value: object) -> dict[str, Any]:
    return {"target": "$['x-place']", "update": value}


@given(place=OBJECTS)
def test_an_empty_update_changes_nothing(place: dict[str, Any]) -> None:
    assert applied(place, update({})) == place


@given(place=OBJECTS, changes=SCALARS)
def test_updates_of_scalars_are_idempotent(place: dict[str, Any], changes: dict[str, Any]) -> None:
    scalars = {key: value for key, value in place.items() if not isinstance(value, (dict, list))}
    once = applied(scalars, update(changes))
    assert once == {**scalars, **changes}
    assert applied(scalars, update(changes), update(changes)) == once


@given(place=OBJECTS, value=VALUES)
def test_what_was_added_can_be_removed(place: dict[str, Any], value: object) -> None:
    added = applied(place, update({"x-new": value}))
    assert added == {**place, "x-new": value}
    assert (
        applied(place, update({"x-new": value}), {"target": "$['x-place']['x-new']", "remove": True}) == place
    )


@given(first=st.lists(VALUES, min_size=1, max_size=3), second=st.lists(VALUES, max_size=3))
def test_lists_are_joined(first: list[Any], second: list[Any]) -> None:
    assert applied({"x-a": first}, update({"x-a": second})) == {"x-a": first + second}


@given(place=OBJECTS, changes=OBJECTS)
def test_actions_apply_in_order(place: dict[str, Any], changes: dict[str, Any]) -> None:
    replaced = applied(place, {"target": "$['x-place'].*", "remove": True}, update(changes), lenient=True)
    assert replaced == changes
