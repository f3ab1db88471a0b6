"""Requests against the document: every way in which one can leave it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator.contract.description import Description
from generator.contract.explain import Explainer
from generator.contract.index import Index
from generator.contract.request_check import RequestCheck
from generator.diagnostics import Diagnostics
from generator.spec import parse_document
from tests.contract.pieces import FORM, form, sent

NAMED = 'Content-Disposition: form-data; name="{}"'
RELATED = "multipart/related; boundary=b"
META = "Content-Type: application/json"


def parameter(name: str, schema: Any, place: str = "query", **others: Any) -> dict[str, Any]:
    return {"name": name, "in": place, "schema": schema, **others}


def body(**schemas: Any) -> dict[str, Any]:
    """Content by media type, `_` for `/`."""
    return {"content": {kind.replace("_", "/"): {"schema": schema} for kind, schema in schemas.items()}}


OBJECT = {
    "type": "object",
    "required": ["a"],
    "properties": {"a": {"type": "integer"}, "b": {"type": "string"}},
}
DOCUMENT = {
    "openapi": "3.1.0",
    "info": {"title": "T", "version": "1"},
    "x-sdkgen-global-parameters": [parameter("trace", {"type": "string"})],
    "paths": {
        "/a/{n}?fixed=1": {
            "get": {
                "operationId": "look",
                "parameters": [
                    parameter("n", {"type": "integer"}, "path", required=True),
                    parameter("need", {"type": "boolean"}, required=True),
                    parameter("list", {"type": "array", "items": {"type": "integer"}}),
                    parameter("filter", {"type": "object", "additionalProperties": {"type": "integer"}}),
                ],
            },
        },
        "/b": {
            "post": {
                "operationId": "send",
                "requestBody": {"required": True, **body(application_json=OBJECT)},
            },
            "put": {"operationId": "referred", "requestBody": {"$ref": "#/components/requestBodies/R"}},
        },
        "/form": {
            "post": {
                "operationId": "fill",
                "requestBody": {
                    "content": {
                        "multipart/form-data": {"schema": OBJECT},
                        "application/x-www-form-urlencoded": {"schema": OBJECT},
                    }
                },
            }
        },
        "/any": {"post": {"operationId": "any", "requestBody": {"content": {"*/*": {}}}}},
        "/g/{name}": {
            "post": {
                "operationId": "google",
                "x-sdkgen-request-path": "v1/{+name}:go/{id}",
                "x-sdkgen-upload": {
                    "simple": "/upload/v1/{+name}:go",
                    "resumable": "/resumable/upload/v1/{+name}:go",
                },
                "requestBody": body(application_json=OBJECT),
            }
        },
    },
    "components": {"requestBodies": {"R": body(application_json=OBJECT)}},
}


@pytest.fixture(scope="module")
def check() -> RequestCheck:
    document = parse_document(json.dumps(DOCUMENT), diagnostics=Diagnostics(), name="d.json")
    description = Description(document, Index("p", ()))
    return RequestCheck(description, Explainer(description.schemas))


GOOD = "https://h/v1/a/3?fixed=1&need=true"


@pytest.mark.parametrize(
    ("url", "told"),
    [
        (GOOD, []),
        (f"{GOOD}&list=1&list=2&trace=x&key=k", []),
        (f"{GOOD}&list[]=1&list[]=2", []),
        (f"{GOOD}&list=x", [" list: query list: ['x'] does not fit"]),
        (f"{GOOD}&filter[a]=1&filter[b]=2", []),
        (f"{GOOD}&filter[a]=x", ["filter: query filter: {'a': 'x'} does not fit"]),
        (f"{GOOD}&odd=1", ["odd: unknown query parameter odd"]),
        ("https://h/a/3?fixed=1", ["need: query need is missing"]),
        ("https://h/a/3?fixed=1&need=True", []),
        ("https://h/a/3?fixed=1&need=perhaps", ["need: query need: ['perhaps'] does not fit"]),
        ("https://h/a/x?fixed=1&need=true", ["n: path n: ['x'] does not fit"]),
        ("https://h/c?need=true", [": path /c does not fit /a/{n}?fixed=1"]),
    ],
)
def test_addresses(check: RequestCheck, url: str, told: list[str]) -> None:
    found = check.problems(check.operation("look"), sent(b"", "", url=url, verb="GET"))
    assert len(found) == len(told)
    assert all(one.startswith(other.strip()) for one, other in zip(found, told, strict=True)), found


@pytest.mark.parametrize(
    ("operation", "request_", "told"),
    [
        ("look", sent(b"x", "", url=GOOD, verb="PUT"), [": method PUT, not get", ": unexpected body b'x'"]),
        ("look", sent(b"{}", url=GOOD, verb="GET"), []),
        ("send", sent(b'{"a": 1}', url="https://h/b"), []),
        ("send", sent(b'{"a": 1}', "", url="https://h/b"), []),
        ("send", sent(b"", url="https://h/b"), [": the body is missing"]),
        ("send", sent(b"{", url="https://h/b"), [": the body is no JSON"]),
        (
            "send",
            sent(b"{}", "a/b", url="https://h/b"),
            ["a/b: content type 'a/b', not one of ['application/json']"],
        ),
        ("referred", sent(b"", url="https://h/b", verb="PUT"), []),
        (
            "fill",
            sent(form((NAMED.format("a"), b"1"), (NAMED.format("b[x]"), b"1")), FORM, url="https://h/form"),
            [],
        ),
        (
            "fill",
            sent(b"c=1", "application/x-www-form-urlencoded", url="https://h/form"),
            ["c: unknown form field c", "a: form field a is missing"],
        ),
        ("any", sent(b"anything", "a/b", url="https://h/any"), []),
        ("google", sent(b'{"a": 1}', url="https://h/v1/x/y:go/z"), []),
        ("google", sent(b'{"a": 1}', url="https://h/v1/x"), [": path /v1/x does not fit v1/{+name}:go/{id}"]),
        ("google", sent(b"png", "image/png", url="https://h/upload/v1/x:go"), []),
        (
            "google",
            sent(b"png", "image/png", url="https://h/upload/v2"),
            [": path /upload/v2 does not fit ['/upload/v1/{+name}:go', '/resumable/upload/v1/{+name}:go']"],
        ),
        (
            "google",
            sent(form((META, b'{"a": 1}'), (META, b"x")), RELATED, url="https://h/upload/v1/x:go"),
            [],
        ),
        (
            "google",
            sent(form((META, b"{}")), RELATED, url="https://h/upload/v1/x:go"),
            [": 1 parts, not metadata and content"],
        ),
    ],
)
def test_bodies(check: RequestCheck, operation: str, request_: Any, told: list[str]) -> None:
    assert check.problems(check.operation(operation), request_) == told


@pytest.mark.parametrize(("operation", "verb"), [("send", "POST"), ("referred", "PUT")])
def test_json_is_held_against_its_schema(check: RequestCheck, operation: str, verb: str) -> None:
    [found] = check.deviations(check.operation(operation), sent(b'{"a": "x"}', url="https://h/b", verb=verb))
    assert (found.kind, found.place, found.side) == ("type", "/a", "request")
