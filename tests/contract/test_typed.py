"""How much of a result is typed, on hand-made classes."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict

from generator.contract.typed import Typing


class Open(BaseModel):
    model_config = ConfigDict(extra="allow")


class Cat(Open):
    kind: Literal["cat"]
    lives: int = 9


class Dog(Open):
    kind: Literal["dog"]


class Plain(Open):
    name: str = ""


class Decoder:
    def decode(self, content: bytes, *, strict: bool) -> None:
        if content != b"good":
            raise ValueError("bad")


def found(value: Any, annotation: Any, content: bytes = b"good", decoder: Any = None) -> Typing:
    typing = Typing()
    typing.add(value, annotation, content, decoder, "")
    return typing


@pytest.mark.parametrize(
    ("value", "annotation", "told"),
    [
        (
            {"kind": "cat"},
            Cat | Dog,
            {"untyped": [""], "wrong": [": kept as it came, although Cat or Dog fits"]},
        ),
        ({"kind": "cow"}, Cat | Dog, {"untyped": [""]}),
        ({"a": Cat(kind="cat")}, dict[str, Cat], {}),
        ([Cat(kind="cat")], list[Cat | Dog], {}),
        (Dog.model_construct({"kind"}, kind="cat"), Cat | Dog, {"wrong": [": Dog with kind 'cat'"]}),
        (3, None, {}),
    ],
)
def test_members_of_unions(value: Any, annotation: Any, told: dict[str, list[str]]) -> None:
    typing = found(value, annotation)
    assert {
        name: getattr(typing, name) for name in ("untyped", "unknown", "wrong") if getattr(typing, name)
    } == told


def test_strictness() -> None:
    assert found(3, None, b"good", Decoder()).strict == 1
    typing = found(3, None, b"bad", Decoder())
    assert (typing.values, typing.strict, typing.misfits) == (1, 0, ["bad"])
