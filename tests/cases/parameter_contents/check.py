from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote

from tests.cases.kit import Case, Wire, plain

POINT = {"x": 1, "y": 2}


def sent(case: Case, operation: str, **arguments: Any) -> Wire:
    client, wire = case.client(plain(b"", "text/plain", 204))
    case.call(client, operation, **arguments)
    return wire


def at(case: Case, **arguments: Any) -> Wire:
    return sent(case, "at", place=POINT, names=["a", "b"], **arguments)


def check_path(case: Case) -> None:
    """JSON in a path is one segment."""
    path = at(case).line.removeprefix("GET ")
    assert [unquote(part) for part in path.split("/")[1:]] == ["at", '{"x":1,"y":2}', "a,b"]


def check_headers(case: Case) -> None:
    wire = at(case, x_point=POINT, x_plain=POINT, x_pairs=POINT)
    assert json.loads(wire.headers["x-point"]) == POINT
    assert (wire.headers["x-plain"], wire.headers["x-pairs"]) == ("x,1,y,2", "x=1,y=2")


def check_cookies(case: Case) -> None:
    """Values that a cookie cannot hold (RFC 6265 section 4.1.1) are percent-encoded."""
    wire = at(case, near=POINT, ids=[3, 4], apart=[1, 2], marks=["a", "b;c"])
    cookies = [unquote(part) for part in wire.headers["cookie"].split("; ")]
    assert sorted(cookies) == sorted(
        ['near={"x":1,"y":2}', "ids=3&ids=4", "apart=1", "apart=2", "marks=a,b;c"]
    )
    assert wire.headers["cookie"].count(";") == 4


def check_query(case: Case) -> None:
    assert "said=%22a%20b%22" in at(case, said="a b").line
    wire = at(case, where=POINT, raw="a/b?c:d", text="t t", tree={"a": {"b": 1}, "l": [1, 2]}, nothing="")
    query = wire.line.partition("?")[2]
    assert "raw=a/b?c:d" in query
    pairs = dict(part.split("=") for part in unquote(query).replace("+", " ").split("&") if "[l]" not in part)
    assert json.loads(pairs["where"]) == POINT
    assert (pairs["text"], pairs["tree[a][b]"], pairs["nothing"]) == ("t t", "1", "")


def check_whole_query_string(case: Case) -> None:
    assert sent(case, "all", must="m", many=[1, 2]).line == "GET /all?must=m&many=1&many=2"
