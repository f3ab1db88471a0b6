from __future__ import annotations

from tests.cases.kit import Case, ok


def check_inner_objects(case: Case) -> None:
    value = {"choices": [{"message": {"text": "t"}}], "usage": {"n": 1}}
    for operation in ("a", "b"):
        result = case.call(case.client(ok(value))[0], operation)
        assert result.choices[0].message.text == "t"
        assert type(result.choices[0]).__name__ == "Choice"
        assert result.usage.n == 1


def check_one_name_inside_of_itself(case: Case) -> None:
    value = {"choice": {"choice": {"x": 1}}, "Choice": {"y": 2}}
    result = case.call(case.client(ok(value))[0], "c")
    assert result.choice.choice.x == 1
    assert result.to_dict() == value
    kinds = {type(result), type(result.choice), type(result.choice.choice)}
    assert len(kinds) == 3
