from __future__ import annotations

import inspect

from tests.cases.kit import Case, ok, plain


def check_everything_else_is_there(case: Case) -> None:
    assert len(case.methods()) == 6
    client, wire = case.client(ok({"a": 1, "missing": {"k": [1]}, "circle": 5}))
    fine = case.call(client, "fine")
    assert (fine.a, fine.missing, fine.circle) == (1, {"k": [1]}, 5)
    assert case.call(client, "dangling") == {"a": 1, "missing": {"k": [1]}, "circle": 5}
    assert wire.line == "GET /dangling"


def check_parameters(case: Case) -> None:
    client, wire = case.client(plain(b"", "text/plain"))
    case.call(client, "parameter", fine="x", odd="y")
    assert wire.line == "GET /parameter?fine=x&odd=y"
    case.call(client, "types", fine=1, odd="anything", list=[{}], bounds=3, pattern="(")
    assert wire.body == {"fine": 1, "odd": "anything", "list": [{}], "bounds": 3, "pattern": "("}


def check_undeclared_path_parameter(case: Case) -> None:
    client, wire = case.client(plain(b"", "text/plain"))
    case.call(client, "undeclared", "a/b")
    assert wire.line == "GET /path/a%2Fb"
    assert "id" in inspect.signature(client.path.retrieve).parameters
