from __future__ import annotations

import typing

from tests.cases.kit import Case, ok


def check_values_keep_their_types(case: Case) -> None:
    values = [
        {"scalar": "1", "list": ["x"], "model": "small", "mixed": {"b": 1}, "maybe": None},
        {"scalar": 1, "list": [1], "model": "other", "mixed": "text", "maybe": {"a": 1}},
        {"scalar": True, "list": "x", "mixed": {"a": 1}, "optional": {"a": 1, "b": 2}},
    ]
    client, _ = case.client(*map(ok, values))
    for value in values:
        assert case.call(client, "read").to_dict() == value


def check_variants(case: Case) -> None:
    value = {"mixed": {"b": 1}, "optional": {"a": 1, "b": 2}}
    box = case.call(case.client(ok(value))[0], "read")
    assert (type(box.mixed).__name__, type(box.optional).__name__) == ("B", "Both")
    box = case.call(case.client(ok({"mixed": {"c": 1}, "scalar": {"odd": 1}}))[0], "read")
    assert box.to_dict() == {"mixed": {"c": 1}, "scalar": {"odd": 1}}


def check_string_or_enum(case: Case) -> None:
    hints = typing.get_type_hints(case.module("types.box").Box)
    assert str in typing.get_args(hints["model"])
    assert "small" in str(hints["model"])


def check_request(case: Case) -> None:
    client, wire = case.client(ok({}))
    case.call(client, "write", scalar=False, list=[1], model="x", mixed={"a": 1}, maybe=None)
    assert wire.body == {"scalar": False, "list": [1], "model": "x", "mixed": {"a": 1}, "maybe": None}
