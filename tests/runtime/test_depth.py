"""Types that lead from one to the next very often: models are completed however long the chain is."""

from __future__ import annotations

import sys
import types
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import create_model
from runtime.depth import deeply
from runtime.models import BaseModel
from runtime.parse import Decoder

LENGTH = 200


@pytest.fixture
def circle() -> Iterator[type[BaseModel]]:
    """The first of many models, each of which has a field of the next, and the last one of the first."""
    module = types.ModuleType("circle_of_models")
    sys.modules[module.__name__] = module
    for number in range(LENGTH):
        following = f"M{(number + 1) % LENGTH} | None"
        fields: dict[str, Any] = {"v": (int, ...), "n": (following, None)}
        model = create_model(f"M{number}", __base__=BaseModel, __module__=module.__name__, **fields)
        setattr(module, model.__name__, model)
    yield module.M0
    del sys.modules[module.__name__]


def test_models_in_a_long_circle_are_completed(circle: type[BaseModel]) -> None:
    limit = sys.getrecursionlimit()
    value = Decoder[BaseModel](circle).decode(b'{"v": 1, "n": {"v": "odd"}}')
    assert value.to_dict() == {"v": 1, "n": {"v": "odd"}}
    assert sys.getrecursionlimit() == limit


def test_lists_of_them_too(circle: type[BaseModel]) -> None:
    decoder: Decoder[list[Any]] = Decoder(types.GenericAlias(list, circle))
    (value,) = decoder.decode(b'[{"v": 1, "n": {"v": 2}}]')
    assert type(value.n).__name__ == "M1"


def test_what_work_raises_reaches_the_caller() -> None:
    runs: list[int] = []

    def work() -> None:
        runs.append(1)
        if len(runs) == 1:
            raise RecursionError
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        deeply(work)
    assert len(runs) == 2
