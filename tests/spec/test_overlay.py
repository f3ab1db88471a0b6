"""Overlays: what actions select, what they make of it, and where the result says it comes from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.diagnostics import Diagnostics, InputError, Severity
from generator.spec import Document, apply_overlays

from .helpers import load, write

BASE = """openapi: 3.1.0
info: {title: T, version: '1'}
servers:
  - url: https://one.test
  - url: https://two.test
  - url: https://three.test
paths:
  /a:
    get: {operationId: a, tags: [x], parameters: [{name: f, in: query}, {name: g, in: query}]}
  /b:
    post: {operationId: b, deprecated: true}
"""


def run(folder: Path, *actions: dict[str, Any], lenient: bool = False) -> tuple[Document, Diagnostics]:
    """Apply one overlay to the document above."""
    overlay = {"overlay": "1.1.0", "info": {"title": "O", "version": "1"}, "actions": list(actions)}
    path = write(folder, {"api.yaml": BASE, "o.json": json.dumps(overlay, indent=1)})
    document, diagnostics = load(path)
    before = json.dumps(document.raw)
    try:
        return (
            apply_overlays(document, [folder / "o.json"], diagnostics=diagnostics, lenient=lenient),
            diagnostics,
        )
    finally:
        assert json.dumps(document.raw) == before


def fails(folder: Path, *actions: dict[str, Any]) -> list[str]:
    """Codes of the FATAL findings."""
    with pytest.raises(InputError):
        run(folder, *actions)
    overlay = {"overlay": "1.1.0", "info": {"title": "O", "version": "1"}, "actions": list(actions)}
    (folder / "o.json").write_text(json.dumps(overlay, indent=1))
    document, diagnostics = load(folder / "api.yaml")
    with pytest.raises(InputError):
        apply_overlays(document, [folder / "o.json"], diagnostics=diagnostics)
    found = [d for d in diagnostics if d.severity is Severity.FATAL]
    assert all(d.origin.file.endswith("o.json") and d.origin.line for d in found)
    return [d.code for d in found]


def test_mappings_merge_lists_join_and_scalars_are_replaced(tmp_path: Path) -> None:
    update = {"operationId": "c", "tags": ["y"], "x-new": {"k": [1]}}
    document, _ = run(tmp_path, {"target": "$.paths['/a'].get", "update": update, "x-reason": "why"})
    get = document.root.child("paths", "/a", "get").value
    assert (get["operationId"], get["tags"], get["x-new"]) == ("c", ["x", "y"], {"k": [1]})
    assert len(get["parameters"]) == 2


@pytest.mark.parametrize(
    ("action", "pointer", "value"),
    [
        ({"target": "$.info.title", "update": "New"}, "/info/title", "New"),
        ({"target": "$.servers", "update": {"url": "u"}}, "/servers/3/url", "u"),
        ({"target": "$.servers", "update": [{"url": "u"}, {"url": "v"}]}, "/servers/4/url", "v"),
        ({"target": "$", "update": {"x-a": 1}}, "/x-a", 1),
        (
            {"target": "$.paths.*.get.parameters[?@.name == 'g']", "update": {"x-a": 1}},
            "/paths/~1a/get/parameters/1/x-a",
            1,
        ),
        ({"target": "$..[?(@.deprecated == true)]", "update": {"x-a": 1}}, "/paths/~1b/post/x-a", 1),
        ({"target": '$.paths["/b"]', "copy": "$.paths['/a']"}, "/paths/~1b/get/operationId", "a"),
        ({"target": "$.servers[-1]", "update": {"x-a": 1}}, "/servers/2/x-a", 1),
    ],
)
def test_updates_and_copies(tmp_path: Path, action: dict[str, Any], pointer: str, value: object) -> None:
    document, diagnostics = run(tmp_path, action)
    assert document.node(pointer).value == value
    assert list(diagnostics) == []


@pytest.mark.parametrize(
    ("target", "left"),
    [
        ("$.servers[0]", ["two", "three"]),
        ("$.servers[?@.url != 'https://two.test']", ["two"]),
        ("$.servers[1,0,1]", ["three"]),
        ("$.servers.*", []),
    ],
)
def test_removed_items_leave_the_others(tmp_path: Path, target: str, left: list[str]) -> None:
    document, _ = run(tmp_path, {"target": target, "remove": True})
    assert [s["url"] for s in document.raw["servers"]] == [f"https://{name}.test" for name in left]
    lines = [n.origin.line for n in document.root.child("servers").elements()]
    assert lines == [{"one": 4, "two": 5, "three": 6}[name] for name in left]


def test_actions_see_what_earlier_ones_made(tmp_path: Path) -> None:
    document, _ = run(
        tmp_path,
        {"target": "$.paths", "update": {"/c": {}}},
        {"target": "$.paths['/c']", "copy": "$.paths['/a']"},
        {"target": "$.paths['/a']", "remove": True},
        {"target": "$..get", "remove": True},
    )
    assert document.raw["paths"] == {"/b": {"post": {"operationId": "b", "deprecated": True}}, "/c": {}}


def test_places_lead_to_the_overlay_or_to_the_document(tmp_path: Path) -> None:
    document, _ = run(
        tmp_path,
        {"target": "$.servers[0]", "remove": True},
        {"target": "$.paths['/a'].get", "update": {"x-new": {"deep": 1}, "tags": ["y"]}},
    )
    new = document.node("/paths/~1a/get/x-new/deep").origin
    assert new.file.endswith("o.json")
    assert new.pointer == "/actions/1/update/x-new/deep"
    assert '"deep"' in (tmp_path / "o.json").read_text().splitlines()[(new.line or 0) - 1]
    assert document.node("/paths/~1a/get/tags/1").origin.pointer == "/actions/1/update/tags/0"
    assert document.node("/paths/~1a/get/tags/0").origin.file == "api.yaml"
    assert document.node("/paths/~1a/get/operationId").origin.line == 9


def test_items_written_before_a_removal_keep_their_place(tmp_path: Path) -> None:
    document, _ = run(
        tmp_path,
        {"target": "$.servers", "update": {"url": "https://four.test"}},
        {"target": "$.servers[1]", "remove": True},
    )
    places = [n.origin for n in document.root.child("servers").elements()]
    assert [p.line for p in places[:2]] == [4, 6]
    assert places[2].pointer == "/actions/0/update"


def test_the_result_is_normalised_and_actions_see_the_original(tmp_path: Path) -> None:
    document, _ = run(
        tmp_path,
        {"target": "$", "update": {"components": {"schemas": {"A": {"type": "string", "nullable": True}}}}},
    )
    assert document.raw["components"]["schemas"]["A"] == {"type": ["string", "null"]}
    again = tmp_path / "p.json"
    again.write_text(
        '{"overlay": "1.0.0", "info": {"title": "", "version": ""}, "actions":'
        ' [{"target": "$.components.schemas.A.nullable", "remove": true}]}'
    )
    mended = apply_overlays(document, [again], diagnostics=Diagnostics())
    assert mended.raw["components"]["schemas"]["A"] == {"type": "string"}


@pytest.mark.parametrize(
    ("action", "code"),
    [
        ({"target": "$.paths['/gone']", "remove": True}, "SDK307"),
        ({"target": "$.servers[7]", "update": {}}, "SDK307"),
        ({"target": "$.paths[", "update": {}}, "SDK306"),
        ({"target": "$.paths[?match(@.x)]", "update": {}}, "SDK306"),
        ({"target": "$.info", "update": []}, "SDK308"),
        ({"target": "$.info.title", "update": {}}, "SDK308"),
        ({"target": "$.info", "update": {"title": {"a": 1}}}, "SDK308"),
        ({"target": "$", "remove": True}, "SDK309"),
        ({"target": "$.info", "copy": "$.paths.*"}, "SDK309"),
        ({"target": "$.info", "copy": "$.gone"}, "SDK309"),
        ({"target": "$.info"}, "SDK303"),
        ({"target": "$.info", "update": {}, "copy": "$.paths"}, "SDK303"),
        ({"target": "info", "update": {}}, "SDK303"),
        ({"target": "$.info", "remove": "yes"}, "SDK303"),
        ({"update": {}}, "SDK303"),
    ],
)
def test_actions_that_cannot_be_done_stop(tmp_path: Path, action: dict[str, Any], code: str) -> None:
    assert fails(tmp_path, action) == [code]


def test_all_failures_are_reported_together(tmp_path: Path) -> None:
    gone = {"target": "$.gone", "remove": True}
    assert fails(tmp_path, gone, {"target": "$.info", "update": []}, {**gone, "target": "$.gone2"}) == [
        "SDK307",
        "SDK308",
        "SDK307",
    ]


def test_lenient_notes_what_no_longer_fits(tmp_path: Path) -> None:
    document, diagnostics = run(
        tmp_path,
        {"target": "$.gone", "remove": True},
        {"target": "$.info", "update": {"x-half": 1, "title": []}},
        {"target": "$.info", "update": {"x-a": 1}},
        lenient=True,
    )
    assert document.raw["info"] == {"title": "T", "version": "1", "x-a": 1}
    assert [(d.code, d.severity) for d in diagnostics] == [
        ("SDK307", Severity.NOTE),
        ("SDK308", Severity.NOTE),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[1]", "SDK301"),
        ("openapi: 3.1.0", "SDK301"),
        ("overlay: 2.0.0", "SDK302"),
        ("overlay: 1.0.0\ninfo: {title: O, version: '1'}", "SDK303"),
        ("overlay: 1.0.0\ninfo: {title: O, version: '1'}\nactions: [x]", "SDK303"),
        ("overlay: [", "SDK104"),
    ],
)
def test_files_that_are_no_overlays_are_refused(tmp_path: Path, text: str, code: str) -> None:
    document, diagnostics = load(write(tmp_path, {"api.yaml": BASE, "o.yaml": text}))
    with pytest.raises(InputError):
        apply_overlays(document, [tmp_path / "o.yaml"], diagnostics=diagnostics)
    assert [d.code for d in diagnostics if d.severity is Severity.FATAL] == [code]


def test_extends_and_unknown_fields_are_mentioned(tmp_path: Path) -> None:
    text = (
        "overlay: 1.0.0\nextends: other.yaml\nodd: 1\nx-fine: 1\ninfo: {title: O}\n"
        "actions: [{target: $.info, update: {x-a: 1}, why: not, description: d}]\n"
    )
    document, diagnostics = load(write(tmp_path, {"api.yaml": BASE, "o.yaml": text}))
    apply_overlays(document, [tmp_path / "o.yaml"], diagnostics=diagnostics)
    assert sorted(d.code for d in diagnostics) == ["SDK304", "SDK305", "SDK305", "SDK305"]


def test_no_overlays_change_nothing(tmp_path: Path) -> None:
    document, diagnostics = load(write(tmp_path, {"api.yaml": BASE}))
    assert apply_overlays(document, [], diagnostics=diagnostics) is document
