"""Function tools made of types: the model's arguments come back as values of the type."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any, cast

from .._runtime.sentinels import Omit, omit
from .._runtime.structured import name_of, schema_of

if TYPE_CHECKING:
    from pydantic import BaseModel

    from ..types.chat import ChatCompletionFunctionToolParam
    from ..types.responses import FunctionToolParam as ResponsesFunctionToolParam

__all__ = [
    "PydanticFunctionTool",
    "ResponsesPydanticFunctionTool",
    "pydantic_function_tool",
    "pydantic_responses_function_tool",
    "tool_type",
]


class PydanticFunctionTool(dict[str, Any]):
    """The `function` member of a chat tool; `model` is the type that its arguments are read as."""

    def __init__(self, defn: dict[str, Any], model: Any) -> None:
        super().__init__(defn)
        self.model = model

    def cast(self) -> Any:
        """The same object, for annotations that ask for the TypedDict."""
        return self


class ResponsesPydanticFunctionTool(PydanticFunctionTool):
    """A tool of the responses API; `model` is the type that its arguments are read as."""


def tool_type(tool: object) -> Any:
    """The type that a tool was made of, None for one that was written by hand."""
    return tool.model if isinstance(tool, PydanticFunctionTool) else None


def pydantic_function_tool(
    model: type[BaseModel], *, name: str | None = None, description: str | None = None
) -> ChatCompletionFunctionToolParam:
    """A strict function tool for chat completions.

    `name` is the type's by default, `description` its docstring.  Raises TypeError for a type that strict schemas
    cannot describe.
    """
    function = PydanticFunctionTool(_definition(model, name, description), model)
    return cast("ChatCompletionFunctionToolParam", {"type": "function", "function": function})


def pydantic_responses_function_tool(
    model: type[BaseModel],
    *,
    name: str | None = None,
    description: str | None = None,
    defer_loading: bool | Omit = omit,
) -> ResponsesFunctionToolParam:
    """A strict function tool for the responses API; see `pydantic_function_tool`."""
    definition = {"type": "function", **_definition(model, name, description)}
    if not isinstance(defer_loading, Omit):
        definition["defer_loading"] = defer_loading
    return cast("ResponsesFunctionToolParam", ResponsesPydanticFunctionTool(definition, model))


def _definition(model: Any, name: str | None, description: str | None) -> dict[str, Any]:
    definition: dict[str, Any] = {
        "name": name or name_of(model),
        "strict": True,
        "parameters": schema_of(model),
    }
    words = description if description is not None else _own_words(model)
    if words:
        definition["description"] = words
    return definition


def _own_words(model: Any) -> str | None:
    """The type's docstring; inherited ones and those that dataclasses write say nothing of it."""
    words: str | None = vars(model).get("__doc__") if isinstance(model, type) else None
    if not words or words.startswith(f"{getattr(model, '__name__', '')}("):
        return None
    return inspect.cleandoc(words)
