from __future__ import annotations

import inspect
from typing import Any

from tests.cases.kit import Case, ok, plain


def connected(case: Case) -> Any:
    return case.client(plain(b"", "text/plain", 204))


def check_objects_are_keyword_arguments(case: Case) -> None:
    client, wire = connected(case)
    case.call(client, "sendObject", a=1)
    assert wire.body == {"a": 1}
    case.call(client, "sendObject", a=1, b="x", in_="y")
    assert wire.body == {"a": 1, "b": "x", "in": "y"}
    assert wire.headers["content-type"] == "application/json"


def check_other_bodies_are_one_argument(case: Case) -> None:
    client, wire = connected(case)
    for operation, value in (
        ("Array", [1, 2]),
        ("Scalar", "text"),
        ("Map", {"a": 1.5}),
        ("Free", [None, {}]),
    ):
        case.call(client, f"send{operation}", body=value)
        assert wire.body == value


def check_optional_body(case: Case) -> None:
    client, wire = connected(case)
    case.call(client, "sendMap")
    assert wire.last.content == b""
    case.call(client, "sendOptional")
    assert wire.last.content == b""
    assert "content-type" not in wire.headers
    case.call(client, "sendNothing")
    assert wire.last.content == b"{}"
    case.call(client, "sendOptional", extra_body={"b": 1})
    assert wire.body == {"b": 1}
    case.call(client, "sendOptional", a=1)
    assert wire.body == {"a": 1}
    case.call(client, "sendMembers")
    assert wire.body == {}


def check_union(case: Case) -> None:
    client, wire = connected(case)
    method = client.union.create
    if "body" in inspect.signature(method).parameters:
        method(body={"kind": "a", "left": "x"})
    else:
        method(kind="a", left="x")
    assert wire.body == {"kind": "a", "left": "x"}


def check_media_types_of_vendors(case: Case) -> None:
    client, wire = case.client(ok({"a": 2}))
    assert client.vendor.create(a=1).a == 2
    assert wire.headers["content-type"] == "application/vnd.acme.v2+json"
    assert wire.body == {"a": 1}


def check_names_that_clash(case: Case) -> None:
    client, wire = connected(case)
    parameters = [p for p in inspect.signature(client.clash.update).parameters if not p.startswith("extra_")]
    assert len(parameters) == 5, parameters
    assert "timeout" in parameters
    arguments = dict.fromkeys([p for p in parameters if p != "timeout"], "v")
    client.clash.update(**arguments)
    assert wire.line == "PUT /clash/v"
    assert wire.body == {"id": "v", "timeout": "v", "self": "v"}
