"""Functions as tools: what a model is told of them, and calls with what it wrote."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any, Literal

import pytest
from pydantic import Field, ValidationError
from runtime.callables import CallableTool


def weather(place: str, unit: Literal["C", "F"] = "C", *, days: Annotated[int, Field(ge=1)] = 1) -> str:
    """The weather of a place,
    now and later.

    More than a model needs to know.

    Args:
        place: a town,
            with its country
        unit (str): scale of the temperature
        days: how far to look

    Returns:
        unit: not an argument
    """
    return f"{place} {unit} {days}"


def test_what_a_model_is_told() -> None:
    """Names, types and defaults of the signature, words of the docstring."""
    tool = CallableTool(weather)
    assert (tool.name, tool.description) == ("weather", "The weather of a place, now and later.")
    assert tool.parameters["required"] == ["place"]
    assert tool.parameters["additionalProperties"] is False
    words = {name: schema["description"] for name, schema in tool.parameters["properties"].items()}
    assert words == {
        "place": "a town, with its country",
        "unit": "scale of the temperature",
        "days": "how far to look",
    }
    assert tool.parameters["properties"]["days"]["minimum"] == 1
    assert tool.parameters["properties"]["unit"] == {
        "default": "C",
        "description": "scale of the temperature",
        "enum": ["C", "F"],
        "title": "Unit",
        "type": "string",
    }


def test_the_caller_may_say_it_otherwise() -> None:
    tool = CallableTool(weather, name="get weather/now!" + "x" * 80, description="", strict=True)
    assert tool.name.startswith("get_weather_now_x")
    assert len(tool.name) == 64
    assert tool.description == ""
    assert tool.parameters["required"] == ["place", "unit", "days"]


@pytest.mark.parametrize(
    "arguments",
    ['{"place": "Bonn", "days": 2}', b'{"place": "Bonn", "days": 2}', {"place": "Bonn", "days": 2}],
)
def test_calls(arguments: Any) -> None:
    assert CallableTool(weather)(arguments) == "Bonn C 2"


@pytest.mark.parametrize("arguments", ["", "{}", "[", '{"place": 1}', {"place": "Bonn", "when": "now"}])
def test_arguments_that_do_not_fit(arguments: Any) -> None:
    with pytest.raises(ValidationError):
        CallableTool(weather)(arguments)


def test_functions_with_nothing_to_say() -> None:
    """No docstring, no annotations, no name, no arguments; an async one gives something to await."""
    assert CallableTool(lambda: 3)() == 3
    assert CallableTool(lambda: 3).name == "_lambda_"

    def args_only(a: Any, b=2) -> Any:  # type: ignore[no-untyped-def]
        """Args:
        a: first
        """
        return a, b

    tool = CallableTool(args_only)
    assert tool.description == ""
    assert tool('{"a": [1]}') == ([1], 2)

    async def later(n: int) -> int:
        return n + 1

    assert asyncio.run(CallableTool(later)('{"n": 1}')) == 2


def test_parameters_that_have_no_name_for_a_model() -> None:
    for odd in (lambda *values: values, lambda **values: values, lambda a, /: a):
        with pytest.raises(TypeError, match="cannot be passed by name"):
            CallableTool(odd)
