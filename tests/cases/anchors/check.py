from __future__ import annotations

from tests.cases.kit import Case, ok


def check_places_inside_of_schemas(case: Case) -> None:
    value = {"leaf": {"n": 1}, "other": {"n": 2}, "left": {"leaf": {"n": 3}}, "defined": {"deep": "d"}}
    tree = case.call(case.client(ok(value))[0], "tree")
    assert type(tree.leaf) is type(tree.other) is type(tree.left.leaf)
    assert tree.defined.deep == "d"
    assert tree.to_dict() == value
    assert case.call(case.client(ok({"n": 5}))[0], "twin").n == 5
