from __future__ import annotations

import typing

from tests.cases.kit import Case, ok


def check_annotations(case: Case) -> None:
    hints = typing.get_type_hints(case.module("types.sample").Sample)
    literals = [a for a in typing.get_args(hints["number"]) if typing.get_origin(a) is typing.Literal]
    assert typing.get_args(literals[0]) == (1, 2, 4)
    assert hints["object"] == typing.Literal["sample"]
    words = [a for a in typing.get_args(hints["words"]) if typing.get_origin(a) is typing.Literal]
    assert typing.get_args(words[0]) == ("in", "a b", "ü", '"quoted"', "new\nline")


def check_unknown_values_are_kept(case: Case) -> None:
    value = {
        "object": "other",
        "number": 9,
        "mixed": "odd",
        "words": "new",
        "one": "two",
        "sort": "up",
        "sorts": ["asc", "x"],
    }
    result = case.call(case.client(ok(value))[0], "e", object="sample")
    assert result.to_dict() == value
    assert (result.number, result.words, result.sorts) == (9, "new", ["asc", "x"])


def check_known_values(case: Case) -> None:
    value = {
        "object": "sample",
        "number": 4,
        "mixed": True,
        "fixed": 3,
        "off": False,
        "nothing": None,
        "table": {"a": 1},
    }
    result = case.call(case.client(ok(value))[0], "e", object="sample")
    assert result.to_dict() == value
    assert result.mixed is True


def check_request(case: Case) -> None:
    client, wire = case.client(ok({"object": "sample"}))
    case.call(client, "e", object="sample", level=2, sort="", number=1, mixed=None)
    assert wire.line == "POST /e?level=2&sort="
    assert wire.body == {"object": "sample", "number": 1, "mixed": None}
