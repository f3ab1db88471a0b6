"""Documents with faults: a finding with its place, and never another exception than InputError."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.codes import CODES
from generator.diagnostics import Diagnostics, InputError
from generator.spec.discovery import convert, is_discovery
from generator.spec.discovery.context import MAX_DEPTH

METHOD: dict[str, Any] = {"id": "t.get", "path": "v1/a", "httpMethod": "GET"}


def document(**members: Any) -> dict[str, Any]:
    base = {
        "kind": "discovery#restDescription",
        "name": "t",
        "version": "v1",
        "rootUrl": "https://t.example.com/",
    }
    return {**base, "methods": {"get": METHOD}, **members}


def findings(data: dict[str, Any]) -> list[tuple[str, str]]:
    diagnostics = Diagnostics()
    convert(data, "t.json", diagnostics)
    assert all(finding.code in CODES for finding in diagnostics)
    return [(finding.code, finding.origin.pointer) for finding in diagnostics]


def test_parts_that_are_no_objects_refuse_the_document() -> None:
    diagnostics = Diagnostics()
    convert(document(methods={"get": METHOD, "put": 7}), "t.json", diagnostics)
    assert [(found.severity.label, found.origin.pointer) for found in diagnostics] == [
        ("fatal", "/methods/put")
    ]


def with_method(**members: Any) -> dict[str, Any]:
    return document(methods={"get": {**METHOD, **members}})


def with_schema(schema: Any) -> dict[str, Any]:
    return document(schemas={"A": schema})


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (document(methods={}), [("SDK402", "")]),
        (document(methods=[1]), [("SDK403", "/methods"), ("SDK402", "")]),
        (document(resources="none"), [("SDK403", "/resources")]),
        (document(resources={"r": 3}), [("SDK403", "/resources/r")]),
        (document(methods={"get": METHOD, "put": 7}), [("SDK403", "/methods/put")]),
        (document(schemas=[]), [("SDK403", "/schemas")]),
        (document(rootUrl=5), [("SDK403", "/rootUrl"), ("SDK413", "")]),
        (document(parameters={"key": "x"}), [("SDK403", "/parameters/key")]),
        (with_method(httpMethod="FETCH"), [("SDK404", "/methods/get/httpMethod"), ("SDK402", "")]),
        (with_method(httpMethod=None), [("SDK404", "/methods/get/httpMethod"), ("SDK402", "")]),
        (with_method(path=""), [("SDK405", "/methods/get"), ("SDK402", "")]),
        (with_method(path={}), [("SDK403", "/methods/get/path"), ("SDK405", "/methods/get"), ("SDK402", "")]),
        (with_method(path="v1/{a}"), [("SDK408", "/methods/get/parameters")]),
        (
            with_method(path="v1/{/a*}"),
            [("SDK412", "/methods/get/path"), ("SDK408", "/methods/get/parameters")],
        ),
        (
            with_method(parameters={"b": {"type": "string", "location": "path"}}),
            [("SDK408", "/methods/get/parameters/b")],
        ),
        (
            with_method(parameters={"b": {"type": "string", "location": "body"}}),
            [("SDK409", "/methods/get/parameters/b/location")],
        ),
        (with_method(response={"$ref": "No"}), [("SDK406", "/methods/get/response/$ref")]),
        (with_method(response={"$ref": 4}), [("SDK403", "/methods/get/response/$ref")]),
        (with_method(scopes="all"), [("SDK403", "/methods/get/scopes")]),
        (with_method(mediaUpload={"maxSize": "much"}), [("SDK407", "/methods/get/mediaUpload")]),
        (with_schema({"$ref": "B"}), [("SDK406", "/schemas/A/$ref")]),
        (with_schema(None), []),
        (with_schema([]), [("SDK403", "/schemas/A")]),
        (with_schema({"type": "colour"}), [("SDK409", "/schemas/A/type")]),
        (with_schema({"type": ["string"]}), [("SDK409", "/schemas/A/type")]),
        (with_schema({"type": "boolean", "default": "yes"}), [("SDK407", "/schemas/A/default")]),
        (with_schema({"type": "integer", "minimum": "NaN"}), [("SDK407", "/schemas/A/minimum")]),
        (with_schema({"type": "string", "enum": "a"}), [("SDK403", "/schemas/A/enum")]),
        (with_schema({"type": "object", "properties": 1}), [("SDK403", "/schemas/A/properties")]),
        (with_schema({"variant": {"map": {}}}), [("SDK403", "/schemas/A/variant/map")]),
    ],
)
def test_a_fault_is_reported_where_it_is(data: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert findings(data) == expected


def test_good_neighbours_of_a_bad_method_are_kept() -> None:
    data = document(methods={"bad": {**METHOD, "httpMethod": "?"}, "get": METHOD})
    assert list(convert(data, "t.json", Diagnostics()).data["paths"]) == ["/v1/a"]  # type: ignore[call-overload]


@pytest.mark.parametrize("kind", ["discovery#directoryList", "discovery#rpcDescription", 7])
def test_other_documents_of_the_service_are_refused(kind: object) -> None:
    data = {"kind": kind, "discoveryVersion": "v1", "items": []}
    diagnostics = Diagnostics()
    assert is_discovery(data)
    with pytest.raises(InputError):
        convert(data, "index.json", diagnostics)
    assert [(found.code, found.origin.pointer) for found in diagnostics] == [("SDK401", "/kind")]


@pytest.mark.parametrize(
    "data", [None, [], "text", {}, {"openapi": "3.1.0", "discoveryVersion": "v1"}, {"kind": 3}]
)
def test_what_is_no_discovery_document(data: object) -> None:
    assert not is_discovery(data)


def test_lines_come_from_the_caller() -> None:
    diagnostics = Diagnostics()
    convert(with_schema({"type": "colour"}), "t.json", diagnostics, line_of=lambda pointer: len(pointer))
    assert [found.origin.line for found in diagnostics] == [len("/schemas/A/type")]


def test_depth_is_bounded() -> None:
    schema: dict[str, Any] = {}
    tree: dict[str, Any] = {}
    for _ in range(MAX_DEPTH + 5):
        schema = {"type": "array", "items": schema}
        tree = {"resources": {"r": tree}}
    found = findings({**with_schema(schema), **tree})
    assert [code for code, _ in found] == ["SDK411", "SDK411"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda children: st.lists(children, max_size=3)
    | st.dictionaries(st.text(max_size=6), children, max_size=3),
    max_leaves=8,
)
KEYS = [
    "type",
    "format",
    "$ref",
    "properties",
    "items",
    "enum",
    "default",
    "variant",
    "annotations",
    "minimum",
]


@settings(max_examples=150, deadline=None)
@given(
    method=st.dictionaries(
        st.sampled_from(["path", "httpMethod", "parameters", "parameterOrder", "request", "response", "scopes", "id",
                         "mediaUpload", "flatPath", "apiVersion", "description"]),
        JSON,
    ),
    schema=st.dictionaries(st.sampled_from(KEYS), JSON),
    parameter=st.dictionaries(st.sampled_from([*KEYS, "location", "repeated", "required"]), JSON),
    auth=JSON,
)  # fmt: skip
def test_no_shape_of_data_breaks_the_converter(
    method: dict[str, Any], schema: dict[str, Any], parameter: dict[str, Any], auth: object
) -> None:
    data = document(
        methods={"get": {**METHOD, **method}, "list": {**METHOD, "parameters": {"p": parameter}}},
        schemas={"A": schema},
        auth=auth,
    )
    convert(data, "t.json", Diagnostics())
