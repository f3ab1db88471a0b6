from __future__ import annotations

import typing

import pydantic

from tests.cases.kit import Case, ok


def check_fields_of_all_parts(case: Case) -> None:
    hints = typing.get_type_hints(case.module("types.whole").Whole)
    assert {"id", "count", "kind", "tags", "own", "clash"} <= set(hints)
    assert hints["count"] == int | None
    assert hints["tags"] == list[str]
    assert "whole" in str(hints["kind"])


def check_values(case: Case) -> None:
    value = {"id": "i", "count": 3, "kind": "whole", "tags": ["t"], "own": {"id": "s"}}
    whole = case.call(case.client(ok(value))[0], "x")
    assert (whole.id, whole.count, whole.tags, whole.own.id) == ("i", 3, ["t"], "s")
    assert whole.to_dict() == value


def check_union_inside(case: Case) -> None:
    choice = case.package.types.Choice
    adapter = pydantic.TypeAdapter(choice)
    found = adapter.validate_python({"tags": ["t"], "b": 1})
    assert (found.b, found.tags) == (1, ["t"])
