"""Growing texts and trees; models that work out fields when they are read."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest
from runtime.accumulate import DeferredModel, TextBuffer, Tree, accumulate_delta, partial_json


class Lazy(DeferredModel):
    """A model of this module, so that it pickles."""

    name: str
    late: str


def test_text() -> None:
    buffer = TextBuffer("a")
    for piece in ("b", "", "cd"):
        buffer.append(piece)
    assert (buffer.text(), len(buffer), buffer.text(2)) == ("abcd", 4, "ab")


def test_trees() -> None:
    tree = Tree()
    assert not tree
    tree.add({"id": "i", "list": [{"text": "a"}], "n": 1})
    tree.add(
        {"id": "i", "list": [{"index": 0, "text": "b"}, {"index": 2, "text": "z"}], "n": 2, "o": {"t": "x"}}
    )
    tree.add({"list": [{"index": 2, "text": "!"}], "o": {"t": "y", "u": None}, "n": None})
    assert tree.value() == {
        "id": "i", "list": [{"index": 0, "text": "ab"}, {"index": 2, "text": "z!"}], "n": 2, "o": {"t": "xy", "u": None},
    }  # fmt: skip


def test_deltas() -> None:
    whole: dict[Any, Any] = {"s": "a", "n": 1, "type": "t", "list": [{"x": "1"}], "plain": [1]}
    accumulate_delta(
        whole, {"s": "b", "n": 2, "type": "t", "list": [{"index": 0, "x": "2"}], "plain": [2], "new": {}}
    )
    assert whole == {
        "s": "ab",
        "n": 3,
        "type": "t",
        "list": [{"index": 0, "x": "12"}],
        "plain": [1, 2],
        "new": {},
    }
    for entry, error in (("x", TypeError), ({}, RuntimeError), ({"index": "0"}, TypeError)):
        with pytest.raises(error):
            accumulate_delta({"list": [{"index": 0}]}, {"list": [entry]})


@pytest.mark.parametrize(
    ("text", "value"),
    [("", None), (" ", None), ('{"a": "b', {}), ('{"a":1,"b":[1,', {"a": 1, "b": [1]}), ("word", None)],
)
def test_partial_json(text: str, value: object) -> None:
    assert partial_json(text) == value


def lazy(calls: list[str] | None = None) -> Lazy:
    def late() -> str:
        if calls is not None:
            calls.append("late")
        return "l"

    return Lazy.deferred({"name": "n"}, {"late": late})


def test_deferred_fields() -> None:
    calls: list[str] = []
    model = lazy(calls)
    assert (model.name, calls) == ("n", [])
    assert (model.late, model.late, calls) == ("l", "l", ["late"])
    with pytest.raises(AttributeError):
        _ = model.never


def test_deferred_fields_are_part_of_the_model() -> None:
    assert repr(lazy()) == "Lazy(name='n', late='l')"
    assert lazy().to_dict() == {"name": "n", "late": "l"}
    assert lazy().model_dump_json() == '{"name":"n","late":"l"}'
    assert lazy() == lazy() == Lazy(name="n", late="l")
    assert dict(lazy()) == {"name": "n", "late": "l"}
    assert (
        copy.copy(lazy()).late == copy.deepcopy(lazy()).late == pickle.loads(pickle.dumps(lazy())).late == "l"
    )
