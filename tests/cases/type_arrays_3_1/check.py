from __future__ import annotations

import typing

from tests.cases.kit import Case, ok


def check_values_of_each_type(case: Case) -> None:
    bodies = [{"value": value} for value in ("x", 1.5, None)]
    client, wire = case.client(*map(ok, bodies))
    assert [client.things.retrieve(5).value, client.things.retrieve("a b").value] == ["x", 1.5]
    assert client.things.retrieve("y").value is None
    assert wire.lines == ["GET /things/5", "GET /things/a%20b", "GET /things/y"]


def check_annotations(case: Case) -> None:
    hints = typing.get_type_hints(case.module("types.thing").Thing)
    assert set(typing.get_args(hints["value"])) == {str, float, type(None)}
    assert hints["flag"] == bool | None
    assert hints["tags"] == list[str] | None


def check_objects_beside_scalars(case: Case) -> None:
    client, _ = case.client(ok({"value": 1, "extra": {"a": 2}}), ok({"value": 1, "extra": "text"}))
    assert client.things.retrieve("1").extra.a == 2
    assert client.things.retrieve("1").extra == "text"
