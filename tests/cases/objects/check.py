from __future__ import annotations

import datetime
import inspect
import typing

from tests.cases.kit import Case, ok

FULL = {
    "typed": {"a": 1},
    "both": {"name": "n", "k": 2},
    "closed": {"name": "n", "unexpected": 1},
    "patterns": {"x-a": "b"},
    "tuple": ["s", 1],
    "open_tuple": ["s", 1, 2],
    "empty": {"k": [1]},
    "free": [{"k": None}],
    "nested": {"k": {"deep": [[True], []]}},
    "unknown": {"kept": True},
}


def check_answers(case: Case) -> None:
    sample = case.call(case.client(ok(FULL))[0], "o")
    assert sample.to_dict() == FULL
    assert sample.typed["a"] == 1
    assert sample.both.name == "n"
    assert sample.nested["k"].deep == [[True], []]
    assert sample.unknown == {"kept": True}


def check_read_and_write_only(case: Case) -> None:
    client, wire = case.client(ok({"id": "i", "secret": "s"}))
    keywords = inspect.signature(client.o.create).parameters
    assert "id" not in keywords
    assert "secret" in keywords
    assert case.call(client, "o", secret="s").id == "i"
    assert wire.body == {"secret": "s"}


def check_dates(case: Case) -> None:
    value = {"when": "2024-05-06T07:08:09Z", "day": "2024-05-06"}
    client, wire = case.client(ok(value), ok({"when": "yesterday"}))
    moment = datetime.datetime(2024, 5, 6, 7, 8, 9, tzinfo=datetime.UTC)
    sample = case.call(client, "o", when=moment, day=moment.date())
    assert wire.body["day"] == "2024-05-06"
    assert datetime.datetime.fromisoformat(wire.body["when"].replace("Z", "+00:00")) == moment
    assert sample.to_dict(mode="json") == value
    assert case.call(client, "o").to_dict(mode="json") == {"when": "yesterday"}


def check_annotations(case: Case) -> None:
    hints = typing.get_type_hints(case.module("types.sample").Sample)
    assert hints["typed"] == dict[str, int] | None
    assert hints["big"] == int | None
    assert hints["unique"] == list[str] | None
