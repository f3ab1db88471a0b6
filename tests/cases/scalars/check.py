from __future__ import annotations

from tests.cases.kit import Case, ok

ODD = {
    "uuid": "no uuid",
    "uri": "::",
    "email": "x",
    "time": "late",
    "short": "toolong",
    "few": [1],
    "untyped_enum": "c",
}
FINE = {
    "uuid": "6f1c2a4e-0d7b-4e1c-9a77-4a4d4a2f0c11",
    "bytes": "AAE=",
    "time": "10:11:12Z",
    "duration": "PT1S",
    "float": 1.5,
    "whole": 2,
    "huge": 123456789012345678901234567890,
    "implied": {"a": 1},
    "items_only": ["x"],
}


def check_values_survive(case: Case) -> None:
    for value in (FINE, ODD, dict.fromkeys(FINE)):
        result = case.call(case.client(ok(value))[0], "send")
        assert result.to_dict(mode="json") == value


def check_the_client_validates_no_bounds(case: Case) -> None:
    client, wire = case.client(ok({}))
    case.call(client, "send", **ODD, huge=10**40)
    assert wire.body == {**ODD, "huge": 10**40}


def check_defaults_are_the_servers_business(case: Case) -> None:
    client, wire = case.client(ok({}))
    result = case.call(client, "send")
    assert wire.body == {}
    assert result.default is None
