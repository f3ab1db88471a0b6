"""Which operation a request line belongs to."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator.diagnostics import Diagnostics
from generator.exchanges.operations import operations
from generator.exchanges.routing import Router
from generator.spec import parse_document

PATHS = {
    "/users/{id}": ("get", "delete"),
    "/users/me": ("get",),
    "/files/{name}:copy": ("post",),
    "/files/{name}": ("get",),
    "/files/{other}": ("patch",),
    "/a/{x}-{y}/z": ("get",),
    "/r": ("post",),
    "/r?beta=true": ("post",),
}


def router() -> Router:
    paths: dict[str, Any] = {
        path: {method: {"operationId": f"{method} {path}", "responses": {}} for method in methods}
        for path, methods in PATHS.items()
    }
    document = {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        "servers": [{"url": "https://{region}.api.test/v1/", "variables": {"region": {"default": "eu"}}}],
        "paths": paths,
    }
    parsed = parse_document(json.dumps(document), diagnostics=Diagnostics())
    return Router(operations(parsed))


@pytest.mark.parametrize(
    ("line", "operation", "values"),
    [
        ("GET /users/7", "get /users/{id}", {"id": "7"}),
        ("GET /v1/users/7", "get /users/{id}", {"id": "7"}),
        ("GET /users/a%2Fb", "get /users/{id}", {"id": "a/b"}),
        ("GET /users/me", "get /users/me", {}),
        ("DELETE /users/me", None, {}),
        ("POST /files/x:copy", "post /files/{name}:copy", {"name": "x"}),
        ("GET /files/x:copy", None, {}),
        ("PATCH /files/x", "patch /files/{other}", {"other": "x"}),
        ("GET /files/x", "get /files/{name}", {"name": "x"}),
        ("GET /a/1-2/z", "get /a/{x}-{y}/z", {"x": "1", "y": "2"}),
        ("GET /a/1-2", None, {}),
        ("GET /users/", None, {}),
        ("POST /r", "post /r", {}),
    ],
)
def test_find(line: str, operation: str | None, values: dict[str, str]) -> None:
    """Concrete before templated, longer fixed text first; the server's prefix may be there or not."""
    method, path = line.split(" ")
    match = router().find(method, path)
    assert (match.operation.id if match else None) == operation
    assert match is None or match.values == values


def test_queries_of_path_keys_and_methods() -> None:
    """A key that asks for a query takes the requests that have it."""
    match = router().find("POST", "/r", [("x", "1"), ("beta", "true")])
    assert match is not None
    assert match.operation.id == "post /r?beta=true"
    assert router().methods("/users/me") == ("GET",)
    assert router().methods("/files/x") == ("GET", "PATCH")
    assert router().methods("/nowhere") == ()
