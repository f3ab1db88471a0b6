from __future__ import annotations

from tests.cases.kit import Case, ok


def check_object_in_itself(case: Case) -> None:
    tree = {"name": "a", "children": [{"name": "b", "children": [{"name": "c"}], "parent": None}]}
    client, wire = case.client(ok(tree))
    result = case.call(client, "plant", **tree)
    assert wire.body == tree
    assert result.children[0].children[0].name == "c"
    assert result.to_dict() == tree


def check_modules_in_a_circle(case: Case) -> None:
    value = {"odd": {"even": {"odd": {}}, "map": {"k": {"even": {}}}}}
    even = case.call(case.client(ok(value))[0], "even")
    assert type(even.odd.even) is type(even)
    assert type(even.odd.map["k"]) is type(even.odd)
    assert even.to_dict() == value


def check_alias_of_itself(case: Case) -> None:
    value = {"a": ["x", 1.5, {"b": []}]}
    client, wire = case.client(ok(value))
    assert case.call(client, "anything", body=value) == value
    assert wire.body == value
