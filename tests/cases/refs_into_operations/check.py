from __future__ import annotations

from tests.cases.kit import Case, ok


def check_answer_of_another_operation(case: Case) -> None:
    value = {"data": [{"deep": {"x": 1}}], "extra": {"y": "z"}}
    client, wire = case.client(ok(value))
    result = case.call(client, "actA", w={"y": "s"}, v={"deep": {"x": 2}})
    assert wire.body == {"w": {"y": "s"}, "v": {"deep": {"x": 2}}}
    assert result.data[0].deep.x == 1
    assert result.extra.y == "z"
    assert result.to_dict() == value


def check_error_schema_as_answer_and_as_body(case: Case) -> None:
    client, wire = case.client(ok({"code": {"z": "1"}}))
    assert case.call(client, "getB").code.z == "1"
    case.call(client, "putC", code={"z": "2"})
    assert wire.body == {"code": {"z": "2"}}


def check_inner_part_of_an_answer_in_a_body(case: Case) -> None:
    client, wire = case.client(ok({"t": {"z": "1"}, "u": {"w": {"y": "2"}}}))
    result = case.call(client, "putE", k={"r": {"s": "deep"}})
    assert wire.body == {"k": {"r": {"s": "deep"}}}
    assert result.t.z == "1"
    assert result.u.w.y == "2"
