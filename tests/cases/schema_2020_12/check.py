from __future__ import annotations

from typing import Any, get_type_hints

import pytest

from tests.cases.kit import Case, ok

ANSWER = {
    "id": "i", "name": "n", "tuple": ["a", 1], "never": 1, "no": 2, "any": {"free": [None]}, "pat": {"x-a": 1},
    "un": {"a": "b", "more": 3}, "mixed": 2.5, "tree": {"value": "r", "children": [{"value": "leaf"}]},
    "dep": {"a": "x", "b": 1}, "ifs": {"a": 1, "b": 2, "c": "d"}, "defs": {"z": 1}, "nested": [{"id": "j", "name": "m"}],
}  # fmt: skip


def check_answers_come_through(case: Case) -> None:
    """Every keyword of JSON Schema 2020-12, read and written again."""
    client, _ = case.client(ok(ANSWER))
    user = case.call(client, "a", name="n", password="p")
    assert user.to_dict() == ANSWER
    assert user.tree.children[0].value == "leaf"
    assert (user.ifs.b, user.ifs.c, user.dep.b, user.defs.z) == (2, "d", 1, 1)
    assert user.un.a == "b"
    assert user.nested[0].id == "j"


def check_what_is_read_and_what_is_written(case: Case) -> None:
    """readOnly properties are not sent, writeOnly ones do not come back; the rest is in both."""
    types = case.package.types
    assert {"id", "name"} <= types.User.model_fields.keys()
    assert "password" not in types.User.model_fields
    assert "id" not in types.UserParam.__annotations__
    for made in (types.UserParam, types.ACreateParams):
        hints = get_type_hints(made, include_extras=True)
        assert {key for key, hint in hints.items() if "Required" in str(hint)} == {"password", "name"}
    with pytest.raises(TypeError, match="id"):
        case.call(case.client()[0], "a", name="n", password="p", id="i")


def check_requests(case: Case) -> None:
    client, wire = case.client(ok(ANSWER))
    sent: dict[str, Any] = {
        "tuple": ("a", 1), "pat": {"x-a": 1}, "mixed": True, "tree": {"children": []}, "ifs": {"c": "d"},
        "nested": [{"name": "m", "password": "q"}],
    }  # fmt: skip
    case.call(client, "a", name="n", password="p", **sent)
    assert wire.body == {**sent, "tuple": ["a", 1], "name": "n", "password": "p"}


def check_annotations(case: Case) -> None:
    hints = get_type_hints(case.module("types.user_param").UserParam)
    assert "Never" not in str(hints["tuple"])
    assert "Never" in str(hints["no"])
